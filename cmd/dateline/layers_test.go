package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says, for each top-level folder, which of our own it may import. Everything
// points down to corpus; cmd wires.
var layers = map[string][]string{
	"docs":   {},
	"corpus": {"corpus"},
	"index":  {"index", "corpus"},
	"crawl":  {"crawl", "corpus"},
	"web":    {"web", "index", "corpus", "docs"},
	"cmd":    {"web", "index", "crawl", "corpus", "docs"},
}

// rules narrow the layers for single packages: nothing of ours but what is listed.
var rules = map[string][]string{
	"corpus":         {},
	"corpus/byline":  {"corpus"},
	"corpus/clean":   {"corpus", "corpus/byline"},
	"corpus/sqldb":   {"corpus"},
	"crawl/fetch":    {"corpus"},
	"crawl/robots":   {"corpus", "corpus/when"},
	"crawl/sitemap":  {"corpus", "corpus/when"},
	"index/analysis": {},
	"index/query":    {},
	"index/snippet":  {},
}

const longestChain = 4

// imports returns, for each of our packages, those of ours that it imports outside tests.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	root := filepath.Join("..", "..")
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		found[pkg] = append(found[pkg], nil...)
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(name, "dateline/"); ok && !slices.Contains(found[pkg], ours) {
				found[pkg] = append(found[pkg], ours)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func top(pkg string) string {
	first, _, _ := strings.Cut(pkg, "/")
	return first
}

func TestLayers(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		allowed, known := layers[top(pkg)]
		if !known {
			t.Errorf("%s: a top-level folder that layers does not know", pkg)
		}
		for _, other := range list {
			if !slices.Contains(allowed, top(other)) {
				t.Errorf("%s imports %s: %s may import only %v", pkg, other, top(pkg), allowed)
			}
			if only, ok := rules[pkg]; ok && !slices.Contains(only, other) {
				t.Errorf("%s imports %s: it may import only %v", pkg, other, only)
			}
		}
	}
}

// Test packages hold conformance suites; only tests may import them.
func TestSuitesStayInTests(t *testing.T) {
	t.Parallel()
	for pkg, list := range imports(t) {
		for _, other := range list {
			if strings.HasSuffix(other, "test") && !strings.HasSuffix(pkg, "test") {
				t.Errorf("%s imports the test suite %s outside its tests", pkg, other)
			}
		}
	}
}

func TestLongestChain(t *testing.T) {
	t.Parallel()
	all := imports(t)
	var chain func(pkg string) []string
	chain = func(pkg string) []string {
		var longest []string
		for _, other := range all[pkg] {
			if c := chain(other); len(c) > len(longest) {
				longest = c
			}
		}
		return append([]string{pkg}, longest...)
	}
	for pkg := range all {
		if c := chain(pkg); len(c)-1 > longestChain {
			t.Errorf("%d imports in a row, at most %d: %s", len(c)-1, longestChain, strings.Join(c, " → "))
		}
	}
}
