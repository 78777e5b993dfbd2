package importer_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"dateline/corpus/importer"
	"dateline/corpus/sharedtest"
)

const captured = "2025-03-06T04:02:06Z"

// warcRecord writes one record of a web archive.
func warcRecord(kind, address, mediaType, block string, more ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: %s\r\n", kind, address, captured, mediaType)
	for _, line := range more {
		b.WriteString(line + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	return b.String()
}

// answer writes the record of an HTTP response.
func answer(address string, status int, header, body string, more ...string) string {
	block := fmt.Sprintf("HTTP/1.1 %d X\r\n%s\r\n\r\n%s", status, header, body)
	return warcRecord("response", address, "application/http; msgtype=response", block, more...)
}

const htmlType = "Content-Type: text/html; charset=windows-1252"

func page(title string) string {
	return "<html><head><title>" + title + "</title></head><body><p>Caf\xe9.</p></body></html>"
}

// urls lists the addresses of items, and the classes and reasons of what was set aside.
func urls(results []result) []string {
	var all []string
	for _, r := range results {
		if r.Aside == nil {
			all = append(all, r.Raw.URL)
			continue
		}
		_, record, _ := strings.Cut(r.Aside.Place, "!")
		all = append(all, strings.Join(strings.Fields(fmt.Sprintf("! %s (%s) %s", record, r.Aside.Class, r.Aside.Reason)), " "))
	}
	return all
}

func TestWebArchive(t *testing.T) {
	t.Parallel()
	a, b := answer("http://a.example/1", 200, htmlType, page("A")), answer("http://b.example/2", 200, htmlType, page("B"))
	const readA, readB = "http://a.example/1", "http://b.example/2"
	for name, c := range map[string]struct {
		archive string
		want    []string
	}{
		"two":                   {a + b, []string{readA, readB}},
		"one gzip member":       {gzipped(t, a+b), []string{readA, readB}},
		"a member for each":     {gzipped(t, a) + gzipped(t, b), []string{readA, readB}},
		"zstd":                  {zstdPacked(t, a+b), []string{readA, readB}},
		"in tar":                {tarred(t, entry{name: "x.warc.gz", body: gzipped(t, a) + gzipped(t, b)}), []string{readA, readB}},
		"a resource":            {warcRecord("resource", "http://a.example/1", "text/html", page("A")), []string{readA}},
		"a conversion to text":  {warcRecord("conversion", "http://a.example/1", "text/plain", "A\nText."), []string{readA}},
		"a list of articles":    {answer("http://a.example/1", 200, "Content-Type: application/json", `[{"url":"http://a.example/x","text":"x"},{"url":"http://a.example/y","text":"y"}]`), []string{"http://a.example/x", "http://a.example/y"}},
		"requests and metadata": {a + warcRecord("request", readA, "application/http", "GET /") + warcRecord("metadata", readA, "application/warc-fields", "x: y") + warcRecord("response", "dns:a.example", "text/dns", "x"), []string{readA}},
		"nothing but requests":  {warcRecord("request", readA, "application/http", "GET /"), []string{"! () no page in it, only records about pages (request: 1)"}},
		"redirects and errors": {answer(readA, 301, "Location: x", "") + answer(readA, 302, htmlType, page("A")) + answer(readA, 302, htmlType, "") + answer(readA, 404, htmlType, page("A")) + b,
			[]string{"! 0 http://a.example/1 (redirect) a redirect (301)", "! 208 http://a.example/1 (redirect) a redirect (302)",
				"! 518 http://a.example/1 (redirect) a redirect (302)", "! 760 http://a.example/1 (error status) an answer of status 404", readB}},
		"pictures and revisits": {answer(readA, 200, "Content-Type: image/png", "\x89PNG\r\n\x1a\n") + answer(readA, 200, "Content-Type: text/html", "\x89PNG\r\n\x1a\n\x00\x00") + warcRecord("revisit", readA, "application/http", "HTTP/1.1 200 OK\r\n\r\n") + b,
			[]string{"! 0 http://a.example/1 (no text) no text: image/png", "! 228 http://a.example/1 (no text) a file of type image/png, not text",
				"! 458 http://a.example/1 (revisit) a revisit: the page was as before", readB}},
		"files for machines":        {answer("http://a.example/robots.txt", 200, "Content-Type: text/plain", "User-agent: *") + b, []string{"! 0 http://a.example/robots.txt (for machines) a file for machines, such as robots.txt", readB}},
		"cut by the crawler":        {answer(readA, 200, htmlType, page("A"), "WARC-Truncated: length") + b, []string{"! 0 http://a.example/1 (partial) the archive's maker cut it short (length)", readB}},
		"cut on the way":            {answer(readA, 200, htmlType+"\r\nContent-Length: 1000", "<p>Half of a") + b, []string{"! 0 http://a.example/1 (partial) its body has 12 of 1000 bytes", readB}},
		"a part of a page":          {answer(readA, 200, htmlType, page("A"), "WARC-Segment-Number: 1") + b, []string{"! 0 http://a.example/1 (partial) it is one of several parts of a page", readB}},
		"a lying length":            {strings.Replace(a, "Content-Length: ", "Content-Length: 9", 1) + b, []string{"! 0 http://a.example/1 (damaged) its length is wrong (9132 bytes), and whether it is whole cannot be told", readB}},
		"a lying length, but whole": {strings.Replace(answer(readA, 200, htmlType+fmt.Sprintf("\r\nContent-Length: %d", len(page("A"))), page("A")), "Content-Length: ", "Content-Length: 9", 1) + b, []string{readA, readB}},
		"a damaged member":          {damaged(gzipped(t, a)) + gzipped(t, b), []string{"! (damaged) the compressed data", readB}},
		"a wrong checksum":          {flip(gzipped(t, a), 8) + gzipped(t, b), []string{"! (damaged) the compressed data before byte 310 (unpacked) is damaged: gzip: invalid checksum", readB}},
		"a damaged header behind":   {gzipped(t, a) + "\x1f\x8b\x00" + strings.Repeat("x", 20) + gzipped(t, b), []string{readA, "! (damaged) the compressed data before byte 310 (unpacked) is damaged: gzip: invalid header", readB}},
		"an archive in it":          {answer(readA, 200, "Content-Type: text/plain", a) + b, []string{"! 0 http://a.example/1 (no text) packed data in an archive is not opened; unpack it first", readB}},
		"too large":                 {answer(readA, 200, htmlType, page(strings.Repeat("x", 6<<20))) + b, []string{"! 0 http://a.example/1 () " + tooLarge, readB}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := write(t, filepath.Join(t.TempDir(), "in"), c.archive)
			got := urls(read(t, importer.Options{}, nil, path))
			if name == "a damaged member" { // how much of it can be unpacked is up to the library
				got = slices.DeleteFunc(got, func(s string) bool { return strings.HasPrefix(s, "! (damaged) at byte") })
				for i, s := range got {
					got[i], _, _ = strings.Cut(s, " before")
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// damaged changes bytes in the middle of compressed data.
func damaged(packed string) string {
	b := []byte(packed)
	for i := len(b) / 2; i < len(b)/2+20; i++ {
		b[i] ^= 0x5a
	}
	return string(b)
}

func zstdPacked(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSamePage: a page is the same item as a file, in an archive however it was sent, and saved as MHTML; only where and when
// it was fetched is known of the last two.
func TestSamePage(t *testing.T) {
	t.Parallel()
	body := page("A")
	date, err := time.Parse(time.RFC3339, captured)
	if err != nil {
		t.Fatal(err)
	}
	mhtml := "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.example/1\r\nDate: Thu, 6 Mar 2025 04:02:06 +0000\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		strings.ReplaceAll(strings.ReplaceAll(body, "=", "=3D"), "\xe9", "=E9=\r\n") + "\r\n--x--\r\n"
	for name, input := range map[string]string{
		"plain":   answer("http://a.example/1", 200, htmlType, body),
		"chunked": answer("http://a.example/1", 200, htmlType+"\r\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body)),
		"gzip":    answer("http://a.example/1", 200, htmlType+"\r\nContent-Encoding: gzip", gzipped(t, body)),
		"mhtml":   mhtml,
	} {
		want := read(t, importer.Options{}, strings.NewReader(body), "-")[0].Raw
		want.URL, want.Charset = "http://a.example/1", "windows-1252"
		got := read(t, importer.Options{}, strings.NewReader(input), "-")
		if len(got) != 1 || got[0].Aside != nil {
			t.Fatalf("%s: %s", name, dump(t, got))
		}
		raw := got[0].Raw
		if !raw.Fetched.Equal(date) {
			t.Errorf("%s: fetched %v", name, raw.Fetched)
		}
		raw.Fetched, raw.Place, raw.Original.Name = want.Fetched, want.Place, want.Original.Name
		if diff := cmp.Diff(want, raw); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

// TestHugeArchive reads far more records than memory may hold.
func TestHugeArchive(t *testing.T) {
	one := answer("http://a.example/1", 200, htmlType, page(strings.Repeat("words of a page ", 6_000)))
	big := answer("http://a.example/film", 200, "Content-Type: video/mp4", strings.Repeat("x", 12<<20))
	var parts []io.Reader
	for range 300 {
		parts = append(parts, strings.NewReader(one))
	}
	parts = append(parts, strings.NewReader(big), strings.NewReader(one))
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var most uint64
	n := 0
	for raw, err := range im.Read(t.Context(), io.MultiReader(parts...), "-") {
		if n++; n%50 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		if err == nil && len(raw.HTML) < 90_000 {
			t.Fatalf("a page of %d bytes", len(raw.HTML))
		}
	}
	if n != 302 {
		t.Errorf("%d results", n)
	}
	if most > 64<<20 {
		t.Errorf("%d MiB in use", most>>20)
	}
}

// TestArchiveBomb: pages that each unpack to what one may have at most must not go on for ever.
func TestArchiveBomb(t *testing.T) {
	t.Parallel()
	bomb := answer("http://a.example/1", 200, htmlType+"\r\nContent-Encoding: gzip", gzipped(t, strings.Repeat(" ", 4<<20)+page("A")))
	got := read(t, importer.Options{}, strings.NewReader(strings.Repeat(bomb, 50)), "-")
	if last := got[len(got)-1]; last.Aside == nil || !strings.Contains(last.Aside.Reason, "unpacks to too much") || len(got) > 5 {
		t.Errorf("%d results, the last %v", len(got), last.Aside)
	}
}

func TestSharedArchives(t *testing.T) {
	t.Parallel()
	pages, asides := 0, map[string]bool{}
	for _, r := range read(t, importer.Options{}, nil, sharedtest.Path(t, "data/formats/warc.tar.gz")) {
		if r.Aside == nil && r.Raw.HTML != nil {
			pages++
			if len(r.Raw.HTML) < 1270 || r.Raw.Fetched.IsZero() || r.Raw.URL == "" {
				t.Errorf("%s: %d bytes of %q, fetched %v", r.Raw.Place, len(r.Raw.HTML), r.Raw.URL, r.Raw.Fetched)
			}
			continue
		}
		if r.Aside != nil {
			_, name, _ := strings.Cut(r.Aside.Place, "!")
			name, _, _ = strings.Cut(name, "!")
			asides[name] = true
		}
	}
	if pages != 12 {
		t.Errorf("%d pages of 12", pages)
	}
	for _, name := range []string{"bad.arc", "example-digest.warc", "example-space-in-target-uri.warc.gz", "post-test.warc.gz"} {
		if !asides[name] {
			t.Errorf("%s: neither read nor reported", name)
		}
	}
}

// TestStopInArchive: whoever stops reading is told nothing more, and a context that ends is noticed where nothing is found.
func TestStopInArchive(t *testing.T) {
	t.Parallel()
	archive := answer("http://a.example/1", 301, htmlType, "") + strings.Repeat(answer("http://a.example/2", 200, htmlType, page("A")), 3)
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range im.Read(t.Context(), strings.NewReader(archive), "-") {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	requests := strings.Repeat(warcRecord("request", "http://a.example/1", "application/http", "GET /"), 10)
	n := 0
	for _, err := range im.Read(ctx, io.MultiReader(strings.NewReader(archive+requests), stopping{cancel}, strings.NewReader(requests)), "-") {
		if n++; errors.Is(err, context.Canceled) {
			return
		}
	}
	t.Errorf("%d results, and the end was not noticed", n)
}

// stopping ends a context when it is read.
type stopping struct{ cancel func() }

func (s stopping) Read([]byte) (int, error) {
	s.cancel()
	return 0, io.EOF
}
