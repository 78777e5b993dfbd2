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
	Changes string // what changed from the one before it, "" for the first
	Current bool
}

// Story is an article with all that its page shows.
type Story struct {
	Record     *corpus.Record
	Names      map[corpus.PersonID]string // that its people are shown under
	Revisions  []corpus.Article           // newest first
	Addresses  []string                   // at which it was seen
	Copies     []Copy
	MoreCopies int // that are not among Copies
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

	Modified    When // empty where it says nothing
	Image       string
	Labels      []labels
	Origins     []origin
	CopiesTitle string
	Copies      []sameText
	MoreCopies  int

	Addresses     []string // besides URL: the first ones, and those that are folded
	Folded        []string
	MoreAddresses int
}

// Article writes the page of an article.
func (r *Renderer) Article(w io.Writer, s *Story) error {
	rec := s.Record
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
	r.addFacts(&v, rec, s.Names, shown(append(v.Body, v.Title)))
	v.addBeside(s, r.glossary)
	for i := range s.Revisions {
		rev := newRevision(&s.Revisions[i], i == 0)
		if i+1 < len(s.Revisions) {
			rev.Changes = differencePath(a.ID, s.Revisions[i+1].Revision, rev.Number)
		}
		v.Revisions = append(v.Revisions, rev)
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
