package warc_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"dateline/corpus/importer/warc"
)

func packed(t testing.TB, coding, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, err = flate.NewWriter(&b, flate.BestSpeed)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	}
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParseResponse(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=ISO-8859-2\r\n"
	page := strings.Repeat("<p>A page of an archive.</p>\n", 20)
	length := func(n string) string { return "Content-Length: " + n + "\r\n\r\n" }
	for name, c := range map[string]struct {
		block   string
		body    string
		partial string
		whole   bool
	}{
		"without a length":         {head + "\r\n" + page, page, "", false},
		"with its length":          {head + length("580") + page, page, "", true},
		"longer by line breaks":    {head + length("580") + page + "\r\n\r\n", page, "", true},
		"much longer":              {head + length("100") + page, page, "", false},
		"shorter":                  {head + length("600") + page, page, "its body has 580 of 600 bytes", false},
		"shorter, and a page":      {head + length("600") + page + "</HTML>\n", page + "</HTML>\n", "", false},
		"line feeds alone":         {strings.ReplaceAll(head+length("580"), "\r\n", "\n") + page, page, "", true},
		"chunked":                  {head + "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\n<p>A \r\n001\r\nb\r\n0\r\n\r\n", "<p>A b", "", true},
		"chunked, cut":             {head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>A \r\n100\r\nb", "<p>A b", "the chunks of its body are cut short", false},
		"chunked, without the end": {head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>A \r\n", "<p>A ", "the chunks of its body are cut short", false},
		"chunked, not really":      {head + "Transfer-Encoding: chunked\r\n\r\n" + page, page, "", false},
		"gzip":                     {head + "Content-Encoding: gzip\r\n\r\n" + packed(t, "gzip", page), page, "", true},
		"gzip, not really":         {head + "Content-Encoding: gzip\r\n" + length("60") + page, page, "", false},
		"deflate":                  {head + "Content-Encoding: deflate\r\n\r\n" + packed(t, "zlib", page), page, "", true},
		"deflate without a frame":  {head + "Content-Encoding: deflate\r\n\r\n" + packed(t, "flate", page), page, "", false},
		"br":                       {head + "Content-Encoding: br\r\n\r\n" + packed(t, "br", page), page, "", false},
		"br, not really":           {head + "Content-Encoding: br\r\n\r\n" + page, page, "", false},
		"zstd":                     {head + "Content-Encoding: zstd\r\n\r\n" + packed(t, "zstd", page), page, "", false},
		"gzip, then br":            {head + "Content-Encoding: gzip, br\r\n\r\n" + packed(t, "br", packed(t, "gzip", page)), page, "", true},
		"a coding not known":       {head + "Content-Encoding: utf-8\r\n\r\n" + page, page, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := warc.ParseResponse([]byte(c.block), 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			want := warc.Response{Status: 200, MediaType: "text/html", Charset: "ISO-8859-2", Body: []byte(c.body), Partial: c.partial, Whole: c.whole}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	cut := packed(t, "gzip", page)
	got, err := warc.ParseResponse([]byte(head+"Content-Encoding: gzip\r\n\r\n"+cut[:len(cut)-12]), 1<<20)
	if err != nil || got.Partial == "" || len(got.Body) == 0 {
		t.Errorf("gzip cut short: %+v, %v", got, err)
	}
}

func TestBombs(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("\x00", 8<<20)
	for _, coding := range []string{"gzip", "br", "zstd"} {
		block := "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n" + packed(t, coding, zeros)
		if _, err := warc.ParseResponse([]byte(block), 1<<20); !errors.Is(err, warc.ErrTooLarge) {
			t.Errorf("%s: %v", coding, err)
		}
	}
	for _, block := range []string{"", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "<html>"} {
		if _, err := warc.ParseResponse([]byte(block), 1<<20); !errors.Is(err, warc.ErrNoHTTP) {
			t.Errorf("%q: %v", block, err)
		}
	}
}

func TestMediaType(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][2]string{
		"":                                  {"", ""},
		"text/html":                         {"text/html", ""},
		"TEXT/HTML; Charset=\"utf-8\"":      {"text/html", "utf-8"},
		"text/html;charset=":                {"text/html", ""},
		"text/html; charset=utf-8; charset": {"text/html", "utf-8"},
		"text/html, charset=windows-1251":   {"text/html, charset=windows-1251", "windows-1251"},
	} {
		mediaType, charset := warc.MediaType(value)
		if mediaType != want[0] || charset != want[1] {
			t.Errorf("%q: %q, %q", value, mediaType, charset)
		}
	}
}

func FuzzParseResponse(f *testing.F) {
	for _, coding := range []string{"gzip", "deflate", "br", "zstd"} {
		body := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: " + coding + "\r\nContent-Type: text/html\r\n\r\n"
		if coding != "deflate" {
			body += packed(f, coding, "<p>text</p>")
		}
		f.Add([]byte(body))
	}
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		res, err := warc.ParseResponse(b, 4096)
		if err == nil && len(res.Body) > 4096 {
			t.Fatalf("a body of %d bytes", len(res.Body))
		}
	})
}
