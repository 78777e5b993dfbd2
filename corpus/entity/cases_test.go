package entity_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

var update = flag.Bool("update", false, "write what is found into testdata/cases")

// A file of testdata/cases is one oddity. It begins with lines of the form "key: value": why (what is odd), and where they
// are needed title and lang. An empty line follows, then the body. Below a line "--" stand the facts that the
// text gives, one to a line and no others (-update writes them; read what it wrote), and what it must not give:
//
//	person "Maren Holt" (President; Sen.): "Maren Holt", title "Holt", "Holt" <nearest>
//	unresolved "Wang" [Mei Wang, Jun Wang]: "Wang"
//	country US named: "American", "U.S."
//	country US implied: "Ohio"
//	amount 900000 USD over | in virtual currency: "over $900,000"
//	amount 5..8 USD between per gallon: "$5 to $8"
//	not "Chad"
//
// "<...>" is how a short form was joined, "[...]" what else an unresolved form could mean. Bounds alone are
// written ?2..5. The words of a "not" line stand in the text, and no mention touches them anywhere.
type factCase struct {
	head, body string // as in the file
	why        string
	title      string
	language   string
	facts      []string
	not        []string
}

func readCase(t *testing.T, path string) factCase {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var c factCase
	text, facts, found := strings.Cut(string(b), "\n--\n")
	if !found {
		text = strings.TrimSuffix(text, "\n--")
	}
	c.head, c.body, found = strings.Cut(text, "\n\n")
	if !found {
		t.Fatal("no empty line parts the head from the body")
	}
	for line := range strings.Lines(c.head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "why":
			c.why = value
		case "title":
			c.title = value
		case "lang":
			c.language = value
		default:
			t.Fatalf("unknown key in %q", line)
		}
	}
	if c.why == "" {
		t.Fatal("the file does not say why it is there")
	}
	for line := range strings.Lines(facts) {
		line = strings.TrimSpace(line)
		if not, ok := strings.CutPrefix(line, "not "); ok {
			c.not = append(c.not, strings.Trim(not, `"`))
		} else if line != "" {
			c.facts = append(c.facts, line)
		}
	}
	return c
}

func TestCases(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/cases/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d cases: %v", len(paths), err)
	}
	a := newAnnotator(t)
	for _, path := range paths {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(path), "testdata/cases/"), ".txt")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := readCase(t, path)
			got := a.Annotate(c.title, c.body, c.language)
			lines := caseLines(got)
			if *update {
				c.write(t, path, lines)
			} else if d := cmp.Diff(c.facts, lines); d != "" {
				t.Errorf("%s: facts (-want +got):\n%s", c.why, d)
			}
			for _, not := range c.not {
				checkNot(t, &c, got, not)
			}
		})
	}
}

func (c *factCase) write(t *testing.T, path string, facts []string) {
	t.Helper()
	for _, not := range c.not {
		facts = append(facts, fmt.Sprintf("not %q", not))
	}
	text := c.head + "\n\n" + c.body + "\n--\n" + strings.Join(append(facts, ""), "\n")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkNot fails where a mention touches the words, wherever they stand.
func checkNot(t *testing.T, c *factCase, got corpus.Annotations, words string) {
	t.Helper()
	if !strings.Contains(c.title+"\n"+c.body, words) {
		t.Errorf("%q does not stand in the text", words)
	}
	for _, m := range mentionsOf(got) {
		text := c.body
		if m.Field == corpus.FieldTitle {
			text = c.title
		}
		for at := 0; ; {
			i := strings.Index(text[at:], words)
			if i < 0 {
				break
			}
			start := len([]rune(text[:at+i]))
			end := start + len([]rune(words))
			if start < m.End && m.Start < end {
				t.Errorf("%s: %q is a fact, by rule %s", c.why, m.Text, m.Rule)
			}
			at += i + len(words)
		}
	}
}

func mentionsOf(a corpus.Annotations) (all []corpus.Mention) {
	for _, p := range a.People {
		all = append(all, p.Mentions...)
	}
	for _, c := range a.Countries {
		all = append(all, c.Mentions...)
	}
	for _, m := range a.Amounts {
		all = append(all, m.Mentions...)
	}
	return all
}

func caseLines(a corpus.Annotations) (lines []string) {
	for _, p := range a.People {
		lines = append(lines, personLine(&p))
	}
	for _, c := range a.Countries {
		how := "implied"
		if c.Named {
			how = "named"
		}
		lines = append(lines, fmt.Sprintf("country %s %s: %s", c.Code, how, quoted(c.Mentions)))
	}
	for _, m := range a.Amounts {
		lines = append(lines, amountLine(&m))
	}
	return lines
}

func personLine(p *corpus.Person) string {
	line := fmt.Sprintf("person %q", p.Name)
	if !p.Resolved {
		line = fmt.Sprintf("unresolved %q", p.Name)
		var others []string
		for _, m := range p.Mentions {
			for _, name := range m.Else {
				if !slices.Contains(others, name) {
					others = append(others, name)
				}
			}
		}
		if len(others) > 0 {
			line += " [" + strings.Join(others, ", ") + "]"
		}
	}
	if len(p.Titles) > 0 {
		line += " (" + strings.Join(p.Titles, "; ") + ")"
	}
	return line + ": " + quoted(p.Mentions)
}

func amountLine(a *corpus.Amount) string {
	value := ""
	switch {
	case a.Max == nil && a.Min == nil:
		value = a.Value.String()
	case a.Value == nil:
		value = "?" + bound(a.Min) + ".." + bound(a.Max)
	default:
		value = bound(a.Min) + ".." + bound(a.Max)
	}
	line := fmt.Sprintf("amount %s %s %s", value, a.Currency, a.Qualifier)
	if a.Per != "" {
		line += " per " + a.Per
	}
	if a.Subject != "" {
		line += " | " + a.Subject
	}
	return line + ": " + quoted(a.Mentions)
}

func bound(d *corpus.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func quoted(ms []corpus.Mention) string {
	out := make([]string, len(ms))
	for i, m := range ms {
		out[i] = fmt.Sprintf("%q", m.Text)
		if m.Field == corpus.FieldTitle {
			out[i] = "title " + out[i]
		}
		if m.Join != "" {
			out[i] += " <" + m.Join + ">"
		}
	}
	return strings.Join(out, ", ")
}
