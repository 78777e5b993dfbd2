package corpus

import "time"

// Raw is one news item as a decoder read it, before extraction and cleaning. The fields
// are as written in the input; HTML, if set, is a page from which extraction fills
// what the fields leave empty (Title, Text, Authors and so on).
type Raw struct {
	Original   Original
	Place      string // for messages: "news.zip!a/b.jsonl:17", or a URL
	ExternalID string
	URL        string
	Source     Source
	Title      string
	Text       string
	HTML       []byte // UTF-8
	Authors    []string
	Published  string // as written
	Language   string
	Fetched    time.Time
}
