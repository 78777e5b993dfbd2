package importer_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/importer"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestCases reads every file of testdata/cases as it is and compares what comes of it, in words, with the
// file of the same name and ".golden". A new oddity costs one file and a run with -update.
func TestCases(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/cases/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".golden") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			got := dump(t, read(t, importer.Options{}, nil, file))
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// result is what a reading yielded, in order: items and reports.
type result struct {
	Raw   corpus.Raw
	Aside *corpus.SetAside
}

// read imports paths and fails the test on an error that ends the reading.
func read(t *testing.T, o importer.Options, stdin io.Reader, paths ...string) []result {
	t.Helper()
	im, err := importer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	var all []result
	for raw, err := range im.Read(t.Context(), stdin, paths...) {
		var aside *corpus.SetAside
		switch {
		case errors.As(err, &aside):
			all = append(all, result{Aside: aside})
		case err != nil:
			t.Fatal(err)
		default:
			all = append(all, result{Raw: raw})
		}
	}
	return all
}

// labels prints labels in their order.
func labels(list []corpus.Label) string {
	var all []string
	for _, l := range list {
		all = append(all, l.Kind+"="+l.Value)
	}
	return strings.Join(all, "; ")
}

// dump prints results one field per line.
func dump(t *testing.T, results []result) string {
	t.Helper()
	var b strings.Builder
	for _, r := range results {
		if r.Aside != nil {
			fmt.Fprintf(&b, "set aside %s (line %d)\n  %s\n", filepath.Base(r.Aside.Place), r.Aside.Line, r.Aside.Reason)
			continue
		}
		raw := r.Raw
		fmt.Fprintf(&b, "item %s (line %d)\n", filepath.Base(raw.Place), raw.Line)
		for _, f := range []struct{ name, value string }{
			{"id", raw.ExternalID},
			{"url", raw.URL},
			{"source", strings.Trim(fmt.Sprint(raw.Source), "{} ")},
			{"title", raw.Title},
			{"text", raw.Text},
			{"html", string(raw.HTML)},
			{"charset", raw.Charset},
			{"fragment", raw.Fragment},
			{"authors", strings.Join(raw.Authors, "; ")},
			{"published", raw.Published},
			{"modified", raw.Modified},
			{"image", raw.Image},
			{"labels", labels(raw.Labels)},
			{"fetched", fetched(raw)},
			{"language", raw.Language},
			{"original", raw.Original.MediaType + " " + string(raw.Original.Bytes)},
		} {
			if f.value != "" {
				fmt.Fprintf(&b, "  %s: %q\n", f.name, f.value)
			}
		}
	}
	return b.String()
}

func fetched(raw corpus.Raw) string {
	if raw.Fetched.IsZero() {
		return ""
	}
	return raw.Fetched.Format(time.RFC3339)
}
