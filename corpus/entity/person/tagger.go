package person

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strings"
	"sync"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/entity/person/crf"
)

//go:embed data/model.bin.gz
var modelData []byte

//go:embed data/lexicon.bin
var lexiconData string

// rulesVersion counts the changes to the code that alter what is found.
const rulesVersion = "8"

// Tagger finds people. It is safe for concurrent use.
type Tagger struct {
	version  string
	lexicon  *crf.Lexicon
	decoders sync.Pool
}

// New returns a tagger with the embedded model.
func New() (*Tagger, error) { return Open(modelData, lexiconData) }

// Open returns a tagger with the given model and the lexicon it was trained with.
func Open(model []byte, lexicon string) (*Tagger, error) {
	l, err := crf.OpenLexicon(lexicon)
	if err != nil {
		return nil, fmt.Errorf("person: %w", err)
	}
	m, err := crf.OpenModel(model)
	if err != nil {
		return nil, fmt.Errorf("person: %w", err)
	}
	sum := fnv.New32a()
	_, _ = sum.Write(model)
	return &Tagger{
		lexicon:  l,
		version:  fmt.Sprintf("person-%s-%08x", rulesVersion, sum.Sum32()),
		decoders: sync.Pool{New: func() any { return crf.NewDecoder(m, l) }},
	}, nil
}

// Version names the rules and the weights: equal versions find the same in equal texts.
func (t *Tagger) Version() string { return t.version }

// Find returns the people of an article in English, in order of their first mention, the title's before the body's.
func (t *Tagger) Find(title, body string) []corpus.Person { return t.FindIn("en", title, body) }

// FindIn returns the people of an article in a language, a BCP 47 primary subtag; "" counts as English. In a language for
// which Taught is false, only what a rule confirms is found.
func (t *Tagger) FindIn(language, title, body string) []corpus.Person {
	a := newArticle(title, body)
	a.lexicon = t.lexicon
	if !Taught(language) {
		a.foreignPeople(language, t.tag)
		return a.people()
	}
	a.english = true
	a.take(t.tag(a.sentences))
	a.refine()
	return a.people()
}

func (t *Tagger) tag(sentences []crf.Sentence) [][]crf.Span {
	d := t.decoders.Get().(*crf.Decoder)
	defer t.decoders.Put(d)
	return d.Tag(sentences)
}

// article is the text being read and the names found so far.
type article struct {
	english    bool
	lexicon    *crf.Lexicon
	vocabulary *vocabulary // of a language that the tagger was not taught, nil in English
	fields     [2]string   // title, body
	sentences  []crf.Sentence
	field      []int            // of each sentence
	paragraph  []int            // of each sentence
	nicknames  map[int][]quoted // by sentence: quoted nicknames taken out of it
	person     [][]bool         // by sentence and token: inside the name of a person
	other      [][]bool         // by sentence and token: inside the name of a place or an organisation
	kinds      []map[int]string // by sentence and token: what the model took it for, if for no person
	spaced     [2]bool          // of each field: empty lines part its paragraphs
	names      [][]*name        // by sentence
	firms      map[string]bool  // first words of the names of firms, folded
	aliases    [][2]*name       // a name, and another that the text says is the same person's
}

// name is one mention of a person while an article is read: tokens [from, to) of a sentence.
type name struct {
	sentence, from, to int
	rule               string
	margin             int
	field              int
	start, end         int    // bytes of the field
	text               string // of the field, as it is
	quoted             quoted // the nickname inside it
	words              []string
	titled             bool
	before, after      []string // folded words of the titles before and after it
	titles             []string // the same as written, where they are titles
	kin                gender   // what a relative beside the name says
}

func newArticle(title, body string) *article {
	a := &article{fields: [2]string{title, body}, nicknames: map[int][]quoted{}, firms: map[string]bool{}}
	for f, text := range a.fields {
		for _, s := range partBylines(text, rejoin(text, crf.Split(text))) {
			s, nicknames := withoutNicknames(splitNumbers(s))
			if len(nicknames) > 0 {
				a.nicknames[len(a.sentences)] = nicknames
			}
			a.sentences = append(a.sentences, s)
			a.field = append(a.field, f)
		}
		a.spaced[f] = strings.Contains(strings.ReplaceAll(text, "\r", ""), "\n\n")
	}
	a.paragraphs()
	return a
}

// take turns the spans of the model into names and notes what it took for a place or an organisation.
func (a *article) take(tagged [][]crf.Span) {
	a.prepare()
	a.noteFirms()
	for s, spans := range tagged {
		for _, span := range spans {
			if span.Kind == kindPerson {
				a.add(s, span.From, span.To, RuleModel, span.Margin)
				continue
			}
			for i := span.From; i < span.To; i++ {
				a.other[s][i] = true
				if a.kinds[s] == nil {
					a.kinds[s] = map[int]string{}
				}
				a.kinds[s][i] = span.Kind
			}
		}
	}
}

func (a *article) prepare() {
	a.person, a.other = make([][]bool, len(a.sentences)), make([][]bool, len(a.sentences))
	a.names, a.kinds = make([][]*name, len(a.sentences)), make([]map[int]string, len(a.sentences))
	for s := range a.sentences {
		a.person[s], a.other[s] = make([]bool, len(a.sentences[s])), make([]bool, len(a.sentences[s]))
	}
}

// torn reports whether a token is the second half of "U. S." or "U. K." that was broken in two.
func (a *article) torn(s, i int) bool {
	t := a.sentences[s][i]
	if t.Text == "U." && i+1 < len(a.sentences[s]) {
		next := a.sentences[s][i+1].Text
		return next == "S." || next == "K."
	}
	if t.Text != "S." && t.Text != "K." {
		return false
	}
	before := strings.TrimRightFunc(a.fields[a.field[s]][:t.Start], unicode.IsSpace)
	return strings.HasSuffix(before, "U.") && !strings.HasSuffix(before, ".U.")
}

// The kinds of span that the model knows.
const (
	kindPerson       = "PER"
	kindPlace        = "LOC"
	kindOrganisation = "ORG"
	kindThing        = "thing" // called after a person; not the model's
)

// longestName is the most tokens that a name has; what is longer is a list or no text at all.
const longestName = 12

// add keeps the tokens [from, to) as a name, less titles and whatever else does not belong to it. It
// returns nil where nothing is left.
func (a *article) add(s, from, to int, rule string, margin int) *name {
	tokens := a.sentences[s]
	from, to, titled := trim(tokens, afterQuote(tokens, from, to), to)
	if to-from <= longestName {
		from = balanced(tokens, from, to)
	}
	if from >= to || to-from > longestName || notPerson(tokens, from, to) || rule != RuleAgain && to-from == 1 && titles[fold(tokens[from].Text)] || a.firm(tokens, from, to) || a.torn(s, from) {
		return nil
	}
	n := &name{sentence: s, from: from, to: to, rule: rule, margin: margin, titled: titled, field: a.field[s]}
	for i := from; i < to; i++ {
		a.person[s][i] = true
		n.words = append(n.words, tokens[i].Text)
	}
	n.start, n.end = tokens[from].Start, tokens[to-1].End
	for _, q := range a.nicknames[s] {
		if q.start > n.start && q.start < n.end {
			n.quoted = q
		}
	}
	n.text = a.fields[n.field][n.start:n.end]
	a.names[s] = append(a.names[s], n)
	return n
}

// afterQuote returns where a span begins behind a quote that opens inside it: not in "N.S. \"Heidi".
func afterQuote(tokens crf.Sentence, from, to int) int {
	for i := to - 1; i > from; i-- {
		if (tokens[i].Text == "\"" || tokens[i].Text == "“") && tokens[i].End == tokens[min(i+1, len(tokens)-1)].Start && tokens[i-1].End < tokens[i].Start {
			return i + 1
		}
	}
	return from
}

// phrase is the folded words of tokens.
func phrase(tokens []crf.Token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(fold(t.Text))
	}
	return b.String()
}
