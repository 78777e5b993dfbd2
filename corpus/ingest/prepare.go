package ingest

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/byline"
	"dateline/corpus/clean"
	"dateline/corpus/extract"
	"dateline/corpus/language"
	"dateline/corpus/weburl"
)

// Prepare makes an article with its facts of a raw item. It stores nothing and depends on nothing
// but the item, the configuration and the clock. The error is a *corpus.SetAside.
func (in *Ingester) Prepare(raw corpus.Raw) (corpus.Submission, error) {
	p := in.prepare(raw)
	if p.aside != nil {
		return corpus.Submission{}, p.aside
	}
	return p.submission, nil
}

// prepared is what became of a raw item.
type prepared struct {
	submission corpus.Submission
	aside      *corpus.SetAside
	notes      []string // what of the item was left out, and why
}

// prepare is Prepare with notes. A panic in the code for one item (a bug in the extractor or the annotator)
// sets that item aside.
func (in *Ingester) prepare(raw corpus.Raw) (p prepared) {
	defer func() {
		if r := recover(); r != nil {
			in.c.Log.Error("item could not be processed", "place", raw.Place, "panic", r, "stack", string(debug.Stack()))
			p = asideOf(raw, fmt.Sprintf("internal error: %v", r))
		}
	}()
	d := draft{in: in, raw: raw}
	if err := d.read(); err != nil {
		return notRead(raw, err)
	}
	d.clean()
	if d.article.Title == "" && d.article.Body == "" {
		return asideOf(raw, "no text")
	}
	if raw.HTML != nil && d.article.Title == "" && utf8.RuneCountInString(d.article.Body) < shortestUntitled {
		return asideOf(raw, "the page holds no article: no title and no sentence")
	}
	d.identify()
	d.date()
	d.describe()
	d.article.Language = language.Of(d.raw.Language, d.article.Title, d.article.Body)
	if len(corpus.Keys(&d.article, &raw.Original)) == 0 {
		return asideOf(raw, "nothing to recognise it by: no URL, no id of its source, no original bytes")
	}
	return prepared{
		submission: corpus.Submission{
			Article: d.article, Addresses: seenAt(raw.URL, d.article.URL), Original: raw.Original, Annotations: in.annotate(&d.article),
		},
		notes: d.notes,
	}
}

// seenAt returns the address that an item was given under, where its page has another canonical one.
func seenAt(given, canonical string) []string {
	u, err := weburl.Canonical(given)
	if err != nil || u == canonical {
		return nil
	}
	return []string{u}
}

// shortestUntitled is how many code points a page without a title must hold to be an article: a short sentence. Less is
// what menus and placeholders leave.
const shortestUntitled = 25

func asideOf(raw corpus.Raw, reason string) prepared {
	return prepared{aside: &corpus.SetAside{Place: raw.Place, Line: raw.Line, Reason: reason}}
}

// notRead sets an item aside whose page could not be read.
func notRead(raw corpus.Raw, err error) prepared {
	p := asideOf(raw, err.Error())
	if none, ok := errors.AsType[*extract.NotArticle](err); ok {
		p.aside.Reason, p.aside.Class = none.Reason, none.Class
	}
	return p
}

func (in *Ingester) annotate(a *corpus.Article) corpus.Annotations {
	return in.c.Annotator.Annotate(a.Title, a.Body, a.Language)
}

// draft is an article in the making.
type draft struct {
	in      *Ingester
	raw     corpus.Raw
	page    extract.Page
	article corpus.Article
	notes   []string
}

func (d *draft) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// read fills what the item leaves empty from its page, and its text from the longer of page and fragment where it has none.
func (d *draft) read() error {
	given := strings.TrimSpace(d.raw.Text) != ""
	if !given && d.raw.Fragment != "" {
		d.raw.Text = extract.Fragment(d.raw.Fragment)
	}
	if d.raw.HTML == nil {
		return nil
	}
	page, err := extract.HTML(d.raw.HTML, extract.Options{URL: d.raw.URL, Charset: d.raw.Charset, Fetched: d.raw.Fetched})
	if err != nil && strings.TrimSpace(d.raw.Text) == "" {
		return err
	}
	if err != nil {
		d.note("the page was not read: %v", err)
		return nil
	}
	d.page = page
	if !given && utf8.RuneCountInString(page.Text) > utf8.RuneCountInString(d.raw.Text) {
		d.raw.Text = page.Text
		d.found("body")
	}
	d.fill("title", &d.raw.Title, page.Title)
	d.fill("language", &d.raw.Language, page.Language)
	d.fill("source", &d.raw.Source.Name, page.SiteName)
	d.fill("sourcecountry", &d.raw.Source.Country, page.SiteCountry)
	d.fill("image", &d.raw.Image, page.Image)
	if page.CanonicalURL != "" {
		if page.CanonicalURL != d.raw.URL {
			d.found("url")
		}
		d.raw.URL = page.CanonicalURL
	}
	if len(d.raw.Authors) == 0 && len(page.Authors) > 0 {
		d.article.Authors = page.Authors
		d.found("authors")
	}
	return nil
}

// fill takes the page's value for a field that the item leaves empty.
func (d *draft) fill(field string, own *string, pages string) {
	if strings.TrimSpace(*own) == "" && pages != "" {
		*own = pages
		d.found(field)
	}
}

// found keeps the rule by which extraction found a field.
func (d *draft) found(field string) {
	rule := d.page.Rules[field]
	if rule == "" {
		return
	}
	if d.article.Rules == nil {
		d.article.Rules = make(map[string]string)
	}
	d.article.Rules[field] = rule
}

func (d *draft) clean() {
	title, body := clean.Title(d.raw.Title), clean.Body(d.raw.Text)
	d.article.Title, d.article.TitleEdits = title.Text, title.Edits
	d.article.Body, d.article.BodyEdits = body.Text, body.Edits
	written := d.raw.Authors
	if len(written) == 0 && len(d.article.Authors) == 0 {
		written = strings.Split(body.Byline, "\n")
	}
	for _, by := range written {
		for _, name := range byline.Names(clean.Title(by).Text) {
			if !slices.Contains(d.article.Authors, name) {
				d.article.Authors = append(d.article.Authors, name)
			}
		}
	}
}

// identify settles the address, the source and the source's own id.
func (d *draft) identify() {
	a := &d.article
	a.ExternalID = oneLine(d.raw.ExternalID)
	a.Fetched = d.raw.Fetched
	if d.raw.URL != "" {
		u, err := weburl.Canonical(d.raw.URL)
		if err != nil {
			d.note("the URL was left out: %v", err)
		}
		a.URL = u
	}
	a.Source = corpus.Source{
		Domain:  strings.ToLower(oneLine(d.raw.Source.Domain)),
		Name:    oneLine(d.raw.Source.Name),
		Country: oneLine(d.raw.Source.Country),
	}
	if a.Source.Domain == "" && a.URL != "" {
		a.Source.Domain = weburl.Domain(weburl.Host(a.URL))
	}
}

// date takes the dates that the item gives, else those of its page. A date that is not understood is left
// unknown: none is invented.
func (d *draft) date() {
	d.article.Published = d.dateOf(d.raw.Published, d.page.Published)
	d.article.Modified = d.dateOf(d.raw.Modified, d.page.Modified)
}

func (d *draft) dateOf(written string, pages corpus.Date) corpus.Date {
	now := d.in.c.Now()
	if written != "" {
		if found := readDate(written, d.raw.Fetched, d.raw.Language).Plausible(now); found.Known() {
			return found
		}
		d.note("the date %q was left out: it is not one, or could mean several", cut(written))
	}
	return pages.Plausible(now)
}

// maxLabels is how many labels an article keeps: pages that sell by keywords list thousands.
const maxLabels = 200

// describe keeps what stands beside the text: the labels of the item, then those of its page, and the lead image.
func (d *draft) describe() {
	d.labels(d.raw.Labels)
	if d.page.Section != "" && d.label(corpus.Label{Kind: "section", Value: d.page.Section}) {
		d.found("section")
	}
	for _, word := range d.page.Keywords {
		if d.label(corpus.Label{Kind: "keyword", Value: word}) {
			d.found("keyword")
		}
	}
	if d.raw.Image == "" {
		return
	}
	image, err := imageURL(d.raw.Image, d.article.URL)
	if err != nil {
		d.note("the image was left out: %v", err)
		delete(d.article.Rules, "image")
	}
	d.article.Image = image
}

func (d *draft) labels(given []corpus.Label) {
	for _, l := range given {
		d.label(l)
	}
}

// label adds a label and reports whether the article has it for the first time.
func (d *draft) label(l corpus.Label) bool {
	l = corpus.Label{Kind: oneLine(l.Kind), Value: oneLine(l.Value)}
	if l.Value == "" || slices.Contains(d.article.Labels, l) || len(d.article.Labels) == maxLabels {
		return false
	}
	d.article.Labels = append(d.article.Labels, l)
	return true
}

// oneLine makes a short field of a stranger fit to be kept: valid, on one line, without spaces around.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// cut shortens a stranger's value for a message.
func cut(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
