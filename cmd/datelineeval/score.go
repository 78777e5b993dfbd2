package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

var scorer = filepath.Join("score", "score.py")

// row is what the scorer says of one set. Values are numbers but for "set", "task", "main" and "error".
type row map[string]any

func (r row) text(key string) string {
	s, _ := r[key].(string)
	return s
}

func (r row) number(key string) (float64, bool) {
	n, ok := r[key].(float64)
	return n, ok
}

// score runs the scorer for a task and returns its rows.
func score(ctx context.Context, o *options, task, file string, stderr io.Writer) ([]row, error) {
	c := exec.CommandContext(ctx, "python3", filepath.Join(o.shared, scorer), task, "--bin", o.bin, "--data", filepath.Join(o.shared, "data"), "--json", file)
	c.Stderr = stderr
	runErr := c.Run()
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, errors.Join(runErr, err)
	}
	var rows []row
	if err := json.Unmarshal(b, &rows); err != nil {
		return nil, errors.Join(runErr, fmt.Errorf("reading what the scorer wrote: %w", err))
	}
	return rows, runErr
}

// A column of the scorer that goes into the table, and how it is called there.
type column struct{ key, name string }

var columns = map[string][]column{
	"people": {{"P", "exact spans, precision"}, {"R", "exact spans, recall"}, {"F1", "exact spans, F1"}, {"name_F1", "full names of an article, F1"},
		{"name_R", "full names, recall"}, {"name_P", "full names, precision"}},
	"countries": {{"P", "countries of an article, precision"}, {"R", "recall"}, {"F1", "F1"}, {"abroad_F1", "F1 without the United States"},
		{"docs_exact", "articles with exactly the right countries"}},
	"amounts": {{"span_F1", "spans, F1"}, {"all_F1", "span, value and currency, F1"}, {"value_currency", "value and currency found"},
		{"cases_right", "sentences with everything right and nothing more"}},
	"extract":   {{"body_F1", "body, F1"}, {"title", "title exact"}, {"date", "day right"}, {"author_F1", "authors, F1"}},
	"relevance": {{"MAP", "mean average precision"}, {"nDCG_10", "nDCG at 10"}},
}

// only limits the columns of sets for which the others say nothing.
var only = map[string][]string{
	"people/seeds":              {"F1", "name_R", "name_P"},
	"people/reuters people dev": {"R"},
	"countries/seeds":           {"F1"},
	"amounts/seeds":             {"all_F1"},
}

// labelled is the set whose gold is labels and no spans.
const labelled = "people/reuters people dev"

// linesOf turns rows into lines of the table, in the order of the columns.
func linesOf(task string, rows []row) (lines []line) {
	for _, r := range rows {
		set := r.text("set")
		if r.text("error") != "" {
			lines = append(lines, line{task: task, set: set, measure: "failed"})
			continue
		}
		for _, c := range columns[task] {
			n, ok := r.number(c.key)
			if !ok || !wanted(task+"/"+set, task, c.key) {
				continue
			}
			name := task + "/" + set + "/" + c.key
			if task+"/"+set == labelled {
				c.name = "people labelled, recall"
			}
			lines = append(lines, line{task: task, set: set, measure: c.name, value: fmt.Sprintf("%.1f", 100*n), aim: aims[name], peers: peers[name]})
		}
	}
	return lines
}

func wanted(name, task, key string) bool {
	keys, limited := only[name]
	if !limited {
		return task != "people" || key != "name_R" && key != "name_P"
	}
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

var trainFlag = regexp.MustCompile(`-train ([\w.,-]+)`)

// trainedOn returns the sets whose articles trained the shipped weights, as the weights' own provenance says.
func trainedOn(root string) (map[string]bool, error) {
	b, err := os.ReadFile(filepath.Join(root, "corpus", "entity", "person", "data", "PROVENANCE.md"))
	if err != nil {
		return nil, fmt.Errorf("reading what trained the weights: %w", err)
	}
	m := trainFlag.FindSubmatch(b)
	if m == nil {
		return nil, errors.New("the weights' PROVENANCE.md names no training files")
	}
	sets := map[string]bool{}
	for file := range strings.SplitSeq(string(m[1]), ",") {
		// The dev set of the same articles has the name of the file; other files train on parts that are no set here.
		sets["people/"+strings.ReplaceAll(file, "-", " ")] = true
	}
	return sets, nil
}
