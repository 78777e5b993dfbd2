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
	Authors    []string
	Published  string // as written
	Language   string
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
}

// Error returns the place and the reason.
func (s *SetAside) Error() string { return fmt.Sprintf("%s: %s", s.Place, s.Reason) }
