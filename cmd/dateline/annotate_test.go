package main

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write golden files")

// Each file of testdata/explain is an input; beside it stands what is explained of it. Read what -update writes.
func TestExplain(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/explain/*.txt")
	if err != nil || len(paths) < 2 {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	for _, path := range paths {
		in, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := mustCLI(t, string(in), "annotate", "--explain")
		for line := range strings.Lines(got) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > defaultWidth {
				t.Errorf("%s: a line of %d columns: %s", path, n, line)
			}
		}
		golden := strings.TrimSuffix(path, ".txt") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// The words of a mention stand in every explanation, however narrow it is.
func TestExplainNarrow(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 40) + "Peru" + strings.Repeat(" 政府星期三ABCDEFGHIJ", 20)
	for _, width := range []int{leastWidth, 80, mostWidth} {
		a := annotatedOf(t, `{"text": "`+long+`"}`)
		got := string(explain(&a, width, func(string) string { return "" }))
		if !strings.Contains(got, "[Peru]") {
			t.Errorf("%d: no mention in %s", width, got)
		}
		for line := range strings.Lines(got) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d: a line of %d columns: %s", width, n, line)
			}
		}
	}
}

func annotatedOf(t *testing.T, line string) annotated {
	t.Helper()
	stdout, _ := mustCLI(t, line+"\n", "annotate", "--raw")
	var a annotated
	if err := json.Unmarshal([]byte(stdout), &a); err != nil {
		t.Fatalf("%v: %s", err, stdout)
	}
	return a
}

func TestAnnotateLanguage(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		`{"text": "El gobierno anunció ayer un plan de ayuda para los agricultores."}`:                     "es people",
		`{"text": "The government announced a plan to help farmers."}`:                                     "en ",
		`{"text": "Norwind 3, Harwick 1"}`:                                                                 " ",
		`{"text": "Norwind 3, Harwick 1", "language": "pt-BR"}`:                                            "pt people",
		`{"text": "政府星期三宣布拨款帮助农民。", "language": "en"}`:                                                     "zh people",
		`{"title": "Le ministre démissionne", "text": "Il a quitté ses fonctions mardi, selon l'Élysée."}`: "fr people",
	} {
		a := annotatedOf(t, line)
		if got := a.Language + " " + strings.Join(a.RulesOnly, " "); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
