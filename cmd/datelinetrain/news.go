package main

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus/entity/person/crf"
)

// The folder news holds invented news, written for training, since clean news that may train shipped weights is scarce. A
// line "=====" parts the articles of a file, the first line of an article is its headline, and the names are marked: "{P:a
// person}", without title and possessive, "{L:a place}" and "{O:an organisation}".

//go:embed news/*.txt
var newsFiles embed.FS

// invented is the name of the training file that these articles are.
const invented = "news"

var nameMark = regexp.MustCompile(`\{([PLO]):([^{}]*)\}`)

var kindOfMark = map[string]string{"P": "PER", "L": "LOC", "O": "ORG"}

// markedName is bytes [start, end) of a text.
type markedName struct {
	start, end int
	kind       string
}

// inventedDocs returns the invented articles, in the order of their files.
func inventedDocs() ([]document, error) {
	paths, err := fs.Glob(newsFiles, "news/*.txt")
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	var docs []document
	for _, path := range paths {
		b, err := newsFiles.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for article := range strings.SplitSeq(string(b), "\n=====\n") {
			doc, err := parseMarked(strings.TrimSpace(article))
			if err != nil {
				headline, _, _ := strings.Cut(article, "\n")
				return nil, fmt.Errorf("%s, %q: %w", path, headline, err)
			}
			docs = append(docs, doc)
		}
	}
	return docs, nil
}

// parseMarked tags the words of a marked text. A word that only partly is a name ("Lagos-based") is none; where such a
// word has no hyphen the mark is an error.
func parseMarked(marked string) (document, error) {
	text, names := unmark(marked)
	if i := strings.IndexAny(text, "{}"); i >= 0 {
		return nil, fmt.Errorf("a mark is not closed, or none: %q", excerpt(text[i:]))
	}
	var doc document
	next := 0
	for _, sentence := range crf.Split(text) {
		var e crf.Example
		for _, token := range sentence {
			for next < len(names) && names[next].end <= token.Start {
				next++
			}
			tag := "O"
			if next < len(names) {
				var ok bool
				if tag, ok = names[next].tag(token); !ok {
					return nil, fmt.Errorf("%q is partly in the mark of %q", token.Text, text[names[next].start:names[next].end])
				}
			}
			e.Words, e.Tags = append(e.Words, token.Text), append(e.Tags, tag)
		}
		doc = append(doc, e)
	}
	return doc, nil
}

// tag returns the tag of a token, and false if the name ends inside of it.
func (n markedName) tag(token crf.Token) (string, bool) {
	switch {
	case token.End <= n.start || token.Start >= n.end:
		return "O", true
	case token.Start < n.start || token.End > n.end:
		return "O", strings.ContainsAny(token.Text, "-–/'’.")
	case token.Start == n.start:
		return "B-" + n.kind, true
	}
	return "I-" + n.kind, true
}

func unmark(marked string) (text string, names []markedName) {
	var b strings.Builder
	at := 0
	for _, m := range nameMark.FindAllStringSubmatchIndex(marked, -1) {
		b.WriteString(marked[at:m[0]])
		start := b.Len()
		b.WriteString(marked[m[4]:m[5]])
		names = append(names, markedName{start, b.Len(), kindOfMark[marked[m[2]:m[3]]]})
		at = m[1]
	}
	b.WriteString(marked[at:])
	return b.String(), names
}

// excerpt returns the first characters of a text.
func excerpt(s string) string {
	end := min(len(s), 40)
	for end > 0 && end < len(s) && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}
