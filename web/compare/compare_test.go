package compare_test

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/web/compare"

	"github.com/google/go-cmp/cmp"
)

// plain writes a difference as text: [-removed-]{+added+}, a paragraph per line, with - and + before those of one side.
func plain(d *compare.Difference) string {
	var b strings.Builder
	for _, row := range d.Rows {
		switch row.Op {
		case compare.Removed:
			b.WriteString("- " + row.Runs[0].Text)
		case compare.Added:
			b.WriteString("+ " + row.Runs[0].Text)
		default:
			for _, r := range row.Runs {
				b.WriteString(map[compare.Op]string{compare.Removed: "[-", compare.Added: "{+"}[r.Op] + r.Text +
					map[compare.Op]string{compare.Removed: "-]", compare.Added: "+}"}[r.Op])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestText(t *testing.T) {
	t.Parallel()
	const p1, p2, p3 = "The ferry left at noon.", "Nobody was on board.", "The harbour is closed until Monday."
	body := func(list ...string) string { return strings.Join(list, "\n\n") }
	for name, c := range map[string]struct{ before, after, want string }{
		"the same":  {body(p1, p2), body(p1, p2), p1 + "\n" + p2 + "\n"},
		"a word":    {p1, "The ferry left at midnight.", "The ferry left at [-noon-]{+midnight+}.\n"},
		"a figure":  {"It cost $4 million.", "It cost $4.5 million.", "It cost $[-4-]{+4.5+} million.\n"},
		"a passage": {"The small old ferry left at noon.", "The big new boat left at noon.", "The [-small old ferry-]{+big new boat+} left at noon.\n"},
		"a word before others": {"It will be moved for $2.4 million.", "It will be moved 85 metres for $3.1 million.",
			"It will be moved [-for $2.4-]{+85 metres for $3.1+} million.\n"},
		"a paragraph added":   {body(p1, p3), body(p1, p2, p3), p1 + "\n+ " + p2 + "\n" + p3 + "\n"},
		"a paragraph removed": {body(p1, p2, p3), body(p1, p3), p1 + "\n- " + p2 + "\n" + p3 + "\n"},
		"one added, the next changed": {body(p1, p3), body("A new first line.", "The ferry left at noon, late.", p3),
			"+ A new first line.\nThe ferry left at noon{+, late+}.\n" + p3 + "\n"},
		"rewritten altogether": {p1, p3, "- " + p1 + "\n+ " + p3 + "\n"},
		"from nothing":         {"", p1, "+ " + p1 + "\n"},
		"to nothing":           {p1, "", "- " + p1 + "\n"},
		"both empty":           {"", "", ""},
		"no spaces":            {"渡轮于中午离港。", "渡轮于周一离港。", "渡轮于[-中午-]{+周一+}离港。\n"},
	} {
		got := plain(compare.Text(c.before, c.after))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// FuzzText: both states can be read off a difference, and one without changes is of equal texts.
func FuzzText(f *testing.F) {
	f.Add("The ferry left.\n\nNobody was on board.", "The ferry left late.\n\nSomebody was on board.\n\nOr not.")
	f.Add("a b c d e f g", "a x c y e z g")
	f.Add("\n\n\n", "\n\na\n\n")
	f.Add("\xff\xfe", "é́\n\n\n\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		check := func(d *compare.Difference) {
			var old, now []string
			for _, row := range d.Rows {
				join := func(runs []compare.Run) string {
					s := ""
					for _, r := range runs {
						s += r.Text
					}
					return s
				}
				if row.Op != compare.Added {
					old = append(old, join(row.Before()))
				}
				if row.Op != compare.Removed {
					now = append(now, join(row.After()))
				}
			}
			if strings.Join(old, "\n\n") != before || strings.Join(now, "\n\n") != after || d.Differ() != (before != after) {
				t.Fatalf("%q, %q: %+v", before, after, d)
			}
		}
		check(compare.Text(before, after))
	})
}

// Texts that have nothing in common, or nearly all, are compared in bounded time.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("one two three four five six.\n\n", 20_000), strings.Repeat("seven eight nine ten eleven.\n\n", 20_000)
	if got := compare.Text(a, b); len(got.Rows) < 20_000 {
		t.Errorf("%d rows", len(got.Rows))
	}
	long, other := strings.Repeat("word ", 400_000), strings.Repeat("term ", 400_000)
	if got := compare.Text(long, other); len(got.Rows) == 0 {
		t.Error("no rows")
	}
	if got := compare.Text(long, "a "+long); !got.Differ() {
		t.Error("no difference")
	}
}

func dollars(n int64, text, subject string, at int) corpus.Amount {
	v := corpus.NewDecimal(n, 0)
	return corpus.Amount{Value: &v, Currency: "USD", Qualifier: corpus.Exact, Text: text, Subject: subject,
		Mentions: []corpus.Mention{{Field: corpus.FieldBody, Start: at, End: at + len(text), Text: text}}}
}

func TestFacts(t *testing.T) {
	t.Parallel()
	const before = "Ada Example paid $4 million to Peru, and Bo Other $7. The fine was $9."
	const after = "Ada Example paid $5 million to Peru. Later she named a price of $12 for the same boat in Chile."
	old := corpus.Annotations{
		People:    []corpus.Person{{Name: "Ada Example"}, {Name: "Bo Other"}, {Name: "Kim Li", Variants: []string{"Li"}}},
		Countries: []corpus.Country{{Code: "PE", Named: true}, {Code: "JP", Named: true}},
		Amounts: []corpus.Amount{dollars(4_000_000, "$4 million", "", strings.Index(before, "$4")), dollars(7, "$7", "", strings.Index(before, "$7")),
			dollars(9, "$9", "a fine", strings.Index(before, "$9"))},
	}
	now := corpus.Annotations{
		People:    []corpus.Person{{Name: "ADA EXAMPLE", Titles: []string{"Minister"}}, {Name: "Li Kim", Variants: []string{"Kim Li"}}, {Name: "Cy New"}},
		Countries: []corpus.Country{{Code: "PE", Named: true}, {Code: "CL", Named: true}, {Code: "JP"}},
		Amounts:   []corpus.Amount{dollars(5_000_000, "$5 million", "", strings.Index(after, "$5")), dollars(12, "$12", "a fine", strings.Index(after, "$12"))},
	}
	got := compare.Facts(&old, &now, compare.Line("", ""), compare.Text(before, after))
	var said []string
	tell := func(was, is string) { said = append(said, was+" > "+is) }
	for _, p := range got.People {
		tell(name(p.Old, func(x *corpus.Person) string { return x.Name }), name(p.New, func(x *corpus.Person) string { return x.Name }))
	}
	for _, p := range got.Countries {
		tell(name(p.Old, func(x *corpus.Country) string { return x.Code }), name(p.New, func(x *corpus.Country) string { return x.Code }))
	}
	for _, p := range got.Amounts {
		tell(name(p.Old, func(x *corpus.Amount) string { return x.Text }), name(p.New, func(x *corpus.Amount) string { return x.Text }))
	}
	want := []string{"Ada Example > ADA EXAMPLE", "Bo Other > ", " > Cy New", "JP > JP", " > CL", "$4 million > $5 million", "$7 > ", "$9 > $12"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func name[T any](x *T, of func(*T) string) string {
	if x == nil {
		return ""
	}
	return of(x)
}

func TestFields(t *testing.T) {
	t.Parallel()
	a := corpus.Article{Authors: []string{"Ada Example"}, URL: "https://a.example/1", Source: corpus.Source{Domain: "a.example"}}
	b := a
	b.Authors, b.Language = []string{"Ada Example", "Bo Other"}, "en"
	want := []compare.Field{{Name: "authors", Old: "Ada Example", New: "Ada Example, Bo Other"}, {Name: "language", Old: "", New: "en"}}
	if diff := cmp.Diff(want, compare.Fields(&a, &b)); diff != "" {
		t.Error(diff)
	}
}

func TestManyEmptyParagraphs(t *testing.T) {
	t.Parallel()
	if got := compare.Text("a"+strings.Repeat("\n\n", 200_000), "b"+strings.Repeat("\n\n.", 200_000)); !got.Differ() {
		t.Error("no difference")
	}
}
