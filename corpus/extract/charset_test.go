package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/corpus/extract"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// inCharset returns a page of some paragraphs in a charset, that declares another one or none.
func inCharset(t *testing.T, text, written, declared string) []byte {
	t.Helper()
	page := "<!DOCTYPE html><html><head>" + declared + "<title>" + text + "</title></head><body><h1>" + text + "</h1>" +
		strings.Repeat("<p>"+text+" "+text+"</p>", 1) + "<p>" + strings.Repeat(text+". ", 4) + "</p></body></html>"
	switch written {
	case "utf-8":
		return []byte(page)
	case "utf-8 mark":
		return []byte("\ufeff" + page)
	case "utf-32":
		b, err := utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().String(page)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	case "utf-16 mark":
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(page)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	e, _ := charset.Lookup(written)
	b, err := e.NewEncoder().String(page)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(b)
}

func TestCharsets(t *testing.T) {
	t.Parallel()
	meta := func(label string) string {
		return fmt.Sprintf(`<meta http-equiv="Content-Type" content="text/html; charset=%s">`, label)
	}
	short := func(label string) string { return `<meta charset="` + label + `">` }
	const (
		german   = "Die Fährlinie über den Öresund verkauft ihr größtes Schiff für 2 €"
		russian  = "Паромная компания продала своё последнее судно группе инвесторов"
		chinese  = "渡轮公司将最后一艘船卖给投资者价格未予公布"
		japanese = "フェリー会社は最後の船を投資家に売却したと発表した"
		korean   = "여객선 회사가 마지막 배를 투자자들에게 팔았다고 밝혔다"
		greek    = "Η εταιρεία πλοίων πούλησε το τελευταίο της σκάφος σε επενδυτές"
		polish   = "Spółka żeglugowa sprzedała ostatni statek inwestorom z południa"
		arabic   = "باعت شركة العبارات آخر سفنها لمجموعة من المستثمرين"
	)
	for _, c := range []struct{ name, text, written, declared, server, want string }{
		{"declared by the page", german, "windows-1252", meta("iso-8859-1"), "", "windows-1252"},
		{"declared by the server", russian, "windows-1251", "", "windows-1251", "windows-1251"},
		{"the server's goes before the page's", russian, "koi8-r", meta("windows-1251"), "KOI8-R", "koi8-r"},
		{"the server's is wrong, the page's right", chinese, "gbk", meta("gb2312"), "utf-8", "gbk"},
		{"the server's is impossible, the page's right", japanese, "shift_jis", meta("Shift_JIS"), "euc-jp", "shift_jis"},
		{"the server's is no charset", polish, "iso-8859-2", short("iso-8859-2"), "binary", "iso-8859-2"},
		{"a mark goes before all", german, "utf-8 mark", meta("iso-8859-1"), "windows-1252", "utf-8"},
		{"UTF-16 with a mark, another declared", greek, "utf-16 mark", short("utf-8"), "iso-8859-7", "utf-16le"},
		{"UTF-16 without a mark", german, "utf-16le", short("utf-16"), "", "utf-16le"},
		{"UTF-32 with a mark", german, "utf-32", short("utf-8"), "", "utf-32le"},
		{"UTF-8 that says it is UTF-16", german, "utf-8", short("utf-16"), "", "utf-8"},
		{"UTF-8 that says it is Latin-1", german, "utf-8", meta("iso-8859-1"), "iso-8859-1", "utf-8"},
		{"Windows-1252 that says it is UTF-8", german, "windows-1252", short("utf-8"), "utf-8", "windows-1252"},
		{"GBK, undeclared", strings.Repeat(chinese, 4), "gbk", "", "", "gbk"},
		{"GB 18030", chinese, "gb18030", short("gb18030"), "", "gb18030"},
		{"Big5", "渡輪公司將最後一艘船賣給投資者價格未予公布", "big5", short("big5"), "", "big5"},
		{"Shift JIS", japanese, "shift_jis", short("x-sjis"), "", "shift_jis"},
		{"EUC-JP", japanese, "euc-jp", short("euc-jp"), "", "euc-jp"},
		{"ISO-2022-JP", japanese, "iso-2022-jp", short("iso-2022-jp"), "", "iso-2022-jp"},
		{"EUC-KR", korean, "euc-kr", short("ks_c_5601-1987"), "", "euc-kr"},
		{"Windows-1256", arabic, "windows-1256", short("windows-1256"), "", "windows-1256"},
		{"x-user-defined and UTF-7 are not read", german, "utf-8", short("utf-7"), "x-user-defined", "utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, err := extract.HTML(inCharset(t, c.text, c.written, c.declared), extract.Options{Charset: c.server, Fetched: fetched})
			if err != nil || p.Charset != c.want || p.Title != c.text || !strings.Contains(p.Text, c.text) || p.Replaced != 0 {
				t.Errorf("charset %q (%d replaced), title %q, error %v, text %.60q, want charset %q and %q", p.Charset, p.Replaced, p.Title, err, p.Text, c.want, c.text)
			}
		})
	}
}

// UTF-7 hides markup from all who look for it.
func TestUTF7StaysText(t *testing.T) {
	t.Parallel()
	page := `<meta charset="utf-7"><title>Ship sold</title>` + strings.Repeat(paragraph, 4) + "<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-, said the company's spokesman on Monday.</p>"
	p, err := extract.HTML([]byte(page), extract.Options{Charset: "utf-7", Fetched: fetched})
	if err != nil || strings.Contains(p.Text, "<script>") || !strings.Contains(p.Text, "+ADw-") {
		t.Errorf("text %q, error %v", p.Text, err)
	}
}
