package importer_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/importer"
)

// longText is a text long enough to be known for one.
func longText(n int) string {
	return fmt.Sprintf("%d people were on board. ", n) + strings.Repeat("The ferry ran aground off Norrhaven on Monday, the coast guard said. ", 4)
}

// table writes a CSV file of rows that are made of a number.
func table(header string, row func(n int) []string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for n := range 12 {
		b.WriteString(strings.Join(row(n), ";") + "\n")
	}
	return b.String()
}

// mapped reads input as the one path "-", and returns what is said of the mappings, the items and the reasons of what was set aside.
func mapped(t *testing.T, o importer.Options, input string) (said []string, items []corpus.Raw, aside []string) {
	t.Helper()
	o.Mapped = func(m importer.Mapping) { said = append(said, m.String()) }
	im, err := importer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	for raw, err := range im.Read(t.Context(), strings.NewReader(input), "-") {
		if set, ok := errors.AsType[*corpus.SetAside](err); ok {
			aside = append(aside, set.Reason)
		} else if err != nil {
			t.Fatal(err)
		} else {
			items = append(items, raw)
		}
	}
	return said, items, aside
}

// TestMapped: what keys and columns are read as is found by known names, by names in other languages and by values, and said.
func TestMapped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		input string
		say   string
		items int
	}{
		"known names": {table("id;url;title;text;date", func(n int) []string {
			return []string{fmt.Sprint(n), fmt.Sprintf("https://a.example/%d", n), fmt.Sprintf("Ferry %d", n), longText(n), "2025-03-01"}
		}), "id ← id, url ← url, title ← title, text ← text, published ← date", 12},
		"German": {table("Nr;Überschrift;Inhalt;Datum;Autor;Quelle;Ressort", func(n int) []string {
			return []string{fmt.Sprint(n), fmt.Sprintf("Fähre %d läuft auf Grund", n), longText(n), "30.01.2025", "Ana Brandt", "Norrhaven Post", "Lokales"}
		}), "title ← Überschrift, text ← Inhalt, published ← Datum, authors ← Autor, source ← Quelle, section ← Ressort; not read: Nr", 12},
		"Chinese": {table("标题;正文;日期;链接", func(n int) []string {
			return []string{fmt.Sprintf("渡轮搁浅%d", n), strings.Repeat("渡轮星期一在港口搁浅。", 9), "2025年1月30日", fmt.Sprintf("https://a.example/%d", n)}
		}), "url ← 链接, title ← 标题, text ← 正文, published ← 日期", 12},
		"Spanish, and a word that is a date elsewhere": {table("Título;Texto;Fecha;data", func(n int) []string {
			return []string{fmt.Sprintf("Encalla el ferry número %d", n), longText(n), "30 de enero de 2025", "x"}
		}), "title ← Título, text ← Texto, published ← Fecha; not read: data", 12},
		"Arabic": {table("العنوان;النص;التاريخ", func(n int) []string {
			return []string{fmt.Sprintf("جنوح العبارة رقم %d", n), longText(n), "2025-01-30"}
		}), "title ← العنوان, text ← النص, published ← التاريخ", 12},
		"values alone": {table("a;b;c;d;e", func(n int) []string {
			return []string{fmt.Sprintf("Ferry runs aground, part %d", n), longText(n), fmt.Sprintf("2025-03-%02d", n+1), fmt.Sprintf("https://a.example/%d", n), "5"}
		}), "url ← d, title ← a, text ← b, published ← c; not read: e", 12},
		"two columns of the same addresses": {table("a;b;c;d", func(n int) []string {
			at := fmt.Sprintf("https://a.example/%d", n)
			return []string{fmt.Sprintf("Ferry runs aground, part %d", n), longText(n), at, at}
		}), "url ← c, title ← a, text ← b; not read: d", 12},
		"two columns of other addresses": {table("a;b;c;d", func(n int) []string {
			return []string{fmt.Sprintf("Ferry runs aground, part %d", n), longText(n), fmt.Sprintf("https://a.example/%d", n), fmt.Sprintf("https://b.example/%d", n)}
		}), "title ← a, text ← b; not read: c, d", 12},
		"a summary is no text where there is one": {table("Titel;Teaser;x", func(n int) []string {
			return []string{fmt.Sprintf("Fähre %d auf Grund", n), "Kurz gesagt: sie sitzt fest.", longText(n)}
		}), "title ← Titel, text ← x; not read: Teaser", 12},
		"a summary where there is none": {table("Titel;Teaser", func(n int) []string {
			return []string{fmt.Sprintf("Fähre %d auf Grund", n), "Kurz gesagt: sie sitzt fest."}
		}), "title ← Titel, text ← Teaser", 12},
		"the date of crawling is no date": {table("title;text;crawl_date", func(n int) []string {
			return []string{fmt.Sprintf("Ferry %d", n), longText(n), "2025-03-01"}
		}), "title ← title, text ← text", 12},
		"headlines": {`{"articles":[{"url":"https://a.example/1","title":"Ferry aground","seendate":"20250130T101500Z","domain":"a.example"}]}`,
			"url ← url, title ← title, source ← domain, fetched ← seendate; no text", 1},
		"a list under another key": {`{"status":"ok","page":{"number":1,"newsItems":[{"webTitle":"Ferry aground","fields":{"body":"<p>One.</p><p>Two.</p>"},"webUrl":"https://a.example/1"}]}}`,
			"url ← webUrl, title ← webTitle, text ← fields.body", 1},
		"rendered fields": {`[{"id":7,"date":"2025-02-03T10:15:00","link":"https://a.example/7","title":{"rendered":"Ferry"},"content":{"rendered":"<p>One.</p><p>Two.</p>"}}]`,
			"id ← id, url ← link, title ← title, text ← content, published ← date", 1},
		"articles by their ids": {`{"k1":{"title":"Ferry","text":"One."},"k2":{"title":"Bridge","text":"Two."}}`, "title ← title, text ← text", 2},
		"wrapped hits": {`{"hits":{"total":1,"hits":[{"_id":"x","_source":{"title":"Ferry","body":"One."}}]}}`,
			"id ← id, title ← title, text ← body", 1},
		"a table by columns": {`{"title":{"0":"Ferry","1":"Bridge","10":"Pier"},"text":{"0":"One.","1":"Two.","10":"Three."},"date":{"0":"2025-01-30","1":null,"10":""}}`,
			"title ← title, text ← text, published ← date", 3},
		"a table by lists":          {`{"titel":["Ferry","Bridge"],"inhalt":["One.","Two."]}`, "title ← titel, text ← inhalt", 2},
		"one article of paragraphs": {`{"title":"Ferry","text":["One.","Two."],"authors":["Ana Brandt","Per Lind"]}`, "title ← title, text ← text, authors ← authors", 1},
		"edges and nodes": {`{"data":{"stories":{"edges":[{"node":{"headline":"Ferry","body":"One."}},{"node":{"headline":"Bridge","body":"Two."}}]}}}`,
			"title ← headline, text ← body", 2},
		"the same text names two columns": {table("text;Inhalt", func(n int) []string { return []string{longText(n), longText(n + 1)} }), "text ← text", 12},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := importer.Options{}
			if !strings.HasPrefix(c.input, "{") && !strings.HasPrefix(c.input, "[") {
				o.Format = importer.CSV
			}
			said, items, aside := mapped(t, o, c.input)
			if len(items) != c.items || len(aside) > 0 {
				t.Errorf("%d items, set aside %q", len(items), aside)
			}
			if diff := cmp.Diff([]string{c.say}, said); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAmbiguous: where two columns could be the text, the file is refused with what to say.
func TestAmbiguous(t *testing.T) {
	t.Parallel()
	input := table("url;Kol A;Kol B", func(n int) []string {
		return []string{fmt.Sprintf("https://a.example/%d", n), longText(n), longText(n)}
	})
	_, items, aside := mapped(t, importer.Options{Format: importer.CSV}, input)
	if len(items) > 0 || len(aside) != 1 || !strings.Contains(aside[0], "--map text='Kol A'") || !strings.Contains(aside[0], "--map text='Kol B'") {
		t.Errorf("%d items, %q", len(items), aside)
	}
	said, items, _ := mapped(t, importer.Options{Format: importer.CSV, Map: map[string]string{"text": "Kol B"}}, input)
	if len(items) != 12 || len(said) != 1 || said[0] != "url ← url, text ← Kol B" {
		t.Errorf("%d items, %q", len(items), said)
	}
}

// TestShapes: lines of one file may have different keys, and each shape is told once.
func TestShapes(t *testing.T) {
	t.Parallel()
	var lines strings.Builder
	for n := range 30 {
		fmt.Fprintf(&lines, `{"titel":"Fähre %d","inhalt":%q}`+"\n", n, longText(n))
		fmt.Fprintf(&lines, `{"titre":"Le ferry %d","contenu":%q,"date":"2025-01-30"}`+"\n", n, longText(n))
		fmt.Fprintf(&lines, `{"population":%d}`+"\n", n)
	}
	said, items, aside := mapped(t, importer.Options{Format: importer.JSONL}, lines.String())
	if len(items) != 60 || len(aside) != 30 || items[1].Title != "Le ferry 0" || items[1].Published != "2025-01-30" {
		t.Errorf("%d items, %d set aside", len(items), len(aside))
	}
	if len(said) != 3 || said[0] != "title ← titel, text ← inhalt" || said[1] != "title ← titre, text ← contenu, published ← date" {
		t.Errorf("said %q", said)
	}
}

// TestLabelsAndMarkup: tags become labels, HTML becomes a fragment or a page.
func TestLabelsAndMarkup(t *testing.T) {
	t.Parallel()
	_, items, aside := mapped(t, importer.Options{}, `{"title":"T","text":"<p>One.</p><p>Two &amp; three.</p>","section":"World","tags":["ships",{"name":"harbours"}],`+
		`"places":"norway; sweden","updatedAt":"2025-02-04","urlToImage":"https://a.example/i.jpg"}
{"title":"T","text":"<!doctype html><html><body><p>One.</p></body></html>"}
{"title":"T","text":"2 < 3, and <b>that</b is all"}
{"title":"T","text":"Agate Corp <A> bought Bee Inc <B> for cash, and Pine <P> lost."}
`)
	if len(items) != 4 || items[3].Text == "" || len(aside) > 0 {
		t.Fatalf("%d items, %q", len(items), aside)
	}
	label := func(kind, value string) corpus.Label { return corpus.Label{Kind: kind, Value: value} }
	want := []corpus.Label{label("section", "World"), label("keyword", "ships"), label("keyword", "harbours"), label("place", "norway"), label("place", "sweden")}
	if diff := cmp.Diff(want, items[0].Labels); diff != "" {
		t.Error(diff)
	}
	if r := items[0]; r.Text != "" || !strings.HasPrefix(r.Fragment, "<p>One.") || r.Modified != "2025-02-04" || r.Image != "https://a.example/i.jpg" {
		t.Errorf("got %+v", r)
	}
	if items[1].HTML == nil || items[1].Text != "" || items[2].Text == "" {
		t.Errorf("got %+v", items[1:])
	}
}
