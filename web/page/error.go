package page

import (
	"io"

	"dateline/index"
	"dateline/index/query"
)

// Failure is an error as a reader sees it.
type Failure struct {
	Status int
	Title  string
	Detail string
	Hint   string     // what to do, "" if nothing is known
	Query  string     // the text in the search box
	Pos    *query.Pos // where in Query, nil if nowhere
}

type errorView struct {
	Failure
	Place *Place
}

// Error writes the page of an error.
func (r *Renderer) Error(w io.Writer, f Failure) error {
	v := errorView{Failure: f}
	if f.Pos != nil {
		p := place(f.Query, *f.Pos)
		v.Place = &p
	}
	return r.render(w, "error", frame{Title: f.Title, Text: f.Query, View: v})
}

func searchFor(text string) string { return SearchLink(index.Request{Text: text}) }
