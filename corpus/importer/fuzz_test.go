package importer_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/importer"
)

// maxHeader is what a CSV row's Original may hold beside the row.
const maxHeader = 256 << 10

// bounded imports b and fails if the output is not bounded by the input: a report or an item takes at
// least a byte, and no item's Original is longer than its input.
func bounded(t *testing.T, format importer.Format, b []byte) []result {
	t.Helper()
	im, err := importer.New(importer.Options{Format: format, Limits: importer.Limits{Record: 64 << 10, Unpacked: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	var all []result
	for raw, err := range im.Read(t.Context(), bytes.NewReader(b), "-") {
		var aside *corpus.SetAside
		if err != nil && !errors.As(err, &aside) {
			t.Fatal(err)
		}
		all = append(all, result{Raw: raw, Aside: aside})
		if aside == nil && len(raw.Original.Bytes) > 64<<10+maxHeader {
			t.Fatalf("an item of %d bytes", len(raw.Original.Bytes))
		}
		if strings.ContainsAny(raw.Place, "\n\x00") {
			t.Fatalf("place %q", raw.Place)
		}
	}
	if len(all) > len(b)+1 {
		t.Fatalf("%d results of %d bytes", len(all), len(b))
	}
	return all
}

// again fails unless every item's Original, imported on its own, gives the item again. Left out is an item that
// has control characters, because on its own it may have too many of them for text, one without an end tag, which on its own
// looks cut short, and one whose columns have to be guessed where the other rows are missing.
func again(t *testing.T, format importer.Format, all []result) {
	t.Helper()
	for _, r := range all {
		if r.Aside != nil || bytes.ContainsFunc(r.Raw.Original.Bytes, func(c rune) bool { return c < ' ' && c != '\n' }) {
			continue
		}
		if guessed(t, format, r.Raw.Original.Bytes) {
			continue
		}
		once := bounded(t, format, r.Raw.Original.Bytes)
		if len(once) == 1 && once[0].Aside != nil && strings.Contains(once[0].Aside.Reason, "in the middle of it") {
			continue
		}
		if len(once) != 1 || once[0].Aside != nil || once[0].Raw.Title != r.Raw.Title || once[0].Raw.Text != r.Raw.Text {
			t.Fatalf("%q gives %q and not %q again", r.Raw.Original.Bytes, outline(once), r.Raw.Title)
		}
	}
}

// guessed reports whether what a column is in b had to be guessed.
func guessed(t *testing.T, format importer.Format, b []byte) (yes bool) {
	t.Helper()
	im, err := importer.New(importer.Options{Format: format, Mapped: func(m importer.Mapping) { yes = yes || m.Guessed() || !m.HasText() }})
	if err != nil {
		t.Fatal(err)
	}
	for range im.Read(t.Context(), bytes.NewReader(b), "-") {
	}
	return yes
}

// seeds adds the test cases with one of the extensions (all if none is given).
func seeds(f *testing.F, exts ...string) {
	f.Helper()
	files, err := filepath.Glob("testdata/cases/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		ext := filepath.Ext(file)
		if ext == ".golden" || len(exts) > 0 && !strings.Contains(strings.Join(exts, " "), ext) {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
}

func FuzzSniffed(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, "", b) })
}

func FuzzText(f *testing.F) {
	seeds(f, ".txt")
	f.Fuzz(func(t *testing.T, b []byte) { again(t, importer.Text, bounded(t, importer.Text, b)) })
}

func FuzzHTML(f *testing.F) {
	seeds(f, ".xml", ".txt")
	f.Fuzz(func(t *testing.T, b []byte) { again(t, importer.HTML, bounded(t, importer.HTML, b)) })
}

func FuzzJSON(f *testing.F) {
	seeds(f, ".json", ".jsonl")
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.JSON, b) })
}

func FuzzJSONL(f *testing.F) {
	seeds(f, ".json", ".jsonl")
	f.Fuzz(func(t *testing.T, b []byte) {
		if all := bounded(t, importer.JSONL, b); !guessed(t, importer.JSONL, b) {
			again(t, importer.JSONL, all)
		}
	})
}

func FuzzCSV(f *testing.F) {
	seeds(f, ".csv", ".tsv")
	f.Fuzz(func(t *testing.T, b []byte) {
		if all := bounded(t, importer.CSV, b); !guessed(t, importer.CSV, b) {
			again(t, importer.CSV, all)
		}
	})
}

// FuzzArchive lets archive/zip, archive/tar and compress/gzip meet damaged input.
func FuzzArchive(f *testing.F) {
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, "", b) })
}
