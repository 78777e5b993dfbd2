package importer_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"dateline/corpus/importer"
)

const someLines = `{"title":"L1","text":"x"}` + "\n"

// bzip2Lines is someLines; the standard library does not pack.
const bzip2Lines = "425a6839314159265359bdea33a300000c5d8000101004201000040224044a20003100d001589a3d4c9fa84ab4882add84d3bd0f4460bb9229c28485ef519d18"

func TestCompressed(t *testing.T) {
	t.Parallel()
	packed, err := hex.DecodeString(bzip2Lines)
	if err != nil {
		t.Fatal(err)
	}
	zst := zstdPacked(t, strings.Repeat(someLines, 1000))
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"zstd":                  {zstdPacked(t, someLines), []string{"L1"}},
		"zstd in pieces":        {zstdPacked(t, someLines) + zstdPacked(t, someLines), []string{"L1", "L1"}},
		"zstd after a skipped":  {"\x50\x2a\x4d\x18\x03\x00\x00\x00abc" + zstdPacked(t, someLines), []string{"L1"}},
		"tar.zst":               {zstdPacked(t, tarred(t, entry{name: "one.txt", body: story("One")}, entry{name: "b.jsonl.zst", body: zstdPacked(t, someLines)})), []string{"One", "L1"}},
		"zstd in zip":           {zipped(t, entry{name: "b.zst", body: zstdPacked(t, someLines)}), []string{"L1"}},
		"zstd in zstd":          {zstdPacked(t, zst), []string{"! in: compressed more than once; unpack it first"}},
		"tar in zstd in zip":    {zipped(t, entry{name: "b.tar.zst", body: zstdPacked(t, tarred(t, entry{name: "one.txt", body: story("One")}))}), []string{"! in!b.tar.zst: a tar archive inside an archive is not opened; unpack it first"}},
		"bzip2":                 {string(packed), []string{"L1"}},
		"bzip2 cut short":       {string(packed[:40]), []string{"! in: cannot be read to its end: it ends too early; the file may be incomplete"}},
		"mailbox in tar.zst":    {zstdPacked(t, tarred(t, entry{name: "x.mbox", body: "From a@b.example Wed Mar  5 10:00:00 2025\nFrom: a@b.example\nDate: Wed, 5 Mar 2025 10:00:00 +0000\nSubject: M1\n\nText.\n"})), []string{"M1"}},
		"a text that says zstd": {"zstd\nText.", []string{"zstd"}},
		"a text that says BZh":  {"BZh9 is how bzip2 files begin\nText.", []string{"BZh9 is how bzip2 files begin"}},
		"a text that says WARC": {"WARC/1.0 is a format\nText.", []string{"WARC/1.0 is a format"}},
		"a text that says From": {"From Paris, with 3 trains\nText.", []string{"From Paris, with 3 trains"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, filepath.Join(t.TempDir(), "in"), c.content)
			wantOutline(t, read(t, importer.Options{}, nil, path), c.want...)
		})
	}
	path := write(t, filepath.Join(t.TempDir(), "x.warc"), "\x00\x01 rubbish\n"+answer("http://a.example/1", 200, htmlType, page("A")))
	wantOutline(t, read(t, importer.Options{}, nil, path), "! x.warc: at byte 0: 11 bytes that belong to no record", "")
	got := read(t, importer.Options{}, strings.NewReader(zst[:len(zst)/2]), "-")
	if last := got[len(got)-1]; last.Aside == nil {
		t.Errorf("zstd cut short was not reported: %q", outline(got))
	}
}

// TestZstdBombs: a megabyte that unpacks to gigabytes, and a window larger than memory should give.
func TestZstdBombs(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(z, io.MultiReader(strings.NewReader(someLines), endless(200<<20))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	got := read(t, importer.Options{Format: importer.JSONL}, bytes.NewReader(b.Bytes()), "-")
	if last := got[len(got)-1]; last.Aside == nil || !strings.Contains(last.Aside.Reason, "times its packed size") {
		t.Errorf("%d bytes gave %q", b.Len(), outline(got))
	}
	got = read(t, importer.Options{Limits: importer.Limits{Unpacked: 2 << 20}}, strings.NewReader(zstdPacked(t, noise(3<<20))), "-")
	if last := got[len(got)-1]; last.Aside == nil || !strings.Contains(last.Aside.Reason, "more than the limit for one file") {
		t.Errorf("over the limit: %q", outline(got))
	}
	wide := "\x28\xb5\x2f\xfd\x00\xa8" + strings.Repeat("\x00", 100) // a window of 2 GiB
	got = read(t, importer.Options{}, strings.NewReader(wide), "-")
	if len(got) != 1 || got[0].Aside == nil {
		t.Errorf("a window of 2 GiB: %q", outline(got))
	}
}

// noise is text that does not pack well.
func noise(size int) string {
	var b strings.Builder
	for n := uint32(1); b.Len() < size; n = n*1664525 + 1013904223 {
		fmt.Fprintf(&b, "%x\n", n)
	}
	return b.String()
}

// TestLargeMail: what is no text may be of any size, a text may not.
func TestLargeMail(t *testing.T) {
	t.Parallel()
	const head = "From: a@b.example\nDate: Wed, 5 Mar 2025 10:00:00 +0000\nSubject: M1\nMIME-Version: 1.0\n"
	parts := func(kind string) io.Reader {
		return io.MultiReader(strings.NewReader(head+"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nText.\n--x\nContent-Type: "+kind+"\n\n"), endless(8<<20), strings.NewReader("\n--x--\n"))
	}
	wantOutline(t, read(t, importer.Options{}, parts("image/png"), "-"), "M1")
	wantOutline(t, read(t, importer.Options{}, parts("text/plain"), "-"), "! stdin: "+tooLarge)
	wantOutline(t, read(t, importer.Options{}, io.MultiReader(strings.NewReader(head+"X: "), endless(8<<20), strings.NewReader("\n\nText.\n")), "-"), "! stdin: "+tooLarge)
}

// TestStrangeAddresses: what an archive says of its records must not break a line of a report.
func TestStrangeAddresses(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"http://a.example/\x00\x1b[31m", "http://a.example/\u202etxt", "http://a.example/" + strings.Repeat("long/", 2_000), "\xff\xfe", ""} {
		got := read(t, importer.Options{}, strings.NewReader(answer(address, 200, htmlType, page("A"))+answer(address, 200, htmlType, "<p>", "WARC-Truncated: \x1btime")), "-")
		if len(got) != 2 {
			t.Fatalf("%q: %q", address, outline(got))
		}
		for _, text := range []string{got[0].Raw.Place, got[1].Aside.Place, got[1].Aside.Reason} {
			if len(text) > 1_000 || strings.ContainsAny(text, "\x00\x1b\n\u202e") {
				t.Errorf("%q is shown as %q", address, text)
			}
		}
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(answer("http://a.example/1", 200, htmlType, "<p>A") + answer("http://a.example/2", 200, "Content-Type: application/json", `[{"text":"x"}]`)))
	f.Add([]byte(warcRecord("conversion", "http://a.example/1", "text/plain", "A\nText.")))
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.WARC, b) })
}

func FuzzMail(f *testing.F) {
	seeds(f, ".eml", ".mbox", ".mhtml", ".mht")
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range []importer.Format{importer.EML, importer.Mbox, importer.MHTML} {
			bounded(t, format, b)
		}
	})
}

func FuzzPDF(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n"))
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.PDF, b) })
}

// FuzzZstd lets the zstd and bzip2 decoders meet damaged input.
func FuzzZstd(f *testing.F) {
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x09\x00\x00a"))
	f.Add([]byte("BZh91AY&SY"))
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, "", b) })
}
