package content

import (
	readability "codeberg.org/readeck/go-readability/v2"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// witness is a text of the article that somebody else wrote down, as the set of its trigrams of words.
type witness struct {
	trigrams map[string]bool
	lines    map[string]bool
}

func newWitness(paragraphs []string) witness {
	w := witness{trigrams: map[string]bool{}, lines: map[string]bool{}}
	for _, p := range paragraphs {
		words := words(p)
		w.lines[strings.Join(words, " ")] = true
		for i := 0; i+3 <= len(words); i++ {
			w.trigrams[strings.Join(words[i:i+3], " ")] = true
		}
	}
	return w
}

// has reports whether most of a text is part of the witness.
func (w witness) has(text string) bool {
	words := words(text)
	if len(words) < 4 {
		return w.lines[strings.Join(words, " ")] || len(words) == 3 && w.trigrams[strings.Join(words, " ")]
	}
	hit := 0
	for i := 0; i+3 <= len(words); i++ {
		if w.trigrams[strings.Join(words[i:i+3], " ")] {
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

// readabilityText returns what go-readability takes for the article. A panic inside the library is no finding.
func readabilityText(doc *html.Node) (found []string) {
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	r, err := readability.FromDocument(clone(doc), nil)
	if err != nil || r.Node == nil {
		return nil
	}
	return Paragraphs(r.Node)
}

// clone copies a tree, which the library would change.
func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(clone(k))
	}
	return c
}
