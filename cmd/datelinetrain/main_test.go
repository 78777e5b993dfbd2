package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus/entity/person"
)

// put writes a gzipped file into the folder.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// world is a small training folder of invented sentences.
func world(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "clusters.tsv.gz", "the\t1\t2\t3\nsaid\t4\t5\t6\nann\t7\t8\t9\n")
	put(t, dir, "names/first.tsv.gz", "ann\t1\nbo\t4\n")
	put(t, dir, "names/last.tsv.gz", "lee\t1\nliang\t3\n")
	put(t, dir, "train/gmb.conll.gz", strings.Repeat("Yesterday\tO\nAnn\tB-PER\nLee\tI-PER\nsaid\tO\nso\tO\n.\tO\n\nThe\tO\nBoard\tO\nmet\tO\n.\tO\n\n", 30))
	put(t, dir, "train/gum.conll.gz", "Then\tO\nBo\tB-PER\nLiang\tI-PER\nleft\tO\n.\tO\n")
	for _, f := range folds {
		for _, set := range f.sets {
			put(t, dir, set+".jsonl.gz", `{"id":"1","text":"Yesterday Mr. Ann Liang said so.","entities":[{"start":10,"end":23,"type":"PER"}]}`+"\n")
		}
	}
	return dir
}

func TestTrain(t *testing.T) {
	t.Parallel()
	data := world(t)
	var outs [2]string
	var table strings.Builder
	for i := range outs {
		outs[i] = t.TempDir()
		args := []string{"-data", data, "-out", outs[i], "-train", "gmb,gum", "-runs", "2", "-epochs", "3", "-tables", "2"}
		table.Reset()
		if err := run(t.Context(), args, &table, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(table.String(), "uner-ewt.dev") || !strings.Contains(table.String(), "100.0") {
		t.Errorf("the report does not show that the name was found:\n%s", table.String())
	}
	for _, name := range []string{"model.bin.gz", "lexicon.bin", "PROVENANCE.md"} {
		a, err := os.ReadFile(filepath.Join(outs[0], name))
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := os.ReadFile(filepath.Join(outs[1], name)); !bytes.Equal(a, b) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	provenance, _ := os.ReadFile(filepath.Join(outs[0], "PROVENANCE.md"))
	for _, want := range []string{"Groningen", "CC BY 4.0", "-train gmb,gum -kinds", "| `gum` |"} {
		if !strings.Contains(string(provenance), want) {
			t.Errorf("PROVENANCE.md does not say %q", want)
		}
	}
	model, _ := os.ReadFile(filepath.Join(outs[0], "model.bin.gz"))
	lexicon, _ := os.ReadFile(filepath.Join(outs[0], "lexicon.bin"))
	if _, err := person.Open(model, string(lexicon)); err != nil {
		t.Error(err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	data := world(t)
	put(t, data, "train/odd.conll.gz", "Ann\tB-PER\n")
	put(t, data, "train/broken.conll.gz", "a line without a tab\n")
	for name, c := range map[string]struct{ args, want string }{
		"unknown terms": {"-train odd -runs 1", `terms of training file "odd"`},
		"no such file":  {"-measure -train nothing", "nothing.conll.gz"},
		"broken file":   {"-measure -train broken", "not a word and a tag"},
		"bad flag":      {"-epochs x", "epochs"},
		"many kinds":    {"-train gmb -kinds A,B,C,D", "4 kinds"},
	} {
		args := append([]string{"-data", data, "-out", t.TempDir()}, strings.Fields(c.args)...)
		err := run(t.Context(), args, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
