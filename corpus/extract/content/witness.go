package content

import (
	"slices"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// witness is a text of the article that somebody else wrote down, as its trigrams of words and its short lines.
type witness struct {
	trigrams map[[3]string]bool
	lines    map[[2]string]bool
}

func newWitness(paragraphs []string) witness {
	w := witness{trigrams: map[[3]string]bool{}, lines: map[[2]string]bool{}}
	for _, p := range paragraphs {
		words := words(p)
		if len(words) < 3 {
			w.lines[[2]string(append(words, "", ""))] = true
		}
		for i := 0; i+3 <= len(words); i++ {
			w.trigrams[[3]string(words[i:])] = true
		}
	}
	return w
}

// has reports whether most of a text of these words is part of the witness.
func (w witness) has(words []string) bool {
	if len(words) < 3 {
		return w.lines[[2]string(append(slices.Clip(words), "", ""))]
	}
	hit := 0
	for i := 0; i+3 <= len(words); i++ {
		if w.trigrams[[3]string(words[i:])] {
			hit++
		}
	}
	return hit*10 >= (len(words)-2)*6
}

// words splits a text into words in lower case; a character of the wide scripts is a word.
func words(text string) []string {
	var all []string
	start := -1
	end := func(i int) {
		if start >= 0 {
			all = append(all, text[start:i])
			start = -1
		}
	}
	text = strings.ToLower(text)
	for i, r := range text {
		switch {
		case r >= 0x2E80 && unicode.IsLetter(r):
			end(i)
			all = append(all, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return all
}

// secondOpinion returns the paragraphs that go-readability takes for the article. A panic inside the library is no finding.
func secondOpinion(doc *html.Node) (found []string) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	r, err := parser.ParseAndMutate(copyTree(doc), nil)
	if err != nil || r.Node == nil {
		return nil
	}
	return Paragraphs(r.Node)
}

// copyTree copies a tree without what shows no text.
func copyTree(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type != html.CommentNode && k.Data != "script" && k.Data != "style" && k.Data != "svg" {
			c.AppendChild(copyTree(k))
		}
	}
	return c
}
