package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseMarked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, marked, want string }{
		{"possessive", "{P:Ann Lee}'s firm", "Ann/B-PER Lee/I-PER 's/O firm/O"},
		{"neighbours", "{P:Ann Lee} {P:Bo Lee} ({L:Peru})", "Ann/B-PER Lee/I-PER Bo/B-PER Lee/I-PER (/O Peru/B-LOC )/O"},
		{"over a line end", "by {P:Ann\nLee} of\nthe {O:Lee Bank}", "by/O Ann/B-PER Lee/I-PER of/O the/O Lee/B-ORG Bank/I-ORG"},
		{"initials", "{P:J.K. Lee, Jr.} left", "J.K./B-PER Lee/I-PER ,/I-PER Jr./I-PER left/O"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc, err := parseMarked(c.marked)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range doc {
				for i, w := range e.Words {
					got = append(got, w+"/"+e.Tags[i])
				}
			}
			if d := cmp.Diff(c.want, strings.Join(got, " ")); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestParseMarkedRefuses(t *testing.T) {
	t.Parallel()
	for _, marked := range []string{"{P:Ann Lee left", "Ann Lee} left", "{X:Ann} left", "Mac{P:Ann} left"} {
		if _, err := parseMarked(marked); err == nil {
			t.Errorf("%q was taken", marked)
		}
	}
}

func TestInventedArticles(t *testing.T) {
	t.Parallel()
	docs, err := inventedDocs()
	if err != nil {
		t.Fatal(err)
	}
	words, names := 0, 0
	for _, doc := range docs {
		for _, e := range doc {
			words += len(e.Words)
			names += len(people(e.Tags))
		}
	}
	if len(docs) < 300 || names < 3000 {
		t.Errorf("%d articles of %d words name %d people", len(docs), words, names)
	}
	t.Logf("%d articles, %d words, %d names of people", len(docs), words, names)
}
