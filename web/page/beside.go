package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
)

// Copy is another article that carries the text of the one shown.
type Copy struct {
	Article *corpus.Article
	Source  corpus.Source
	Alike   float64 // how similar its text is to that of the one shown, 1 for the same words, 0 where not known
}

// labels are the tags of one kind that the source gave.
type labels struct {
	Kind   string
	Values []string
}

// origin is a field of an article, and which rule found it: by name and, where there are any, in words.
type origin struct{ Field, Rule, Text string }

// sameText is a copy for the eye.
type sameText struct {
	Source, Title, Href string
	Language            string
	Published           When
	Nearly              string // how much of the text is the same, "" for all
}

const (
	fewAddresses  = 3  // more are folded
	mostAddresses = 50 // more are counted
)

// addBeside adds what stands beside the text.
func (v *articleView) addBeside(s *Story, g Glossary) {
	a := &s.Record.Article
	if a.Modified.Known() && a.Modified.String() != a.Published.String() {
		v.Modified = when(a.Modified)
	}
	v.Image = webURL(a.Image)
	v.Labels = labelsOf(a.Labels)
	v.Origins = originsOf(a, g)
	for _, address := range s.Addresses {
		if address != a.URL && webURL(address) != "" {
			v.Addresses = append(v.Addresses, address)
		}
	}
	v.MoreAddresses = max(0, len(v.Addresses)-mostAddresses)
	v.Addresses = v.Addresses[:len(v.Addresses)-v.MoreAddresses]
	if n := len(v.Addresses); n > fewAddresses {
		v.Addresses, v.Folded = v.Addresses[:fewAddresses], v.Addresses[fewAddresses:]
	}
	v.addCopies(s)
}

func (v *articleView) addCopies(s *Story) {
	outlets := map[string]bool{s.Record.Source.Key(): true}
	apart := true // each at an outlet of its own
	for _, c := range s.Copies {
		t := sameText{Source: sourceName(c.Source), Title: titleOf(c.Article.Title), Href: articlePath(c.Article.ID), Language: c.Article.Language, Published: when(c.Article.Published)}
		switch {
		case c.Alike == 0:
			t.Nearly = "nearly the same"
		case c.Alike < 1:
			t.Nearly = fmt.Sprintf("about %d %% alike", min(99, int(100*c.Alike)))
		}
		v.Copies = append(v.Copies, t)
		key := c.Source.Key()
		apart = apart && key != "" && !outlets[key]
		outlets[key] = true
	}
	n := len(s.Copies) + s.MoreCopies
	v.MoreCopies = s.MoreCopies
	if n == 0 {
		return
	}
	v.CopiesTitle = "The same text in " + number(n) + " other " + noun(n, "article", "articles")
	if apart && s.MoreCopies == 0 {
		v.CopiesTitle = "The same text at " + number(n) + " other " + noun(n, "outlet", "outlets")
	}
}

var labelKinds = map[string]string{
	"section": "Section", "keyword": "Keywords", "topic": "Topics", "place": "Places", "person": "People", "organisation": "Organisations",
	"exchange": "Exchanges", "event": "Events",
}

// labelsOf groups labels by kind, in the order in which the kinds first appear, the section first.
func labelsOf(given []corpus.Label) []labels {
	var out []labels
	for _, l := range given {
		kind := cmp.Or(labelKinds[l.Kind], capital(l.Kind))
		i := slices.IndexFunc(out, func(g labels) bool { return g.Kind == kind })
		if i < 0 {
			i = len(out)
			out = append(out, labels{Kind: kind})
		}
		out[i].Values = append(out[i].Values, l.Value)
	}
	slices.SortStableFunc(out, func(a, b labels) int {
		return cmp.Compare(rank(a.Kind), rank(b.Kind))
	})
	return out
}

func rank(kind string) int {
	if kind == labelKinds["section"] {
		return 0
	}
	return 1
}

func capital(s string) string {
	if s == "" {
		return "Labels"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var originFields = []struct{ field, name string }{
	{"title", "Title"}, {"authors", "Authors"}, {"body", "Text"}, {"language", "Language"}, {"url", "Address"}, {"source", "Outlet"},
	{"section", "Section"}, {"keyword", "Keywords"}, {"image", "Lead image"},
}

// originsOf lists which rules found the fields of an article.
func originsOf(a *corpus.Article, g Glossary) []origin {
	var out []origin
	add := func(name, rule string) {
		if rule != "" {
			out = append(out, origin{name, rule, g.Rule("field", rule)})
		}
	}
	for _, f := range originFields {
		add(f.name, a.Rules[f.field])
		if f.field == "authors" {
			add("Date of publication", a.Published.From)
			add("Date of the last change", a.Modified.From)
		}
	}
	return out
}
