package corpus

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"
)

// ID names an article for ever: 13 lower-case letters and digits, given at first sight.
type ID string

// Seq numbers a change to the store, from 1, without gaps being promised.
type Seq int64

// Source is the outlet that published an article. Country is the outlet's own
// (ISO 3166-1 alpha-2), never one taken from the text. Unknown parts are empty.
type Source struct {
	Domain  string `json:"domain,omitempty"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
}

// Article is one news article, cleaned. Paragraphs of Body are separated by one
// empty line ("\n\n").
type Article struct {
	ID         ID        `json:"id"`
	Revision   int       `json:"revision"` // from 1
	ExternalID string    `json:"external_id,omitempty"`
	URL        string    `json:"url,omitempty"` // canonical
	Source     Source    `json:"source"`
	Title      string    `json:"title"`
	Body       string    `json:"body"`
	Authors    []string  `json:"authors,omitempty"`
	Published  Date      `json:"published"`
	Modified   Date      `json:"modified,omitzero"` // when the source says that it last changed the article
	Fetched    time.Time `json:"fetched,omitzero"`
	Language   string    `json:"language,omitempty"` // BCP 47 primary subtag, empty if unknown
	Image      string    `json:"image,omitempty"`    // address of the lead image
	Labels     []Label   `json:"labels,omitempty"`
	// Rules says by field ("title", "authors", "body", "language", "url", "source", "sourcecountry", "section", "keyword", "image")
	// which rule of extraction found it; Published and Modified carry theirs.
	Rules      map[string]string `json:"rules,omitempty"`
	TitleEdits []Edit            `json:"title_edits,omitempty"`
	BodyEdits  []Edit            `json:"body_edits,omitempty"`
}

// Label is a tag that the source gave an article. Labels are never mixed with the facts found in the text.
type Label struct {
	// Kind is "section", "keyword", "topic", "place", "person", "organisation", "exchange", "event",
	// or else as the input calls it.
	Kind  string `json:"kind"`
	Value string `json:"value"` // as written
}

// Content returns the part of a that makes a revision: a without its id and revision, its address and the source's own
// id (an article that moved says nothing new), when it was fetched, the edits that cleaning made, and what stands beside the text and changes without it: labels, the
// lead image, the date of the last change and the rules that found things.
func (a Article) Content() Article {
	a.ID, a.Revision, a.Fetched = "", 0, time.Time{}
	a.URL, a.ExternalID = "", ""
	a.TitleEdits, a.BodyEdits, a.Published.From = nil, nil, ""
	a.Modified, a.Image, a.Labels, a.Rules = Date{}, "", nil, nil
	return a
}

// Original is what an article was decoded from: for a file or a page its bytes,
// for a record in a larger file the record's bytes.
type Original struct {
	Bytes     []byte
	MediaType string // "text/html", "application/json", "text/plain", "text/csv"
	Name      string // where it came from: a path with a line or entry, or a URL
}

// Edit is one replacement made by a cleaning pass. Edits are listed in the order
// they were made; Start and End are in the text that the pass was given.
type Edit struct {
	Pass  string `json:"pass"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Was   string `json:"was"` // the replaced text, so that an edit can be undone
	Now   string `json:"now"`
}

// Key is one way to recognise an article seen before.
type Key string

// Keys returns what identifies an article, strongest first: its canonical URL,
// its external id within its source, and the hash of the bytes it came from.
// An external id without a source identifies nothing.
func Keys(a *Article, o *Original) []Key {
	var keys []Key
	if a.URL != "" {
		keys = append(keys, AddressKey(a.URL))
	}
	if a.ExternalID != "" && a.Source.Domain != "" {
		keys = append(keys, Key("ext:"+a.Source.Domain+"\x00"+a.ExternalID))
	}
	if len(o.Bytes) > 0 {
		keys = append(keys, Key("sha256:"+hash(o.Bytes)))
	}
	return keys
}

// addressKey begins the keys that are addresses.
const addressKey = "url:"

// AddressKey is the key of an address at which an article was seen.
func AddressKey(url string) Key { return Key(addressKey + url) }

// Address returns the address that the key is, if it is one.
func (k Key) Address() (url string, is bool) { return strings.CutPrefix(string(k), addressKey) }

// NewID derives the id of an article first seen under key. The n-th attempt
// (from 0) avoids an id already taken.
func NewID(key Key, n int) ID {
	return ID(hash([]byte(string(key) + strings.Repeat("+", n)))[:13])
}

var base32Lower = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return base32Lower.EncodeToString(sum[:])
}
