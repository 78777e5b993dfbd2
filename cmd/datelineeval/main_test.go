package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinesOf(t *testing.T) {
	t.Parallel()
	got := linesOf("people", []row{
		{"set": "uner-ewt dev", "P": 0.7951, "R": 0.778, "F1": 0.786, "name_F1": 0.865, "name_R": 0.859, "main": "F1"},
		{"set": "seeds", "P": 1.0, "R": 1.0, "F1": 1.0, "name_R": 1.0, "name_P": 1.0, "name_F1": 1.0},
		{"set": "re3d", "error": "broken"},
	})
	want := []line{
		{"people", "uner-ewt dev", "exact spans, precision", "79.5", "", ""},
		{"people", "uner-ewt dev", "exact spans, recall", "77.8", "", ""},
		{"people", "uner-ewt dev", "exact spans, F1", "78.6", "", peers["people/uner-ewt dev/F1"]},
		{"people", "uner-ewt dev", "full names of an article, F1", "86.5", "", ""},
		{"people", "seeds", "exact spans, F1", "100.0", "", ""},
		{"people", "seeds", "full names, recall", "100.0", "14 of 14", peers["people/seeds/name_R"]},
		{"people", "seeds", "full names, precision", "100.0", "nobody else", ""},
		{"people", "re3d", "failed", "", "", ""},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(line{})); diff != "" {
		t.Error(diff)
	}
}

// Figures of peers and limits of columns are for columns that are in the table.
func TestPeersHaveColumns(t *testing.T) {
	t.Parallel()
	known := func(task, key string) bool {
		return task == speedTask || slices.ContainsFunc(columns[task], func(c column) bool { return c.key == key })
	}
	names := append(slices.Collect(maps.Keys(peers)), slices.Collect(maps.Keys(aims))...)
	for _, name := range names {
		task, rest, _ := strings.Cut(name, "/")
		if key := rest[strings.LastIndexByte(rest, '/')+1:]; !known(task, key) {
			t.Errorf("no column for %s", name)
		}
	}
	for name, keys := range only {
		task, _, _ := strings.Cut(name, "/")
		for _, key := range keys {
			if !known(task, key) {
				t.Errorf("%s: no column %s", name, key)
			}
		}
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	report := table{trained: map[string]bool{"people/wikigold": true}, lines: []line{
		{"people", "wikigold", "F1", "95.2", "", ""}, {"people", "wikigold", "R", "96.4", "", ""}, {"size", "", "MB", "4.8", "≤ 8", "CoreNLP 32"},
	}}
	want := `|        | set                   | measure | Dateline | aim | others on the same set |
|--------|-----------------------|---------|---------:|-----|------------------------|
| people | wikigold (trained on) | F1      |     95.2 |     |                        |
|        |                       | R       |     96.4 |     |                        |
| size   |                       | MB      |      4.8 | ≤ 8 | CoreNLP 32             |
`
	if diff := cmp.Diff(want, report.markdown()); diff != "" {
		t.Error(diff)
	}
}

func TestWritePage(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "page.md")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("before\n" + tableBegins + "old\n" + tableEnds + "after\n")
	if err := writePage(path, "| new |\n", "Measured today."); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if want := "before\n" + tableBegins + "Measured today.\n\n| new |\n" + tableEnds + "after\n"; err != nil || string(b) != want {
		t.Errorf("%v: %q", err, b)
	}
	write("no marks\n")
	if err := writePage(path, "| new |\n", ""); err == nil {
		t.Error("a page without marks was written")
	}
}

// The page of this repository has the lines between which the table is written.
func TestPage(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(page)))
	if err != nil || strings.Count(string(b), tableBegins) != 1 || strings.Count(string(b), tableEnds) != 1 {
		t.Errorf("%s: %v", page, err)
	}
}

func TestTrainedOn(t *testing.T) {
	t.Parallel()
	sets, err := trainedOn(filepath.Join("..", ".."))
	if err != nil || !sets["people/wikigold"] || !sets["people/gum news"] || sets["people/uner-ewt dev"] || sets["people/gmb dev"] {
		t.Errorf("%v, %v", sets, err)
	}
}

func TestSpeed(t *testing.T) {
	t.Parallel()
	texts := []text{{"Kenya Fines Builder", "Officials in Nairobi said Martha Otieno owed more than $2 million."}}
	lines, err := speeds(texts)
	if err != nil || len(lines) != 4 {
		t.Fatalf("%v, %v", lines, err)
	}
	if n, err := embedded(filepath.Join("..", "..")); err != nil || n < 1<<20 || n > 8e6 {
		t.Errorf("%d bytes embedded, %v; at most 8 MB", n, err)
	}
}

func TestArguments(t *testing.T) {
	t.Parallel()
	shared := t.TempDir()
	if err := os.MkdirAll(filepath.Join(shared, "score"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(shared, scorer), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		ok   bool
	}{
		{[]string{"--shared", shared}, true},
		{[]string{"--shared", shared, "people", "speed"}, true},
		{[]string{"--shared", shared, "--write"}, true},
		{[]string{"--shared", shared, "--write", "people"}, false},
		{[]string{"--shared", shared, "stories"}, false},
		{[]string{"--shared", t.TempDir()}, false},
		{[]string{"--shared", shared, "--unknown"}, false},
	} {
		o, err := parse(c.args, new(strings.Builder))
		if (err == nil) != c.ok || c.ok && len(o.tasks) == 0 {
			t.Errorf("%v: %+v, %v", c.args, o, err)
		}
	}
}
