package person

import (
	"strings"

	"dateline/corpus/entity/person/crf"
)

// A text may say itself that two names are one person's: "Pushpa Rana, better known as Pracham", "Luis Prado, alias
// El Gordo", "Lai Chen-te (also known as William Lai)".

// completeAliases makes names of the words after "known as" and its like, and notes whose they are.
func (a *article) completeAliases(s int, tokens crf.Sentence) {
	for i, t := range tokens {
		if !aliasWords[t.Text] || t.Text == "as" && (i == 0 || !asWords[tokens[i-1].Text]) {
			continue
		}
		n := a.aliased(s, tokens, i)
		from := i + 1
		for from < len(tokens) && (opens(tokens[from].Text) || tokens[from].Text == "simply" || tokens[from].Text == "the") {
			from++
		}
		if n == nil || from == len(tokens) || !capital(tokens[from].Text) {
			continue
		}
		to := linkedEnd(tokens, from)
		if m := a.nameFrom(s, from); m != nil {
			a.aliases = append(a.aliases, [2]*name{n, m})
			continue
		}
		if to-from > 3 || a.overlaps(s, from, to) || tokens[from-1].Text == "the" {
			continue
		}
		if m := a.add(s, from, to, RuleContext, 0); m != nil {
			a.aliases = append(a.aliases, [2]*name{n, m})
		}
	}
}

// aliased returns the name that stands before the words that end at token i, with nothing but such words and a comma, a
// bracket or an age between.
func (a *article) aliased(s int, tokens crf.Sentence, i int) *name {
	from := i
	for from > 0 && i-from < 6 && (aliasFillers[tokens[from-1].Text] || isAge(tokens[from-1].Text)) {
		from--
	}
	for _, n := range a.names[s] {
		if n.to == from && n.to-n.from > 1 {
			return n
		}
	}
	return nil
}

func opens(s string) bool { return s != "" && strings.Contains("\"“‘'", s) }

var (
	aliasWords = set("as", "alias", "aka", "a.k.a.", "nicknamed", "dubbed", "né", "née")

	// asWords stand before the "as" of an alias.
	asWords = set("known", "called")

	aliasFillers = set("known", "called", "also", "better", "popularly", "commonly", "widely", "usually", "otherwise", "formerly", "professionally", "simply", ",", "(", "who", "is", "was")
)
