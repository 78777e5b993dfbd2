package api

import "dateline/corpus"

// Summary counts what became of items that were sent in. It is the last line of a streamed answer; without it the answer
// was cut off.
type Summary struct {
	Done      bool     `json:"done"` // whether the whole body was read
	Created   int      `json:"created"`
	Updated   int      `json:"updated"`
	Unchanged int      `json:"unchanged"`
	Copies    int      `json:"copies"` // created or updated, and the text is another article's
	Rejected  int      `json:"rejected"`
	Problem   *Problem `json:"problem,omitempty"` // why the rest was not read
}

// Count adds an item.
func (s *Summary) Count(f corpus.Fate) {
	switch f.Status {
	case corpus.FateCreated:
		s.Created++
	case corpus.FateUpdated:
		s.Updated++
	case corpus.FateUnchanged:
		s.Unchanged++
	case corpus.FateCopy:
		s.Copies++
	default:
		s.Rejected++
	}
}

// Items is the number of items counted.
func (s *Summary) Items() int { return s.Stored() + s.Rejected }

// Stored is the number of items that are articles of the store.
func (s *Summary) Stored() int { return s.Created + s.Updated + s.Unchanged + s.Copies }

// Taken is the answer to items that were sent in, as one document: all are counted, and the first are listed.
type Taken struct {
	Summary
	Items   []corpus.Fate `json:"items"`
	LeftOut int           `json:"left_out"` // items that are counted and not listed
}
