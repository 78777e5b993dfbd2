package fetch_test

import (
	"strings"
	"testing"

	"dateline/crawl/fetch"
)

func utf16le(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }

func TestSniff(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		declared, body, want string
		text                 bool
	}{
		"html":                       {"text/html; charset=utf-8", "<!DOCTYPE html><p>x", "text/html", true},
		"html as plain":              {"text/plain", "\n<!doctype HTML><p>x", "text/html", true},
		"html as octets":             {"application/octet-stream", "<html><p>x", "text/html", true},
		"html, nothing declared":     {"", "<html><p>x", "text/html", true},
		"html with a stray control":  {"text/html", "<!DOCTYPE html><p>x\x02", "text/html", true},
		"fragment":                   {"text/html", "Some words <b>bold", "text/html", true},
		"plain":                      {"text/plain", "Some words", "text/plain", true},
		"plain, odd declaration":     {"plain; ;;", "Some words", "text/plain", true},
		"BM is no picture":           {"text/plain", "BMW shares rise", "text/plain", true},
		"ID3 is no sound":            {"text/html", "ID3 tags explained", "text/html", true},
		"feed as html":               {"text/html", "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", "application/rss+xml", true},
		"feed as xml":                {"text/xml", "\xef\xbb\xbf<?xml version='1.0'?><feed xmlns='x'>", "application/atom+xml", true},
		"RDF as plain":               {"text/plain", "<rdf:RDF>", "application/rdf+xml", true},
		"sitemap":                    {"text/xml", "<?xml version='1.0'?><urlset>", "text/xml", true},
		"sitemap as html":            {"text/html", "<?xml version='1.0'?><sitemapindex>", "application/xml", true},
		"xml as plain":               {"text/plain", "<?xml version='1.0'?><x>", "text/xml", true},
		"xhtml":                      {"application/xhtml+xml", "<?xml version='1.0'?><html>", "application/xhtml+xml", true},
		"json as plain":              {"text/plain", ` {"version": "1"}`, "application/json", true},
		"json feed":                  {"application/feed+json", `{"version": "1"}`, "application/feed+json", true},
		"UTF-16 with a mark":         {"", "\xff\xfe" + utf16le("<html>"), "text/html", true},
		"UTF-16 without":             {"text/html", utf16le("<html><p>words"), "text/html", true},
		"UTF-16 declared":            {"text/html; charset=UTF-16LE", utf16le("<p>") + "\x3d\x04\x3e\x04\x3d\x04\x3e\x04", "text/html", true},
		"ISO-2022-JP":                {"text/html", "\x1b$B$3$s\x1b(B", "text/html", true},
		"video as html":              {"text/html", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video/mp4", false},
		"picture as html":            {"text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png", false},
		"PDF as html":                {"text/html", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf", false},
		"zip as plain":               {"text/plain", "PK\x03\x04\x14\x00\x00", "application/zip", false},
		"gzip":                       {"application/xml", "\x1f\x8b\x08\x00", "application/gzip", false},
		"program as plain":           {"text/plain", "\x7fELF\x02\x01\x01\x00\x00", "application/octet-stream", false},
		"empty":                      {"text/html", "", "text/html", true},
		"empty, nothing declared":    {"", "", "text/plain", true},
		"control past the head only": {"text/plain", strings.Repeat("x", 512) + "\x00", "text/plain", true},
	}
	for name, test := range tests {
		if got, text := fetch.Sniff(test.declared, []byte(test.body)); got != test.want || text != test.text {
			t.Errorf("%s: got %s, %v, want %s, %v", name, got, text, test.want, test.text)
		}
	}
}

func TestBinaryRefused(t *testing.T) {
	t.Parallel()
	const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	for name, test := range map[string]struct {
		body, declared string
		kind           fetch.Kind
		class          fetch.Class
	}{
		"picture as html":     {png, "text/html", fetch.Page, fetch.ClassBinary},
		"declared as video":   {"<html>", "video/mp4", fetch.Page, fetch.ClassBinary},
		"declared as PDF":     {"<html>", "application/pdf", fetch.Feed, fetch.ClassBinary},
		"long video as html":  {"\x00\x00\x00\x18ftypmp42" + strings.Repeat("\x00\x01", 4<<20), "text/html", fetch.Page, fetch.ClassBinary},
		"gzip file":           {"\x1f\x8b\x08\x00\x00", "application/x-gzip", fetch.Sitemap, ""},
		"gzip file as a page": {"\x1f\x8b\x08\x00\x00", "application/x-gzip", fetch.Page, fetch.ClassBinary},
		"picture as sitemap":  {png, "text/xml", fetch.Sitemap, fetch.ClassBinary},
		"picture as robots":   {png, "image/png", fetch.Robots, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, url := answer(t, test.body, "Content-Type: "+test.declared)
			res, err := c.Get(t.Context(), fetch.Request{URL: url, Kind: test.kind})
			if test.class != "" {
				wantClass(t, err, test.class)
			} else if err != nil || string(res.Body) != test.body {
				t.Errorf("got %v, %v", res, err)
			}
		})
	}
}

func TestCharset(t *testing.T) {
	t.Parallel()
	filler := strings.Repeat("<!-- x -->", 200)
	tests := map[string]struct{ contentType, body, want string }{
		"mark before header":         {"text/html; charset=gbk", "\xef\xbb\xbf<p>ä", "utf-8"},
		"UTF-16 mark before header":  {"text/html; charset=utf-8", "\xff\xfe" + utf16le("<p>x"), "utf-16le"},
		"header before meta":         {"text/html; charset=Shift_JIS", `<meta charset=gbk><p>` + "\x83\x65", "shift_jis"},
		"meta":                       {"text/html", `<meta charset="GB2312"><p>` + "\xd6\xd0", "gbk"},
		"old meta":                   {"text/html", `<meta http-equiv=content-type content="text/html; charset=koi8-r">` + "\xc1", "koi8-r"},
		"latin 1 is windows-1252":    {"text/html; charset=ISO-8859-1", "<p>\xe9", "windows-1252"},
		"unknown label, meta counts": {"text/html; charset=nonsense", `<meta charset=big5>` + "\xa4\xa4", "big5"},
		"UTF-7 never":                {"text/html; charset=utf-7", "<p>+ADw-script+AD4-", "utf-8"},
		"UTF-7 in meta never":        {"text/html", "<meta charset=utf-7><p>+ADw-", "utf-8"},
		"UTF-16 in meta is UTF-8":    {"text/html", "<meta charset=utf-16><p>ä", "utf-8"},
		"nothing, UTF-8":             {"text/html", "<p>ä", "utf-8"},
		"nothing, UTF-8 far below":   {"text/html", filler + "<p>ä", "utf-8"},
		"nothing, legacy":            {"text/html", filler + "<p>\xe4", "windows-1252"},
		"ASCII":                      {"text/html", "<p>x", "utf-8"},
		"declared latin, is UTF-8":   {"text/html", "<meta charset=latin1>" + filler + "<p>ä", "windows-1252"},
		"UTF-8 that is not":          {"text/html; charset=utf-8", "<p>Caf\xe9 \x93quoted\x94", "windows-1252"},
		"UTF-8 that meta corrects":   {"text/html; charset=utf-8", "<meta charset=windows-1251><p>\xcc\xee\xf1\xea\xe2\xe0", "windows-1251"},
		"UTF-8 with a slip":          {"text/html; charset=utf-8", "<p>größer, länger\xe4", "utf-8"},
		"XML":                        {"application/xml", `<?xml version="1.0" encoding="iso-8859-2"?><rss>` + "\xb1", "iso-8859-2"},
		"XML, header first":          {"text/xml; charset=utf-8", `<?xml version="1.0" encoding="iso-8859-2"?><rss>ä`, "utf-8"},
		"UTF-16 unmarked":            {"text/html", utf16le("<html><p>Some words"), "utf-16le"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, url := answer(t, test.body, "Content-Type: "+test.contentType)
			if res := get(t, c, url); res.Charset != test.want {
				t.Errorf("got %q, want %q", res.Charset, test.want)
			}
		})
	}
}
