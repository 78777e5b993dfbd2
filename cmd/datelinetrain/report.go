package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"dateline/corpus"
	"dateline/corpus/entity/person"
)

// fold is training files that are left out together, because they are of the same corpus as the sets that are then measured.
type fold struct {
	without, sets []string
}

// folds are measured one by one, each with weights of its own; the last one with the weights that are written.
var folds = []fold{
	{[]string{"gum", "gum-news"}, []string{"gum-news"}},
	{[]string{"wikigold"}, []string{"wikigold"}},
	{[]string{"crossner-politics.train", "crossner-politics.dev"}, []string{"crossner-politics.test"}},
	{nil, []string{"uner-ewt.dev", "gmb.dev", "re3d", "wnut17.dev"}},
}

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

// report writes precision, recall and F1 of exact spans on each set of a fold, a line each.
func report(w io.Writer, data string, f fold, model, lexicon []byte) error {
	tagger, err := person.Open(model, string(lexicon))
	if err != nil {
		return err
	}
	for _, set := range f.sets {
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
		without := strings.Join(f.without, ", ")
		if without == "" {
			without = "-"
		}
		p, r := ratio(n.hit, n.found), ratio(n.hit, n.gold)
		fmt.Fprintf(w, "%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t\n", set, without, n.gold, p, r, 2*p*r/max(1, p+r))
	}
	return nil
}

// newTable returns a writer of the lines of reports with their heading, to be flushed.
func newTable(w io.Writer) *tabwriter.Writer {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "set\ttrained without\tpeople\tP\tR\tF1\t")
	return t
}

func (n *tally) add(r record, people []corpus.Person) {
	at := offsets(r.Text)
	want := map[[2]int]int{}
	for _, e := range r.Entities {
		if e.Type == "PER" {
			start, end := bare(r.Text, at[e.Start], at[e.End])
			want[[2]int{start, end}]++
			n.gold++
		}
	}
	for _, p := range people {
		for _, m := range p.Mentions {
			start, end := bare(r.Text, at[m.Start], at[m.End])
			n.found++
			if want[[2]int{start, end}] > 0 {
				want[[2]int{start, end}]--
				n.hit++
			}
		}
	}
}

// offsets returns the byte of each code point of text, and its length.
func offsets(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

func ratio(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }
