package page

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"dateline/corpus"
)

// Revision is one state that an article has had.
type Revision struct {
	Number  int
	Title   string
	Fetched When
	Href    string // its original
	Current bool
}

type articleView struct {
	ID        corpus.ID
	Language  string
	Title     []Span
	Source    string
	SourceURL string // the outlet's articles
	Authors   string
	Published When
	Fetched   When
	Body      [][]Span
	URL       string // of the original page, "" if it is no web address
	Original  string
	People    []fact
	Unclear   []fact // short forms that could mean two people
	Countries []fact
	Implied   []fact
	Amounts   []fact
	Revisions []Revision
}

// fact is a fact beside the text.
type fact struct {
	Kind     string
	Name     string
	Detail   string // variants, or what the money is for
	Rule     string
	Href     string // all articles with it
	Mentions []jump // those marked in the text, up to maxJumps
	Count    int    // of all mentions
}

// jump leads to the n-th mention in the text.
type jump struct {
	Number int
	Anchor string
	Rule   string
}

// Article writes the page of an article. revisions are newest first.
func (r *Renderer) Article(w io.Writer, rec *corpus.Record, revisions []corpus.Article) error {
	a := &rec.Article
	m := newMarker(rec)
	v := articleView{
		ID: a.ID, Language: a.Language, Source: sourceName(a.Source),
		Title: m.title(titleOf(a.Title)), Body: m.paragraphs(a.Body),
		Authors: strings.Join(a.Authors, ", "), Published: when(a.Published),
		URL: webURL(a.URL), Original: articlePath(a.ID) + "/original",
	}
	if a.Source.Domain != "" {
		v.SourceURL = "/source/" + url.PathEscape(a.Source.Domain)
	}
	if !a.Fetched.IsZero() {
		v.Fetched = when(corpus.Date{Time: a.Fetched, Precision: corpus.PrecisionMinute})
	}
	v.addFacts(rec, shown(append(v.Body, v.Title)))
	for i, rev := range revisions {
		v.Revisions = append(v.Revisions, newRevision(&rev, i == 0))
	}
	return r.render(w, "article", frame{Title: titleOf(a.Title), View: v})
}

func newRevision(a *corpus.Article, current bool) Revision {
	rev := Revision{Number: a.Revision, Title: titleOf(a.Title), Current: current}
	rev.Href = fmt.Sprintf("%s/original?revision=%d", articlePath(a.ID), a.Revision)
	if !a.Fetched.IsZero() {
		rev.Fetched = when(corpus.Date{Time: a.Fetched, Precision: corpus.PrecisionMinute})
	}
	return rev
}

// webURL returns s if it is an absolute http or https address with a host.
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

func (v *articleView) addFacts(rec *corpus.Record, at map[string]bool) {
	resolved := map[int]corpus.Resolved{}
	for _, p := range rec.People {
		resolved[p.Person] = p
	}
	for i, p := range rec.Annotations.People {
		f := fact{Kind: "person", Name: p.Name, Mentions: places(at, "p", i, p.Mentions), Count: len(p.Mentions)}
		if len(p.Variants) > 0 {
			f.Detail = "also " + strings.Join(p.Variants, ", ")
		}
		id, known := resolved[i]
		if !known || !p.Resolved {
			v.Unclear = append(v.Unclear, f)
			continue
		}
		f.Href, f.Rule = "/person/"+url.PathEscape(string(id.ID)), id.Rule
		v.People = append(v.People, f)
	}
	for i, c := range rec.Annotations.Countries {
		f := fact{Kind: "country", Name: c.Name, Href: "/country/" + url.PathEscape(c.Code), Mentions: places(at, "c", i, c.Mentions), Count: len(c.Mentions)}
		if c.Named {
			v.Countries = append(v.Countries, f)
		} else {
			v.Implied = append(v.Implied, f)
		}
	}
	v.Amounts = amountFacts(rec.Annotations.Amounts, at)
}

// amountFacts lists amounts; those that say the same, in the title and below it, are one.
func amountFacts(amounts []corpus.Amount, at map[string]bool) []fact {
	var out []fact
	for i := range amounts {
		m := &amounts[i]
		f := fact{Kind: "amount", Name: amountText(m), Detail: m.Subject, Href: around(m), Mentions: places(at, "a", i, m.Mentions), Count: len(m.Mentions)}
		if same := slices.IndexFunc(out, func(o fact) bool { return o.Name == f.Name }); same >= 0 {
			out[same].join(f)
			continue
		}
		out = append(out, f)
	}
	return out
}

// join adds what another fact of the same name says.
func (f *fact) join(other fact) {
	if f.Detail != "" && other.Detail != "" {
		f.Detail += "; "
	}
	f.Detail += other.Detail
	f.Count += other.Count
	for _, j := range other.Mentions {
		if len(f.Mentions) < maxJumps {
			j.Number = len(f.Mentions) + 1
			f.Mentions = append(f.Mentions, j)
		}
	}
}

const maxJumps = 9

// places leads to the first mentions that are marked in the text.
func places(at map[string]bool, prefix string, i int, mentions []corpus.Mention) []jump {
	var out []jump
	for j, m := range mentions {
		if id := anchor(prefix, i, j); at[id] && len(out) < maxJumps {
			out = append(out, jump{len(out) + 1, id, m.Rule})
		}
	}
	return out
}

// shown returns the anchors of the marks in the text.
func shown(texts [][]Span) map[string]bool {
	at := map[string]bool{}
	for _, spans := range texts {
		for _, s := range spans {
			at[s.Anchor] = true
		}
	}
	return at
}

func anchor(prefix string, fact, mention int) string {
	return fmt.Sprintf("%s%d-%d", prefix, fact+1, mention+1)
}

// amountText states an amount: "over $900,000", "$5 – $8", "at least $20,000".
func amountText(m *corpus.Amount) string {
	switch {
	case m.Min != nil && m.Max != nil:
		return sum(*m.Min, m.Currency) + " – " + sum(*m.Max, m.Currency)
	case m.Value == nil && m.Min != nil:
		return "at least " + sum(*m.Min, m.Currency)
	case m.Value == nil && m.Max != nil:
		return "up to " + sum(*m.Max, m.Currency)
	case m.Value == nil:
		return m.Text
	case m.Qualifier == corpus.Exact || m.Qualifier == "" || m.Qualifier == corpus.Between:
		return sum(*m.Value, m.Currency)
	}
	return string(m.Qualifier) + " " + sum(*m.Value, m.Currency)
}
