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
