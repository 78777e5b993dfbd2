package extract

import (
	"fmt"
	"net/url"
	"time"

	"dateline/corpus"

	"github.com/PuerkitoBio/goquery"
)

// DefaultMaxBytes is how large a page may be if Options does not say.
const DefaultMaxBytes = 5 << 20

// Options says what is known of a page beside its bytes. The zero value is usable.
type Options struct {
	// URL is the page's own address after redirects, empty if unknown.
	URL string
	// Charset is the one the server declared, empty if none.
	Charset string
	// Fetched is when the page was fetched. It bounds the publication date and is never
	// taken for it. Zero is now.
	Fetched time.Time
	// MaxBytes is how large the page may be; 0 is DefaultMaxBytes.
	MaxBytes int
}

// Page is the article of an HTML page. What the page does not say is empty.
type Page struct {
	Title     string      `json:"title"`
	Authors   []string    `json:"authors"`
	Published corpus.Date `json:"published,omitzero"`
	Modified  corpus.Date `json:"modified,omitzero"`
	Language  string      `json:"language,omitempty"` // BCP 47 primary subtag
	// CanonicalURL is the page's address: the canonical one it states, if that is of the same
	// registrable domain as Options.URL, otherwise Options.URL. Absolute http or https.
	CanonicalURL string `json:"canonical_url,omitempty"`
	// CanonicalClaim is a canonical address of another registrable domain that the
	// page states. It is no proof of identity.
	CanonicalClaim string   `json:"canonical_claim,omitempty"`
	SiteName       string   `json:"site_name,omitempty"`
	SiteCountry    string   `json:"site_country,omitempty"` // of the publisher, as the page says: ISO 3166-1 alpha-2
	Section        string   `json:"section,omitempty"`      // the part of the outlet that the article stands in
	Keywords       []string `json:"keywords,omitempty"`     // as the page files the article
	Image          string   `json:"image,omitempty"`        // absolute address of the lead image
	Charset        string   `json:"charset,omitempty"`      // the encoding the page was decoded from
	Replaced       int      `json:"replaced,omitempty"`     // invalid bytes replaced by U+FFFD
	Text           string   `json:"text"`                   // paragraphs separated by an empty line
	// Rules says by field ("title", "authors", "url", "source", "sourcecountry", "language", "section", "keyword", "image") which rule found it, as
	// corpus.Article.Rules; the dates carry theirs. RuleText explains them.
	Rules map[string]string `json:"rules,omitempty"`
}

// source is a parsed page while its article is read.
type source struct {
	doc   *goquery.Document
	meta  metas
	ld    linkedData
	url   *url.URL // the page's own address, nil if unknown
	now   time.Time
	heavy bool // too large for the libraries' full analysis

	fetched time.Time // zero if unknown
	outline *outline
}

// HTML extracts the article of a page. The error is TooLarge over Options.MaxBytes and
// Invalid for what is no HTML text; it is a *NotArticle for a page that holds no article.
func HTML(page []byte, o Options) (Page, error) {
	limit := o.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	if len(page) > limit {
		return Page{}, corpus.Errorf(corpus.TooLarge, "the page has %d bytes, over the limit of %d", len(page), limit)
	}
	text, charset, replaced, err := decode(page, o.Charset)
	if err != nil {
		return Page{}, fmt.Errorf("decode page: %w", err)
	}
	s, err := parse(text, o)
	if err != nil {
		return Page{}, fmt.Errorf("parse page: %w", err)
	}
	p := Page{Charset: charset, Replaced: replaced}
	s.describe(&p)
	if p.Text, err = s.body(p.Title); err != nil && corpus.KindOf(err) != corpus.Invalid {
		return Page{}, err
	}
	if not := s.refuse(p.Title, p.Text); not != nil {
		return Page{}, not
	}
	p.Language = s.language(p.Text)
	p.found("language", s.languageRule(p.Language))
	return p, nil
}

func parse(text string, o Options) (*source, error) {
	node, err := parseTree(text)
	if err != nil {
		return nil, err
	}
	s := &source{doc: goquery.NewDocumentFromNode(node), now: o.Fetched, heavy: isHeavy(node), url: webAddress(o.URL, nil), fetched: o.Fetched}
	if s.now.IsZero() {
		s.now = time.Now()
	}
	s.meta = readMetas(s.doc)
	s.ld = readLinkedData(s.doc, s.url, s.meta.first("og:title")+" | "+textOf(s.doc.Find("head title").First()))
	return s, nil
}
