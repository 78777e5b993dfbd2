package docs_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/docs"
	"dateline/index/query"
)

var code = regexp.MustCompile("`([^`]+)`")

// codes are the countries in the examples.
var codes = map[string]string{"kp": "KP", "north korea": "KP", "dprk": "KP", "us": "US", "cn": "CN", "fr": "FR"}

func parse(text string) (*query.Query, error) {
	return query.Parse(text, query.Options{CountryCode: func(name string) (string, bool) {
		c, ok := codes[strings.ToLower(name)]
		return c, ok
	}})
}

// Every query in the first column of a table is read without a warning, or refused where the page says so.
func TestExamples(t *testing.T) {
	t.Parallel()
	refused, examples := false, 0
	for line := range strings.Lines(docs.Query) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cell := strings.Split(line, "|")[1]
		switch strings.TrimSpace(cell) {
		case "Type":
			refused = false
		case "Refused":
			refused = true
		}
		for _, m := range code.FindAllStringSubmatch(cell, -1) {
			examples++
			q, err := parse(m[1])
			if refused != (err != nil) {
				t.Errorf("%s: refused %t, want %t (%v)", m[1], err != nil, refused, err)
			}
			if q != nil && len(q.Warnings) > 0 {
				t.Errorf("%s: %+v", m[1], q.Warnings)
			}
		}
	}
	if examples < 50 {
		t.Errorf("only %d examples were read", examples)
	}
}

func TestMeanings(t *testing.T) {
	t.Parallel()
	for _, same := range [][2]string{
		{"kim AND xi", "kim xi"}, {"kim NOT xi", "kim -xi"}, {"kim summit OR xi", "(kim summit) OR xi"},
		{"intitle:a", "title:a"}, {"intext:a", "body:a"}, {"inurl:a", "url:a"}, {"wang~", "wang~1"},
	} {
		a, err := parse(same[0])
		if err != nil {
			t.Fatal(err)
		}
		b, err := parse(same[1])
		if err != nil {
			t.Fatal(err)
		}
		if query.String(a.Root) != query.String(b.Root) {
			t.Errorf("%s is %s, %s is %s", same[0], query.String(a.Root), same[1], query.String(b.Root))
		}
	}
}

func TestLimitsAreThoseOfTheParser(t *testing.T) {
	t.Parallel()
	_, limits, _ := strings.Cut(docs.Query, "## Limits")
	got := regexp.MustCompile(`\d[\d,]*`).FindAllString(limits, -1)
	var want []string
	for _, n := range []int{query.MaxLength, query.MaxWords, query.MaxPrefixes, query.MaxFuzzy, query.MaxNesting, query.MaxSlop} {
		s := fmt.Sprint(n)
		if n > 999 {
			s = s[:1] + "," + s[1:]
		}
		want = append(want, s)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the page states %v, the parser %v", got, want)
	}
}

// Every field of the parser is on the page.
func TestFieldsAreDocumented(t *testing.T) {
	t.Parallel()
	q, err := parse("nosuchfield:x")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`[a-z]+:`).FindAllString(q.Warnings[0].Hint, -1)
	for _, name := range append(names, "intitle:", "intext:", "inurl:") {
		if !strings.Contains(docs.Query, "`"+name) {
			t.Errorf("%s is not on the page", name)
		}
	}
	if len(names) < 15 {
		t.Errorf("only %d fields: %v", len(names), names)
	}
}
