package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/importer/pdf"
)

// document writes a PDF file of pages, each given by its instructions; trailer is added to its trailer.
func document(trailer string, pages ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 5+2*i))
	}
	object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), strings.Join(kids, " ")))
	object("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths[" + strings.Repeat("600 ", 95) + "]>>")
	object("<</Title(The document itself)/CreationDate(D:20250304)>>")
	for _, page := range pages {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", len(at)+2))
		object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(page), page))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 4 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, start)
	return b.Bytes()
}

// show places a line.
func show(x, y, size int, text string) string {
	return fmt.Sprintf("BT /F %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n", size, x, y, text)
}

func TestRead(t *testing.T) {
	t.Parallel()
	column := func(x int, words ...string) (all string) {
		for i, w := range words {
			all += show(x, 700-14*i, 12, w)
		}
		return all
	}
	for name, c := range map[string]struct {
		pages []string
		want  pdf.Document
	}{
		"a headline and two paragraphs": {[]string{show(50, 760, 24, "Ferries return") + show(50, 735, 24, "to the north") +
			show(50, 700, 12, "The first ferry left the har-") + show(50, 686, 12, "bour at dawn, with 240 pas-") + show(50, 672, 12, "sengers.") +
			show(50, 650, 12, "It was fine weather."), show(50, 760, 12, "The end.")},
			pdf.Document{Title: "Ferries return to the north", Text: "The first ferry left the harbour at dawn, with 240 passengers.\n\nIt was fine weather.\n\nThe end.", Pages: 2}},
		"two columns": {[]string{column(50, "The council voted to build", "the bridge that has divided") + column(300, "the town for a decade.", "Work begins in May.")},
			pdf.Document{Title: "The document itself", Text: "The council voted to build the bridge that has divided the town for a decade. Work begins in May.", Pages: 1}},
		"an indent":       {[]string{column(50, "One ends here.") + show(62, 686, 12, "Two begins and") + show(50, 672, 12, "goes on.")}, pdf.Document{Title: "The document itself", Text: "One ends here.\n\nTwo begins and goes on.", Pages: 1}},
		"no spaces":       {[]string{"BT /F 12 Tf 50 700 Td [(Words)-600(apart)-50(ly)] TJ ET"}, pdf.Document{Title: "The document itself", Text: "Words apartly", Pages: 1}},
		"numbers, feet":   {[]string{column(50, "One text.") + show(50, 20, 9, "1 / 2") + show(50, 30, 9, "The Post, 3 May"), column(50, "Another text.") + show(50, 20, 9, "2 / 2") + show(50, 30, 9, "The Post, 3 May")}, pdf.Document{Title: "The document itself", Text: "One text.\n\nAnother text.", Pages: 2}},
		"letters beyond":  {[]string{column(50, "Caf\\351 \\223quoted\\224.")}, pdf.Document{Title: "The document itself", Text: "Café “quoted”.", Pages: 1}},
		"the title again": {[]string{column(50, "A text.", "", "") + show(50, 600, 12, "The document itself")}, pdf.Document{Title: "The document itself", Text: "A text.", Pages: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := pdf.Read(document("", c.pages...))
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Errorf("%v, -want +got:\n%s", err, diff)
			}
		})
	}
}

// TestPrinted reads pages that a browser printed, with fonts of its own choice.
func TestPrinted(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("testdata/printed.pdf")
	if err != nil {
		t.Fatal(err)
	}
	got, err := pdf.Read(b)
	want := pdf.Document{Title: "Мост открыт", Text: "Мост через реку открыт для движения.\n\nDie Brücke ist wieder geöffnet.\n\n大桥重新开放。", Pages: 1}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v, -want +got:\n%s", err, diff)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := zlib.NewWriter(&bomb)
	if _, err := z.Write(bytes.Repeat([]byte(" "), 65<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	good := document("", show(50, 700, 12, "A text."))
	many := make([]string, 300)
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"cut short":        {good[:len(good)/2], pdf.ErrDamaged},
		"only a beginning": {[]byte("%PDF-1.4\n"), pdf.ErrDamaged},
		"nothing":          {nil, pdf.ErrDamaged},
		"no text":          {document("", "0 0 m 100 100 l S"), pdf.ErrNoText},
		"no pages":         {document(""), pdf.ErrNoText},
		"many pages":       {document("", many...), pdf.ErrTooMuch},
		"encrypted":        {document("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>", show(50, 700, 12, "A text.")), pdf.ErrEncrypted},
		"deep brackets":    {bytes.Replace(good, []byte("/Kids["), []byte("/Kids["+strings.Repeat("[", 1<<20)), 1), pdf.ErrTooMuch},
		"a bomb":           {append(bytes.Clone(good), []byte("stream\n"+bomb.String())...), pdf.ErrTooMuch},
		"kids in a circle": {bytes.Replace(good, []byte("/Kids[5 0 R]"), []byte("/Kids[2 0 R]"), 1), pdf.ErrTooMuch},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			if got, err := pdf.Read(c.file); !errors.Is(err, c.want) {
				t.Errorf("%+v, %v", got, err)
			}
			if spent := time.Since(start); spent > 5*time.Second {
				t.Errorf("took %v", spent)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(document("", show(50, 760, 24, "Ferries return")+show(50, 700, 12, "The first ferry left."), show(50, 700, 12, "The end.")))
	if b, err := os.ReadFile("testdata/printed.pdf"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		start := time.Now()
		doc, err := pdf.Read(b)
		if (err == nil) == (doc.Text == "") {
			t.Fatalf("%d bytes of text and the error %v", len(doc.Text), err)
		}
		if spent := time.Since(start); spent > 5*time.Second {
			t.Fatalf("took %v", spent)
		}
	})
}
