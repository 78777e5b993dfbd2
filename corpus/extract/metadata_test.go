package extract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/extract"
)

const metadataText = `<p>The Ostmark Ferry Line sold its last ship to a group of investors from the mainland, ending ninety years of service between the two islands of the Norvale group, the company said in a statement.</p>
<p>The line, which once ran eleven ships, has lost money since a bridge was opened. Its chairman, Tomas Feld, said that the sale for 12.5 million crowns was the only way left to pay the debts of the company.</p>
<p>Workers on the quay were told of the sale in the morning. Most of the forty sailors will be offered places on the ships of the buyer, who plans to run tours along the coast in summer, according to the statement.</p>`

// metadata is what of a page the cases in testdata/metadata are about.
type metadata struct {
	Title     string            `json:"title"`
	Authors   []string          `json:"authors,omitempty"`
	Published string            `json:"published,omitempty"`
	Modified  string            `json:"modified,omitempty"`
	Country   string            `json:"country,omitempty"`
	Section   string            `json:"section,omitempty"`
	Keywords  []string          `json:"keywords,omitempty"`
	Image     string            `json:"image,omitempty"`
	Rules     map[string]string `json:"rules,omitempty"`
}

// TestMetadata reads each page of testdata/metadata, one oddity a file: its first line holds the reason, the page's address, and when it
// was fetched if that matters; "<!-- text -->" stands for three paragraphs. The golden file beside it has what is found.
func TestMetadata(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/metadata/*.html")
	if err != nil || len(paths) < 60 {
		t.Fatalf("%d cases: %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			t.Parallel()
			page, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(page), "\n")
			o := extract.Options{URL: option(first, "url"), Fetched: fetched}
			switch at := option(first, "fetched"); at {
			case "":
			case "unknown":
				o.Fetched = time.Time{}
			default:
				if o.Fetched, err = time.Parse(time.RFC3339, at); err != nil {
					t.Fatal(err)
				}
			}
			p, err := extract.HTML(bytes.ReplaceAll(page, []byte("<!-- text -->"), []byte(metadataText)), o)
			if err != nil {
				t.Fatal(err)
			}
			for field, rule := range p.Rules {
				if extract.RuleText(rule) == "" {
					t.Errorf("the rule %q of %s is not explained", rule, field)
				}
			}
			for _, field := range []string{"url", "source", "language"} {
				delete(p.Rules, field)
			}
			compareGolden(t, strings.TrimSuffix(path, ".html")+".golden.json", metadata{
				p.Title, p.Authors, dateLine(t, p.Published), dateLine(t, p.Modified), p.SiteCountry, p.Section, p.Keywords, p.Image, p.Rules,
			})
		})
	}
}

func option(line, name string) string {
	_, rest, _ := strings.Cut(strings.TrimSuffix(line, " -->"), name+": ")
	value, _, _ := strings.Cut(rest, "; ")
	return value
}

// dateLine returns a date and its rule, "2024-03-05 by <time datetime>".
func dateLine(t *testing.T, d corpus.Date) string {
	t.Helper()
	if !d.Known() {
		return ""
	}
	if extract.RuleText(d.From) == "" {
		t.Errorf("the rule %q of a date is not explained", d.From)
	}
	return d.String() + " by " + d.From
}
