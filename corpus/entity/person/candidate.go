package person

import (
	_ "embed"
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// candidate is a run of capitalised words [from, to) of a sentence in a language that the tagger was not taught.
type candidate struct {
	article  *article
	v        *vocabulary
	sentence int
	tokens   crf.Sentence
	start    int // of the run, roles inside it included
	from, to int
	spans    []crf.Span // what the tagger proposes in the sentence
	role     int        // the token of the role or form of address before it, -1 if there is none
}

// narrow takes the roles and what stands before them off the start of the run ("Russlands Botschafter Ivo Brandt"), and what is no more of
// the name off its end. German roles, and others at the start of a sentence, have a capital as well.
func (c *candidate) narrow() {
	for i := c.from; i+1 < c.to; i++ {
		if word := fold(c.tokens[i].Text); c.v.belongs(word) && !c.article.isFirst(c.tokens[i].Text) {
			c.from = i + 1
		}
	}
	if c.from == c.start && c.from < c.to && c.v.belongs(fold(c.tokens[c.from].Text)) {
		c.from++
	}
	if c.from == 0 && c.to > 2 && !c.article.isFirst(c.tokens[0].Text) && c.article.isFirst(c.tokens[1].Text) && !c.v.joins(c.tokens[1].Text) {
		c.from++ // a verb that begins a sentence: "Murió Eulogia Mamani"
	}
	c.role = c.v.roleBefore(c.tokens, c.start, c.from)
	if c.role < 0 && c.overSomething() {
		c.role = c.from - 2
		c.from++
	}
	if c.v.nouns && c.to-c.from > 2 {
		c.narrowNouns()
	}
}

// abstract reports whether a German word ends like a noun for what is no person.
func abstract(word string) bool {
	return slices.ContainsFunc(abstractEnds, func(end string) bool { return strings.HasSuffix(word, end) })
}

var abstractEnds = []string{"ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tät", "nis", "ment", "ismus"}

// overSomething reports whether a run begins with what an office is over, and a first name follows: "ministra de Hacienda María Peralta".
func (c *candidate) overSomething() bool {
	return c.from == c.start && c.from > 1 && c.to-c.from > 2 && c.v.joins(c.tokens[c.from-1].Text) && c.v.isRole(fold(c.tokens[c.from-2].Text)) &&
		!c.article.isFirst(c.tokens[c.from].Text) && c.article.isFirst(c.tokens[c.from+1].Text)
}

// narrowNouns begins a run at its first name and ends it after the first word that is none, since nouns stand beside: "Der Deutsche Anna Maria
// Kern Kürzungen".
func (c *candidate) narrowNouns() {
	for from := c.from; from+1 < c.to && from < c.from+3; from++ {
		if c.article.isFirst(c.tokens[from].Text) {
			c.from = from
			break
		}
	}
	to := c.from
	for to < c.to && c.article.isFirst(c.tokens[to].Text) {
		to++
	}
	if to == c.from {
		return
	}
	for to < c.to && c.v.joins(c.tokens[to].Text) {
		to++
	}
	c.to = min(to+1, c.to)
}

// rule returns the rule by which the run is a person, "" if none says so.
func (c *candidate) rule() string {
	n := c.to - c.from
	if n == 0 || n > 6 || c.ofThing() {
		return ""
	}
	titled := c.role >= 0 && c.v.titles[fold(c.tokens[c.role].Text)]
	guess := c.guess()
	said, proposed := c.v.saidBeside(c.tokens, c.from, c.to), guess == kindPerson
	first := c.article.isFirst(c.tokens[c.from].Text)
	switch {
	case n == 1 && titled:
		return RuleRole
	case n == 1 && proposed && said && !c.place():
		return RuleSaid
	case n == 1:
		return ""
	case titled || c.role >= 0 && (!c.v.nouns || first || n == 2 && proposed):
		return RuleRole
	case said && (first || proposed && !c.v.strict || n == 2 && cyrillic(c.tokens[c.from].Text)):
		return RuleSaid
	case n > 5 || c.place() && !(first && proposed) || guess != "" && !proposed && !first:
		return ""
	case proposed && c.described():
		return RuleContext
	case c.listed(first, guess) || n == 3 && patronymic(c.tokens[c.from+1].Text):
		return RuleNames
	}
	return ""
}

// listed reports whether the lists of names say that the run is a person's, or the tagger does where capitals say much.
func (c *candidate) listed(first bool, guess string) bool {
	last := c.tokens[c.to-1].Text
	switch proposed := guess == kindPerson; {
	case first && (c.article.isSurname(last) || proposed):
		return true
	case c.v.nouns:
		return first && c.to-c.from == 2 && !abstract(last)
	case c.v.strict:
		return false
	case proposed:
		return c.from > 0 || c.to < len(c.tokens) && startsLower(c.tokens[c.to].Text)
	}
	return first && guess == ""
}

// ofThing reports whether the run is a part of the name of a thing called after a person: "hospital Carlos Haya", "Friedrich Ebert Stiftung".
func (c *candidate) ofThing() bool {
	if c.to < len(c.tokens) && capital(c.tokens[c.to].Text) && c.v.things[fold(c.tokens[c.to].Text)] {
		return true
	}
	before := c.start - 1
	for before > 0 && c.v.joins(c.tokens[before].Text) {
		before--
	}
	if before < 0 {
		return false
	}
	word := c.tokens[before].Text
	if c.v.things[fold(word)] {
		return before == c.start-1 || capital(word) && c.from == c.start
	}
	// "la empresa china Hong Lin"
	return before == c.start-1 && before > 0 && c.from == c.start && startsLower(word) && !c.v.isRole(word) && c.v.things[c.tokens[before-1].Text]
}

// place reports whether a place or a word that is no name stands in the run. Christian is a name as well.
func (c *candidate) place() bool {
	from := c.from
	if firstNames[fold(c.tokens[from].Text)] {
		from++
	}
	return c.article.holdsOther(c.sentence, from, c.to)
}

// guess returns the kind that the tagger proposes for the run, "" if it proposes nothing that begins with it.
func (c *candidate) guess() string {
	for _, span := range c.spans {
		if span.From <= c.from && span.From >= c.start-1 && span.To == c.to || span.From == c.from && span.To > c.from {
			return span.Kind
		}
	}
	return ""
}

// described reports whether an age or a description in small letters follows the run and a comma.
func (c *candidate) described() bool {
	if c.to+1 >= len(c.tokens) || c.tokens[c.to].Text != "," {
		return false
	}
	next := c.tokens[c.to+1].Text
	return isAge(next) || startsLower(next) && !c.v.joins(next) && !c.v.verbs[next]
}

// keep makes the run a name, with the role before it as a title.
func (c *candidate) keep(rule string) {
	if n := c.article.add(c.sentence, c.from, c.to, rule, 0); n != nil && c.role >= 0 {
		c.article.foreignTitle(c.v, n, c.role)
	}
}

//go:embed data/firstnames.txt
var firstNameData string

var firstNames = readWords(firstNameData)

// readWords reads a list with several words to a line.
func readWords(data string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(data) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				out[w] = true
			}
		}
	}
	return out
}

// isFirst reports whether a word, or the part of it before a hyphen, is a first name of the lists.
func (a *article) isFirst(word string) bool {
	part, _, _ := strings.Cut(word, "-")
	for _, w := range []string{word, part} {
		if first, _ := a.lexicon.Names(w); first > 0 || firstNames[fold(w)] {
			return true
		}
	}
	return false
}
