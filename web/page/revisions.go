package page

import (
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
	"dateline/web/compare"
)

// state is a revision that can be compared.
type state struct {
	Number           int
	Label            string
	Earlier, Current bool // whether it is the older or the newer one shown
}

// step leads to the difference between other revisions.
type step struct{ Label, Href string }

type revisionsView struct {
	Title, Article string // of the article, its page
	Language       string
	Action         string
	Choices        []state
	Before, After  Revision
	Steps          []step
	Alone          bool // there is one revision only
	Same           bool // nothing differs
	Summary        string
	Heading        *compare.Row // the title, where it differs
	Parts          []part
	Fields         []compare.Field
	Facts          []factChange
	NoFacts        bool // they were not compared
}

// part is some paragraphs of a body, folded where nothing differs for long.
type part struct {
	Rows   []compare.Row
	Folded int // how many paragraphs are folded, 0 where they are shown
}

// factChange is a fact that differs.
type factChange struct {
	Kind, Change string
	Sign         string // for the eye: +, −, ±
	Old, New     string
	Href         string // all articles with it
	Detail       string
}

// Revisions writes the page of how two states of an article differ. all are its states, newest first.
func (r *Renderer) Revisions(w io.Writer, all []corpus.Article, before, after *corpus.Article, found *compare.Comparison) error {
	current := &all[0]
	v := revisionsView{
		Title: titleOf(current.Title), Article: articlePath(current.ID), Language: current.Language, Action: revisionsPath(current.ID),
		Before: newRevision(before, before.Revision == current.Revision), After: newRevision(after, after.Revision == current.Revision),
		Alone: len(all) == 1, Same: !found.Differ(), Summary: summary(found), Parts: folded(found.Body.Rows),
		Steps: steps(all, before, after), NoFacts: found.Facts == nil,
	}
	for _, f := range found.Fields {
		v.Fields = append(v.Fields, compare.Field{Name: fieldNames[f.Name], Old: f.Old, New: f.New})
	}
	for i := range all {
		a := &all[i]
		v.Choices = append(v.Choices, state{a.Revision, choiceLabel(a), a.Revision == before.Revision, a.Revision == after.Revision})
	}
	if found.Title.Differ() {
		v.Heading = &found.Title.Rows[0]
	}
	if found.Facts != nil {
		v.Facts = factChanges(found.Facts)
	}
	return r.render(w, "revisions", frame{Title: "What changed: " + titleOf(current.Title), View: v})
}

var fieldNames = map[string]string{
	"authors": "Authors", "published": "Date of publication", "url": "Address", "source": "Outlet", "language": "Language", "external_id": "Number at the source",
}

func revisionsPath(id corpus.ID) string { return articlePath(id) + "/revisions" }

// differencePath is the address of what changed from one revision to another.
func differencePath(id corpus.ID, from, to int) string {
	return fmt.Sprintf("%s?from=%d&to=%d", revisionsPath(id), from, to)
}

func choiceLabel(a *corpus.Article) string {
	label := fmt.Sprint(a.Revision)
	if !a.Fetched.IsZero() {
		label += ", taken in " + a.Fetched.UTC().Format("2 January 2006, 15:04")
	}
	return label
}

// steps leads to the changes before and after those shown.
func steps(all []corpus.Article, before, after *corpus.Article) []step {
	var out []step
	for i := len(all) - 1; i > 0; i-- {
		from, to := all[i].Revision, all[i-1].Revision
		label := fmt.Sprintf("%d to %d", from, to)
		if to == before.Revision {
			out = append(out, step{"Earlier: " + label, differencePath(after.ID, from, to)})
		}
		if from == after.Revision {
			out = append(out, step{"Later: " + label, differencePath(after.ID, from, to)})
		}
	}
	return out
}

const (
	margin   = 1 // unchanged paragraphs shown beside a change
	leastRun = 3 // fewer are not worth folding
)

// folded groups the rows so that long stretches without a change are folded.
func folded(rows []compare.Row) []part {
	var out []part
	show := func(rows []compare.Row, fold bool) {
		if len(rows) == 0 {
			return
		}
		if fold {
			out = append(out, part{rows, len(rows)})
			return
		}
		if n := len(out); n > 0 && out[n-1].Folded == 0 {
			out[n-1].Rows = append(out[n-1].Rows, rows...)
			return
		}
		out = append(out, part{Rows: append([]compare.Row{}, rows...)})
	}
	for at := 0; at < len(rows); {
		end := at
		for end < len(rows) && rows[end].Op == compare.Same {
			end++
		}
		first, last := at+margin, end-margin
		if at == 0 {
			first = 0
		}
		if end == len(rows) {
			last = end
		}
		if last-first >= leastRun {
			show(rows[at:first], false)
			show(rows[first:last], true)
			show(rows[last:end], false)
		} else {
			show(rows[at:end], false)
		}
		for at = end; at < len(rows) && rows[at].Op != compare.Same; at++ {
			show(rows[at:at+1], false)
		}
	}
	return out
}

// summary counts what differs.
func summary(c *compare.Comparison) string {
	removed, added := 0, 0
	for _, row := range append(append([]compare.Row{}, c.Title.Rows...), c.Body.Rows...) {
		for _, run := range row.Runs {
			switch n := len(strings.Fields(run.Text)); run.Op {
			case compare.Removed:
				removed += n
			case compare.Added:
				added += n
			}
		}
	}
	parts := []string{}
	if removed > 0 {
		parts = append(parts, counted(removed, "word")+" removed")
	}
	if added > 0 {
		parts = append(parts, counted(added, "word")+" added")
	}
	if c.Facts != nil && c.Facts.Any() {
		n := len(c.Facts.People) + len(c.Facts.Countries) + len(c.Facts.Amounts)
		parts = append(parts, counted(n, "fact")+" "+noun(n, "differs", "differ"))
	}
	if len(parts) == 0 {
		return ""
	}
	return listed(parts, "and") + "."
}

var signs = map[string]string{"added": "+", "removed": "−", "changed": "±"}

func factChanges(f *compare.FactChanges) []factChange {
	var out []factChange
	for _, p := range f.People {
		c := newFactChange("person", p, func(x *corpus.Person) string { return strings.TrimSpace(strings.Join(append(x.Titles, x.Name), " ")) })
		out = append(out, c)
	}
	for _, p := range f.Countries {
		c := newFactChange("country", p, func(x *corpus.Country) string {
			if p.Change() == "changed" {
				return x.Name + map[bool]string{true: ", named", false: ", only implied"}[x.Named]
			}
			return x.Name
		})
		if p.New != nil {
			c.Href = onlyCountry(p.New)
		}
		out = append(out, c)
	}
	for _, p := range f.Amounts {
		c := newFactChange("amount", p, amountText)
		if p.New != nil {
			c.Href, c.Detail = around(p.New), p.New.Subject
		}
		out = append(out, c)
	}
	return out
}

func newFactChange[T any](kind string, p compare.Pair[T], text func(*T) string) factChange {
	c := factChange{Kind: kind, Change: p.Change(), Sign: signs[p.Change()]}
	if p.Old != nil {
		c.Old = text(p.Old)
	}
	if p.New != nil {
		c.New = text(p.New)
	}
	return c
}
