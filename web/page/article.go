package page

import (
	"fmt"
	"io"
	"net/url"
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
	RulesOnly string // a sentence where facts were sought by rules alone, else ""
	Countries []fact
	Implied   []fact
	Amounts   []fact
	Revisions []Revision
}

// Article writes the page of an article. names are those that its people are shown under; revisions are newest first.
func (r *Renderer) Article(w io.Writer, rec *corpus.Record, names map[corpus.PersonID]string, revisions []corpus.Article) error {
	a := &rec.Article
	m := newMarker(rec, r.glossary)
	v := articleView{
		ID: a.ID, Language: a.Language, Source: sourceName(rec.Source),
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
	r.addFacts(&v, rec, names, shown(append(v.Body, v.Title)))
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
