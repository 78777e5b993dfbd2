package api

import (
	"dateline/corpus"
	"dateline/index"
)

// Status is the state of the index.
type Status struct {
	Ready      bool           `json:"ready"`
	Reason     string         `json:"reason,omitempty"` // why it is not ready
	Generation string         `json:"generation"`
	Position   index.Position `json:"position"`
	Documents  int            `json:"documents"`
	Head       corpus.Seq     `json:"head"` // of the store
	Rebuilding bool           `json:"rebuilding"`
	Done       int            `json:"done"`  // while rebuilding: articles indexed
	Total      int            `json:"total"` // while rebuilding: articles in the store
	Error      string         `json:"error,omitempty"`
	Facts      *Facts         `json:"facts,omitempty"` // where the server brings them up to date
}

// Facts says how far the facts of the articles are brought up to the annotator of this program.
type Facts struct {
	Version  string `json:"version"`
	Outdated int    `json:"outdated"` // articles whose facts were older when it began
	Done     int    `json:"done"`     // of these: with new facts
	Failed   int    `json:"failed"`   // of these: keep their old facts
	Newer    int    `json:"newer"`    // articles with facts of a newer program, left alone
	Running  bool   `json:"running"`
}

// NewStatus encodes the state of an index.
func NewStatus(s index.Status) Status {
	out := Status{
		Ready: s.Ready, Reason: s.Reason, Generation: s.Generation, Position: s.Position, Documents: s.Documents,
		Head: s.Head, Rebuilding: s.Rebuilding, Done: s.Done, Total: s.Total,
	}
	if s.Err != nil {
		out.Error = s.Err.Error()
	}
	return out
}
