package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"dateline/corpus"
	"dateline/corpus/entity/person"
)

// heldOutSets are measured after training: articles with the spans of their people.
var heldOutSets = []string{"gum-news", "wikigold", "crossner-politics.test", "uner-ewt.dev", "gmb.dev", "re3d", "wnut17.dev"}

type record struct {
	Text     string `json:"text"`
	Entities []span `json:"entities"`
}

type span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

// tally counts the names of a set.
type tally struct {
	gold, found, hit int
}

// report prints precision, recall and F1 of exact spans on each held-out set.
func report(w io.Writer, data string, model, lexicon []byte) error {
	tagger, err := person.Open(model, string(lexicon))
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "set\tpeople\tP\tR\tF1\t")
	for _, set := range heldOutSets {
		var n tally
		err := lines(filepath.Join(data, set+".jsonl.gz"), func(line string) error {
			var r record
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				return err
			}
			n.add(r, tagger.Find("", r.Text))
			return nil
		})
		if err != nil {
			return err
		}
		p, r := ratio(n.hit, n.found), ratio(n.hit, n.gold)
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.1f\t%.1f\t\n", set, n.gold, p, r, 2*p*r/max(1, p+r))
	}
	return t.Flush()
}

func (n *tally) add(r record, people []corpus.Person) {
	want := map[span]bool{}
	for _, e := range r.Entities {
		if e.Type == "PER" {
			want[e] = true
		}
	}
	n.gold += len(want)
	for _, p := range people {
		for _, m := range p.Mentions {
			n.found++
			if matches(want, m.Start, m.End) {
				n.hit++
			}
		}
	}
}

// maxTitle is how many code points of titles may stand before a name inside a gold span.
const maxTitle = 40

// matches reports whether a gold span is the found one, or the found one with a title before it or a possessive after it.
func matches(want map[span]bool, start, end int) bool {
	for s := range want {
		if s.End >= end && s.End <= end+2 && s.Start <= start && start-s.Start <= maxTitle {
			return true
		}
	}
	return false
}

func ratio(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
