package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/entity/person/crf"
)

// document is a run of sentences that are read together.
type document []crf.Example

// augmenter adds rewritten copies of training documents and invented sentences, so that the model meets what the
// training text has too little of: capitals, headlines, names from all over the world, tables.
type augmenter struct {
	random      *rand.Rand
	first, last []string // names of all countries' lists, as printed
	places      []string // single words that the training text marks as places
}

// newAugmenter reads the lists of names and takes the places from the examples.
func newAugmenter(data string, seed uint64, docs []document) (*augmenter, error) {
	a := &augmenter{random: rand.New(rand.NewPCG(seed, 2))}
	for name, list := range map[string]*[]string{"first": &a.first, "last": &a.last} {
		err := lines(filepath.Join(data, "names", name+".tsv.gz"), func(line string) error {
			word, field, _ := strings.Cut(line, "\t")
			band, err := strconv.Atoi(field)
			if err != nil {
				return err
			}
			// a rare last name of the US in six, or they would drown those of other countries
			if len(word) < 3 || name == "last" && band == 3 && hash(word)%6 != 0 {
				return nil
			}
			*list = append(*list, capitalised(word))
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(*list) == 0 {
			return nil, fmt.Errorf("no %s names", name)
		}
	}
	for _, doc := range docs {
		for _, e := range doc {
			a.collectPlaces(e)
		}
	}
	if len(a.places) == 0 {
		a.places = []string{"London"}
	}
	return a, nil
}

func hash(s string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return h.Sum32()
}

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func (a *augmenter) collectPlaces(e crf.Example) {
	for i, t := range e.Tags {
		if t == "B-LOC" && (i+1 == len(e.Tags) || e.Tags[i+1] == "O") && renamed(e.Words[i]) {
			a.places = append(a.places, e.Words[i])
		}
	}
}

// augment returns the documents with copies among them: of every twelfth in capitals, of every twelfth as a headline, of every sixth with
// its hyphens parted from the words, of every sixth with other names.
func (a *augmenter) augment(docs []document) []document {
	var out []document
	for i, doc := range docs {
		out = append(out, doc)
		switch i % 12 {
		case 2:
			out = append(out, rewrite(doc, strings.ToUpper))
		case 8:
			out = append(out, rewrite(doc, titleCase))
		case 0, 6:
			out = append(out, partHyphens(doc))
		case 1, 7:
			out = append(out, a.rename(doc))
		}
	}
	return out
}

// rewrite returns a copy of a document with every word changed by f.
func rewrite(doc document, f func(string) string) document {
	out := make(document, len(doc))
	for i, e := range doc {
		out[i] = crf.Example{Tags: e.Tags, Words: make([]string, len(e.Words))}
		for j, w := range e.Words {
			out[i].Words[j] = f(w)
		}
	}
	return out
}

// titleCase is a word as in a headline: longer words begin with a capital.
func titleCase(s string) string {
	if len(s) < 4 {
		return s
	}
	return capitalised(s)
}

// partHyphens returns a copy in which an inner hyphen is a token of its own, as in text that was put together from tokens.
func partHyphens(doc document) document {
	out := make(document, len(doc))
	for i, e := range doc {
		for j, w := range e.Words {
			inside := e.Tags[j]
			if strings.HasPrefix(inside, "B-") {
				inside = "I-" + inside[2:]
			}
			for k, part := range strings.Split(w, "-") {
				tag := inside
				if k == 0 {
					tag = e.Tags[j]
				}
				if k > 0 {
					out[i].Words, out[i].Tags = append(out[i].Words, "-"), append(out[i].Tags, inside)
				}
				if part != "" {
					out[i].Words, out[i].Tags = append(out[i].Words, part), append(out[i].Tags, tag)
				}
			}
		}
	}
	return out
}

// rename returns a copy in which the people have other names, the same person the same one.
func (a *augmenter) rename(doc document) document {
	names := map[string]string{}
	out := make(document, len(doc))
	for i, e := range doc {
		out[i] = crf.Example{Tags: e.Tags, Words: slices.Clone(e.Words)}
		for j, w := range e.Words {
			if !strings.HasSuffix(e.Tags[j], "-PER") || !renamed(w) {
				continue
			}
			if names[w] == "" {
				continues := j+1 < len(e.Tags) && e.Tags[j+1] == "I-PER"
				names[w] = a.name(continues)
			}
			out[i].Words[j] = names[w]
		}
	}
	return out
}

// renamed reports whether a word of a name is more than an initial, a mark or a particle.
func renamed(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && len(w) > 2 && !strings.HasSuffix(w, ".")
}

// name returns a first or a last name; one in five is in no list.
func (a *augmenter) name(first bool) string {
	list := a.last
	if first {
		list = a.first
	}
	n := list[a.random.IntN(len(list))]
	switch a.random.IntN(10) {
	case 0, 1:
		m := list[a.random.IntN(len(list))]
		if !isASCII(n) || !isASCII(m) {
			return n
		}
		return n[:(len(n)+1)/2] + strings.ToLower(m[len(m)/2:])
	case 2:
		if !first {
			return [...]string{"al-", "El-", "O'", "Al-", "De", "Mc"}[a.random.IntN(6)] + n
		}
	}
	return n
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// tables returns n documents of invented lines of sports results, lists and headlines.
func (a *augmenter) tables(n int) []document {
	docs := make([]document, n)
	for i := range docs {
		for range 12 {
			docs[i] = append(docs[i], a.line(tableForms[a.random.IntN(len(tableForms))]))
		}
	}
	return docs
}

// tableForms are lines of results and headlines. F and L stand for a first and a last name, P for a place, 0 for digits; R for a
// last name in capitals, Q for a place in capitals, T for a club.
var tableForms = []string{
	"1. F L ( P ) 0:00:00", "2. F L ( P ) 00.00", "0. F L ( P ) 0 minutes 00.0 seconds", "0. F L , P , 00.00 metres",
	"F L ( P ) beat F L ( P ) 6-0 6-0", "F L ( P ) beat 0 - F L ( P ) 6-0 0-6 6-0", "0 - F L ( P ) beat F L ( P ) 0-6 7-6 ( 7-0 ) 6-0",
	"F L , P , def. F L , P , 6-0 , 6-0 .", "000 F L ( P ) 00 00 00", "00 F L 00 , F L ( P ) 00", "000 - F L ( P ) , F L", "-0 F L ( P ) 00",
	"Scorers : L 00 , L 00 penalty , F L 00", "P - F L ( 00th minute ) , L 00 , F L 00", "T - F L ( 00 ) , F L ( 00 )", "P 0 P 0",
	"T 0 T 0", "T at T", "F L c L b L 00", "L c L b L 0", "F L not out 00", "F L run out 00", "F L lbw b L 0", "Bowling : L 00-0-00-0 , L 00-0-00-0 ( 0nb )",
	"P - F L , F L , F L , F L ; L , L", "Team : F L , F L ( captain ) , L , F L , L .", "F L , T , 00 ; F L , T , 00",
	"Q 0000-00-00", "Q , Aug 00", "SOCCER - R SCORES TWICE FOR Q .", "TENNIS - R BEATS R IN Q .", "CYCLING - R WINS STAGE .", "Q SAYS R WILL VISIT Q .",
	"RESULTS OF Q OPEN .", "BASEBALL - R HITS HOMER AS T WIN .", "Attendance : 00,000", "Halftime 0-0", "-- F L , P newsroom 000-000-0000", "( Reporting by F L ; editing by F L )",
	"By F L", "By F L and F L", "Reporting by F L in P ; writing by F L ; Editing by F L and F L", "F L , The P Times", "0. F L , P ( T ) 0 hours 00 minutes 00 seconds",
	"1. P 00 0 0 00 00", "0. T 00 00 0 00", "F L ( 00 ) of P", "Men's 000 metres :", "Leading scores after second round :", "Women's singles , second round :",
}

var clubs = []string{"United", "City", "Rovers", "Dynamo", "Sporting", "Athletic", "Wanderers", "Rangers"}

// line fills in a form.
func (a *augmenter) line(form string) crf.Example {
	var e crf.Example
	put := func(word, tag string) { e.Words, e.Tags = append(e.Words, word), append(e.Tags, tag) }
	named := false
	for w := range strings.FieldsSeq(form) {
		wasNamed := named
		named = false
		switch w {
		case "F":
			put(a.name(true), "B-PER")
			named = true
		case "L", "R":
			n, tag := a.name(false), "B-PER"
			if w == "R" {
				n = strings.ToUpper(n)
			}
			if wasNamed {
				tag = "I-PER"
			}
			put(n, tag)
		case "P", "Q":
			n := a.places[a.random.IntN(len(a.places))]
			if w == "Q" {
				n = strings.ToUpper(n)
			}
			put(n, "B-LOC")
		case "T":
			put(a.places[a.random.IntN(len(a.places))], "B-ORG")
			if a.random.IntN(2) == 0 {
				put(clubs[a.random.IntN(len(clubs))], "I-ORG")
			}
		default:
			put(strings.Map(a.digit, w), "O")
		}
	}
	return e
}

func (a *augmenter) digit(r rune) rune {
	if r == '0' {
		return '0' + rune(a.random.IntN(10))
	}
	return r
}
