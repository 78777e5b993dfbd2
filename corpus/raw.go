package corpus

import (
	"fmt"
	"iter"
	"time"
)

// Raw is one news item as a decoder read it, before extraction and cleaning. The fields
// are as written in the input; HTML, if set, is a page from which extraction fills
// what the fields leave empty (Title, Text, Authors and so on).
type Raw struct {
	Original   Original
	Place      string // for messages: "news.zip!a/b.jsonl:17", or a URL
	Line       int    // of the file, where the record begins; 0 if it is no part of a file
	ExternalID string
	URL        string
	Source     Source
	Title      string
	Text       string
	HTML       []byte // in any charset
	Charset    string // of HTML, as a server or a mail's header declared it
	Fragment   string
	Authors    []string
	Published  string // as written
	Modified   string // as written
	Language   string
	Image      string
	Labels     []Label
	Fetched    time.Time
}

// Raws is a stream of news items in the order of the input. An error that is a
// *SetAside stands for one item that could not be read, and the stream goes on; any other
// error is the last element.
type Raws = iter.Seq2[Raw, error]

// SetAside is an item that did not become an article: where it stood, and why in words
// fit for a user's eyes.
type SetAside struct {
	Place  string // as Raw.Place
	Line   int    // as Raw.Line
	Reason string
	// Class is what a page is that holds no article ("consent wall", "error page", "index page", "video page",
	// "paywall", as package extract names them), and else "".
	Class string
}

// Error returns the place and the reason.
func (s *SetAside) Error() string { return fmt.Sprintf("%s: %s", s.Place, s.Reason) }

// The fates of an item, as reports and the API tell them.
const (
	FateCreated   = "created"
	FateUpdated   = "updated" // a new revision
	FateUnchanged = "unchanged"
	FateCopy      = "copy" // created or updated, and the text is another article's
	FateRejected  = "rejected"
)

// Fate is what became of one item of an import.
type Fate struct {
	Place    string   `json:"place"`          // as Raw.Place
	Line     int      `json:"line,omitempty"` // as Raw.Line
	Status   string   `json:"status"`
	ID       ID       `json:"id,omitempty"`
	Revision int      `json:"revision,omitempty"`
	CopyOf   ID       `json:"copy_of,omitempty"` // the article that stands for all copies of the text, where it is another one
	Title    string   `json:"title,omitempty"`
	URL      string   `json:"url,omitempty"`
	Reason   string   `json:"reason,omitempty"` // why it was rejected
	Class    string   `json:"class,omitempty"`  // as SetAside.Class
	Notes    []string `json:"notes,omitempty"`  // what of the item was left out, and why
}
