package importer_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus/importer"
)

// entry is an entry of a test archive. A mode of 0 is a regular file.
type entry struct {
	name string
	body string
	kind byte // of tar, 0 is a file
	link bool // a symbolic link in zip
}

func zipped(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.link {
			h.SetMode(0o777 | fs.ModeSymlink)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: tar.TypeReg, Size: int64(len(e.body)), Mode: 0o644}
		if e.kind != 0 {
			h.Typeflag, h.Linkname = e.kind, "/etc/passwd"
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func story(title string) string { return title + "\nText of the story.\n" }

func TestArchives(t *testing.T) {
	t.Parallel()
	lines := `{"title":"L1","text":"x"}` + "\n" + `{"title":"L2","text":"x"}` + "\n"
	files := []entry{{name: "a/", kind: tar.TypeDir}, {name: "a/one.txt", body: story("One")}, {name: "a/.hidden", body: story("H")},
		{name: "__MACOSX/._one.txt", body: "junk"}, {name: "b.jsonl.gz", body: gzipped(t, lines)}}
	read4 := []string{"One", "L1", "L2"}
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"tar":             {tarred(t, files...), read4},
		"tar.gz":          {gzipped(t, tarred(t, files...)), read4},
		"zip":             {zipped(t, files[1:]...), read4},
		"zip in gzip":     {gzipped(t, zipped(t, files[1:]...)), read4},
		"gzip":            {gzipped(t, lines), []string{"L1", "L2"}},
		"gzip in pieces":  {gzipped(t, lines) + gzipped(t, lines), []string{"L1", "L2", "L1", "L2"}},
		"gzip in gzip":    {gzipped(t, gzipped(t, lines)), []string{"! in: compressed more than once; unpack it first"}},
		"zip in tar":      {tarred(t, entry{name: "x.txt", body: zipped(t, files[1])}), []string{"! in!x.txt: a zip archive inside an archive is not opened; unpack it first"}},
		"tar.gz in zip":   {zipped(t, entry{name: "x.tgz", body: gzipped(t, tarred(t, files[1]))}), []string{"! in!x.tgz: a tar archive inside an archive is not opened; unpack it first"}},
		"gzip cut short":  {gzipped(t, lines+strings.Repeat("x", 1000))[:60], []string{"L1", "L2", "! in: cannot be read: unexpected EOF"}},
		"empty zip":       {zipped(t), []string{"! in: no text: the archive is empty"}},
		"zip cut short":   {zipped(t, files[1])[:60], []string{"! in: damaged zip archive: no directory; it may be incomplete"}},
		"office document": {zipped(t, entry{name: "[Content_Types].xml"}, entry{name: "word/document.xml"}), []string{"! in: an Office document; save it as plain text"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, filepath.Join(t.TempDir(), "in"), c.content)
			got := read(t, importer.Options{}, nil, path)
			if name == "gzip cut short" { // what can still be unpacked is up to the library
				if last := got[len(got)-1]; last.Aside == nil {
					t.Errorf("the damage was not reported: %q", outline(got))
				}
				return
			}
			wantOutline(t, got, c.want...)
			stdin := read(t, importer.Options{}, strings.NewReader(c.content), "-")
			if len(stdin) != len(got) {
				t.Errorf("from stdin: %q", outline(stdin))
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	path := write(t, filepath.Join(t.TempDir(), "news.zip"), zipped(t,
		entry{name: "a/b.jsonl", body: `{"text":"x"}` + "\n" + `{"text":"y"}` + "\n"}))
	got := read(t, importer.Options{}, nil, path)
	if want := path + "!a/b.jsonl:2"; len(got) != 2 || got[1].Raw.Place != want || got[1].Raw.Line != 2 || got[1].Raw.Original.Name != want {
		t.Errorf("got %+v, want the place %s", got[1].Raw, want)
	}
}

func TestUnsafeEntries(t *testing.T) {
	t.Parallel()
	unsafe := []entry{
		{name: "../../etc/x", body: story("X")},
		{name: "a/../../x", body: story("X")},
		{name: "/etc/x", body: story("X")},
		{name: `C:\x.txt`, body: story("X")},
		{name: `..\x.txt`, body: story("X")},
	}
	want := []string{
		"the name leads out of the archive", "the name leads out of the archive", "the name is absolute",
		"the name has a drive letter", "the name leads out of the archive",
	}
	links := []entry{
		{name: "sym", kind: tar.TypeSymlink}, {name: "hard", kind: tar.TypeLink}, {name: "char", kind: tar.TypeChar},
		{name: "block", kind: tar.TypeBlock}, {name: "fifo", kind: tar.TypeFifo},
	}
	wantLinks := []string{
		"a symbolic link in an archive is not followed", "a hard link in an archive is not followed",
		"a device, not a file", "a device, not a file", "a named pipe, not a file",
	}
	last := entry{name: "good.txt", body: story("Good")}
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"zip":       {zipped(t, append(unsafe[:5:5], last)...), want},
		"tar":       {tarred(t, append(unsafe[:5:5], last)...), want},
		"tar links": {tarred(t, append(links, last)...), wantLinks},
		"zip link":  {zipped(t, entry{name: "sym", body: "/etc/passwd", link: true}, last), wantLinks[:1]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, importer.Options{}, strings.NewReader(c.content), "-")
			if len(got) != len(c.want)+1 || got[len(got)-1].Raw.Title != "Good" {
				t.Fatalf("got %q", outline(got))
			}
			for i, reason := range c.want {
				if got[i].Aside == nil || got[i].Aside.Reason != reason {
					t.Errorf("entry %d: got %q, want %q", i, outline(got[i:i+1]), reason)
				}
			}
		})
	}
}

func TestOddNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("long/", 800) + "name.txt"
	content := zipped(t,
		entry{name: "same.txt", body: story("One")}, entry{name: "same.txt", body: story("Two")},
		entry{name: "line\nbreak\x00\u202e.txt", body: story("Three")}, entry{name: long, body: story("Four")},
		entry{name: "caf\xe9.txt", body: story("Five")})
	got := read(t, importer.Options{}, strings.NewReader(content), "-")
	wantOutline(t, got, "One", "Two", "Three", "Four", "Five")
	seen := make(map[string]bool)
	for _, r := range got {
		place := r.Raw.Place
		if seen[place] || len(place) > 300 || strings.ContainsAny(place, "\n\x00\u202e") || strings.ToValidUTF8(place, "") != place {
			t.Errorf("place %q is not safe or not unique", place)
		}
		seen[place] = true
	}
}

func TestBombs(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("0", 20<<20)
	good := entry{name: "good.txt", body: story("Good")}
	var many []entry
	for i := range 50 {
		many = append(many, entry{name: fmt.Sprint(i), body: story("S")})
	}
	const ratio = "unpacks to too much: more than 100 times its packed size; unpack it first if you trust it"
	const together = "its entries together unpack to too much; the rest was not read; unpack it first if you trust it"
	for name, c := range map[string]struct {
		content string
		limits  importer.Limits
		reasons string // the last reason given
		items   int
	}{
		"zip":                {zipped(t, entry{name: "bomb.csv", body: "text,\n" + zeros}, good), importer.Limits{Record: 1 << 30}, ratio, 1},
		"gzip":               {gzipped(t, "{\"text\":\""+zeros), importer.Limits{Record: 1 << 30}, ratio, 0},
		"gzip of many lines": {gzipped(t, strings.Repeat("{\"text\":\"a\"}\n", 1<<20)), importer.Limits{}, ratio, -1},
		"tar.gz":             {gzipped(t, tarred(t, good, entry{name: "bomb", body: zeros})), importer.Limits{Record: 1 << 30}, ratio, 1},
		"total":              {gzipped(t, strings.Repeat("{\"text\":\"a\"}\n", 100)), importer.Limits{Unpacked: 500}, "unpacks to too much: more than the limit for one file; unpack it first if you trust it", -1},
		"zip total":          {zipped(t, many...), importer.Limits{Unpacked: 500}, together, -1},
		"zip of overlapping": {overlapping(3000, strings.Repeat("The harbour was quiet.\n", 40_000)), importer.Limits{}, together, -1},
		"zip entries":        {zipped(t, many...), importer.Limits{Entries: 49}, "50 entries, over the limit of 49 for one archive", 0},
		"tar entries":        {tarred(t, many...), importer.Limits{Entries: 49}, "more than 49 entries; the rest was not read", 49},
		"spool":              {zipped(t, many...), importer.Limits{Spool: 1000}, "a zip archive from a stream is limited to 1000 bytes; import it as a file", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, importer.Options{Limits: c.limits}, strings.NewReader(c.content), "-")
			items, reason := 0, ""
			for _, r := range got {
				if r.Aside == nil {
					items++
					continue
				}
				reason = r.Aside.Reason
			}
			if !strings.HasSuffix(reason, c.reasons) || c.items >= 0 && items != c.items {
				t.Errorf("%d items, reason %q; want %d and %q", items, reason, c.items, c.reasons)
			}
		})
	}
}

// overlapping returns a zip archive whose directory lists the same data n times.
func overlapping(n int, body string) string {
	var packed bytes.Buffer
	z, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(z, body)
	_ = z.Close()
	var b []byte
	header := func(name string) {
		b = append(b, "\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00"...)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(body)))
		b = binary.LittleEndian.AppendUint32(b, uint32(packed.Len()))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(body)))
		b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
		b = append(b, 0, 0)
	}
	b = append(b, "PK\x03\x04"...)
	header("a")
	b = append(append(b, 'a'), packed.Bytes()...)
	start := len(b)
	for i := range n {
		name := fmt.Sprint(i)
		b = append(b, "PK\x01\x02\x14\x00"...)
		header(name)
		b = append(append(b, make([]byte, 14)...), name...)
	}
	size := len(b) - start
	b = append(b, "PK\x05\x06\x00\x00\x00\x00"...)
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint16(b, uint16(n))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(start))
	return string(append(b, 0, 0))
}
