package page

import (
	"io"

	"dateline/corpus"
	"dateline/index"
)

// Contents is what the front page shows: the newest articles with the counts of all,
// and how many changes of the store the index has not followed yet.
type Contents struct {
	Newest *index.Response
	Store  corpus.Info
}

type frontView struct {
	Summary string
	Behind  string
	Results []resultView
	Facets  []facetView
	Empty   bool
	Samples []choice
}

// Front writes the front page.
func (r *Renderer) Front(w io.Writer, c Contents) error {
	v := frontView{
		Summary: counted(c.Newest.Documents, "article") + " to search",
		Empty:   c.Newest.Documents == 0,
		Facets:  nonEmpty(facets(index.Request{}, c.Newest), "person", "country", "source"),
		Samples: samples(),
	}
	if c.Store.Head > c.Newest.Position.Seq {
		v.Behind = "The index is still taking in the newest changes."
	}
	for i := range c.Newest.Results {
		v.Results = append(v.Results, newResult(&c.Newest.Results[i]))
	}
	return r.render(w, "front", frame{Title: "Dateline", Front: true, View: v})
}

func nonEmpty(all []facetView, keys ...string) []facetView {
	var out []facetView
	for _, key := range keys {
		for _, f := range all {
			if f.Key == key && len(f.Values) > 0 {
				f.Values = f.Values[:min(len(f.Values), 10)]
				out = append(out, f)
			}
		}
	}
	return out
}

// samples show a newcomer what the box understands.
func samples() []choice {
	texts := []string{`"central bank"`, `country:kp`, `amount:>=1m`, `title:election`, `date:2025-01`}
	out := make([]choice, 0, len(texts))
	for _, text := range texts {
		out = append(out, choice{Label: text, Href: searchFor(text)})
	}
	return out
}
