package sharedtest

import (
	"bufio"
	"compress/gzip"
	"iter"
	"os"
	"path/filepath"
	"testing"
)

// Path returns the path of a file or folder of the shared data, given with slashes, such as "data/seeds". The
// data is the folder "shared" beside the repository, or the one that DATELINE_SHARED names. Where it is missing
// the test is skipped; with CI=true it fails.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(root(t), filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("shared data: %v", err)
		}
		t.Skipf("shared data: %v", err)
	}
	return path
}

// Lines returns the lines of a gzipped file of the shared data, such as JSON lines, each valid until the next. A
// file that is missing or broken ends the test as Path says, or fails it.
func Lines(t testing.TB, name string) iter.Seq[[]byte] {
	t.Helper()
	path := Path(t, name)
	return func(yield func([]byte) bool) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			if !yield(lines.Bytes()) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
}

func root(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv("DATELINE_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared")
		}
	}
	t.Fatal("shared data: no go.mod above the test's folder")
	return ""
}
