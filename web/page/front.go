package page

import (
	"cmp"
	"io"
	"strings"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
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

// mostNewest is how many articles the front page shows, of each text one.
const mostNewest = 8

// textOf names the text of an article: the same for its copies.
func textOf(rec *corpus.Record) corpus.ID { return cmp.Or(rec.Copies.Of, rec.Article.ID) }

// Front writes the front page.
func (r *Renderer) Front(w io.Writer, c Contents) error {
	v := frontView{
		Summary: counted(c.Newest.Documents, "article") + " to search",
		Empty:   c.Newest.Documents == 0,
		Facets:  nonEmpty(facets(index.Request{}, c.Newest), "person", "country", "source"),
		Samples: samples(c.Newest),
	}
	if c.Store.Head > c.Newest.Position.Seq {
		v.Behind = "The index is still taking in the newest changes."
	}
	seen := map[corpus.ID]bool{}
	for i := range c.Newest.Results {
		result := &c.Newest.Results[i]
		if text := textOf(&result.Record); !seen[text] && len(v.Results) < mostNewest {
			seen[text] = true
			v.Results = append(v.Results, newResult(result, false))
		}
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

// samples show a newcomer what the box understands, each with a query that finds something here.
func samples(newest *index.Response) []choice {
	var texts []string
	most := func(f index.Facet) (v index.FacetValue, ok bool) {
		for _, counts := range newest.Facets {
			for _, value := range counts.Values {
				if counts.Facet == f && value.Value != "0" && (!ok || value.Count > v.Count) {
					v, ok = value, true
				}
			}
		}
		return v, ok
	}
	if v, ok := most(index.People); ok {
		texts = append(texts, query.String(query.Phrase{Field: query.Person, Text: label(index.People, v)}))
	}
	if v, ok := most(index.Countries); ok {
		texts = append(texts, "country:"+strings.ToLower(v.Value))
	}
	if v, ok := most(index.Amounts); ok {
		if least, err := corpus.ParseDecimal(v.Value); err == nil {
			texts = append(texts, "amount:>="+short(least))
		}
	}
	if len(newest.Results) > 0 {
		if month := newest.Results[0].Record.Article.Published.Month(); month != "" {
			texts = append(texts, "date:"+month)
		}
	}
	out := make([]choice, 0, len(texts))
	for _, text := range texts {
		out = append(out, choice{Label: text, Href: searchFor(text)})
	}
	return out
}
