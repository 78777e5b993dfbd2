package clean_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/clean"
	"dateline/corpus/sharedtest"
)

func TestDecode(t *testing.T) {
	t.Parallel()
	latin := "Der Hafen von Norvale wird gr\xf6\xdfer, sagte Bj\xf6rn Feld am Montag. \x84Endlich\x93, meinte er. Die F\xe4hre kostet 5 \x80."
	cyrillic := "\xcf\xee\xf0\xf2 \xe7\xe0\xea\xf0\xfb\xf2 \xed\xe0 \xf0\xe5\xec\xee\xed\xf2, \xf1\xee\xee\xe1\xf9\xe8\xeb\xe8 \xe2 \xec\xfd\xf0\xe8\xe8 \xe3\xee\xf0\xee\xe4\xe0 \xe2 \xef\xee\xed\xe5\xe4\xe5\xeb\xfc\xed\xe8\xea."
	for _, c := range []struct {
		name, in, declared string
		want, charset      string
		replaced           int
	}{
		{"ascii", "plain", "", "plain", "utf-8", 0},
		{"empty", "", "", "", "utf-8", 0},
		{"utf-8", "gr\u00f6\u00dfer", "", "größer", "utf-8", 0},
		{"utf-8 with mark", "\xef\xbb\xbfgr\u00f6\u00dfer", "windows-1252", "größer", "utf-8", 0},
		{"only a mark", "\xef\xbb\xbf", "", "", "utf-8", 0},
		{"utf-16le with mark", "\xff\xfeH\x00\xf6\x00", "utf-8", "Hö", "utf-16le", 0},
		{"utf-16be with mark", "\xfe\xff\x00H\x00\xf6", "", "Hö", "utf-16be", 0},
		{"utf-16le without mark", utf16le("Hafen zu\n"), "", "Hafen zu\n", "utf-16le", 0},
		{"utf-16le without mark, Cyrillic", utf16le("Порт закрыт на ремонт до весны\n"), "", "Порт закрыт на ремонт до весны\n", "utf-16le", 0},
		{"utf-16 lone surrogate", "\xff\xfeH\x00\x00\xd8i\x00", "", "H\ufffdi", "utf-16le", 1},
		{"utf-32le with mark", "\xff\xfe\x00\x00H\x00\x00\x00", "", "H", "utf-32le", 0},
		{"legacy declared", latin, "iso-8859-1", "Der Hafen von Norvale wird größer, sagte Björn Feld am Montag. „Endlich“, meinte er. Die Fähre kostet 5 €.", "windows-1252", 0},
		{"legacy labelled utf-8", latin, "utf-8", "Der Hafen von Norvale wird größer, sagte Björn Feld am Montag. „Endlich“, meinte er. Die Fähre kostet 5 €.", "windows-1252", 0},
		{"utf-8 labelled latin", "größer", "iso-8859-1", "größer", "utf-8", 0},
		{"utf-8 labelled utf-16", "größer", "utf-16", "größer", "utf-8", 0},
		{"unknown label", "größer", "x-klingon", "größer", "utf-8", 0},
		{"Cyrillic declared", cyrillic, "windows-1251", "Порт закрыт на ремонт, сообщили в мэрии города в понедельник.", "windows-1251", 0},
		{"Cyrillic sniffed", cyrillic, "", "Порт закрыт на ремонт, сообщили в мэрии города в понедельник.", "windows-1251", 0},
		{"shift_jis declared", "\x8d\x60\x82\xcd\x95\xc2\x8d\xbd", "Shift_JIS", "港は閉鎖", "shift_jis", 0},
		{"gbk declared", "\xb8\xdb\xbf\xda\xb9\xd8\xb1\xd5", "gb2312", "港口关闭", "gbk", 0},
		{"iso-2022-jp escapes", "\x1b$B9A\x1b(B", "", "港", "iso-2022-jp", 0},
		{"utf-7 stays as it is", "+ADw-script+AD4-", "utf-7", "+ADw-script+AD4-", "utf-8", 0},
		{"overlong", "caf\u00e9 \xc0\xaf slash", "utf-8", "café \ufffd\ufffd slash", "utf-8", 2},
		{"cut off at the end", "caf\u00e9 caf\xc3", "", "café caf\ufffd", "utf-8", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, charset, replaced, err := clean.Decode([]byte(c.in), c.declared)
			if err != nil || text != c.want || charset != c.charset || replaced != c.replaced {
				t.Errorf("Decode = %q, %s, %d, %v; want %q, %s, %d", text, charset, replaced, err, c.want, c.charset, c.replaced)
			}
		})
	}
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

func TestDecodeRefusesBinary(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00\x5c\x72\xa8\x66\x02\x01\x07\x03",
		"elf": "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\x01\x00\x00\x00\x90\xfa\x46\x00",
		"nul": strings.Repeat("\x00\x01\x02", 100),
	} {
		if _, _, _, err := clean.Decode([]byte(in), ""); corpus.KindOf(err) != corpus.Invalid {
			t.Errorf("%s: error %v, want Invalid", name, err)
		}
	}
}

// TestDecodeSamples decodes the shared files in old encodings: none may come out with replacements
// where its declared encoding is one that browsers read.
func TestDecodeSamples(t *testing.T) {
	t.Parallel()
	f, err := os.Open(sharedtest.Path(t, "data/formats/charset.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg || b.Len() == 0 {
			continue
		}
		text, charset, replaced, err := clean.Decode(b.Bytes(), "")
		t.Logf("%s: %s, %d replaced, %v, %.40q", h.Name, charset, replaced, err, text)
		if err == nil && replaced*100 > len(text) {
			t.Errorf("%s: read as %s with %d replacements", h.Name, charset, replaced)
		}
	}
}
