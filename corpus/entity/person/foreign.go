package person

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/entity/person/crf"
)

// In languages that the tagger was not taught, a run of capitalised words is a name only where a rule of the language says so.
// The tagger is asked as well, since names look alike everywhere, but it only proposes: what no rule confirms is left out.
//
//	role   two words or more after an office or role, or one after a form of address: "le président Émile Aubry", "Frau Kern"
//	said   next to a verb of speech, if the first word is a first name or the tagger proposes it: "dijo Inés Robledo"
//	context  an age or a description follows a name that the tagger proposes: "Teresa Cassoma, zungueira,"
//	names  a first name of the lists and what else has a capital, in German no more than one word; what the tagger proposes in a
//	       language whose capitals are for names; a first name, a patronymic and a last name of a Slavic language
//
// and then the same names again. In languages written without capitals nothing is found.
//
//go:embed data/foreign.txt
var foreignData string

var foreign = readForeign(foreignData)

// vocabulary is what the rules know of a language.
type vocabulary struct {
	titles, roles, with, verbs, inside, not, things map[string]bool
	nouns                                           bool // nouns are written with a capital
	strict                                          bool // capitals say little: nouns have them too, or nothing is known of the language
}

func readForeign(data string) map[string]*vocabulary {
	all := map[string]*vocabulary{}
	for line := range strings.Lines(data) {
		head, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		language, kind, two := strings.Cut(head, " ")
		if !ok || !two || strings.HasPrefix(line, "#") {
			continue
		}
		v := all[language]
		if v == nil {
			v = &vocabulary{nouns: language == "de", strict: language == "de"}
			all[language] = v
		}
		*v.list(kind) = set(strings.Fields(words)...)
	}
	return all
}

func (v *vocabulary) list(kind string) *map[string]bool {
	switch kind {
	case "title":
		return &v.titles
	case "role":
		return &v.roles
	case "with":
		return &v.with
	case "verb":
		return &v.verbs
	case "inside":
		return &v.inside
	case "not":
		return &v.not
	}
	return &v.things
}

// Taught reports whether the tagger knows a language, a BCP 47 primary subtag; "" counts as English. People in other
// languages are found by rules alone.
func Taught(language string) bool { return language == "" || language == "en" || language == "und" }

// foreignPeople finds the names of an article in a language that the tagger was not taught. The spans that tag returns are proposals; in other
// scripts it knows nothing.
func (a *article) foreignPeople(language string, tag func([]crf.Sentence) [][]crf.Span) {
	if language == "fr" || language == "it" {
		for i, tokens := range a.sentences {
			a.sentences[i] = splitElided(tokens)
		}
	}
	a.prepare()
	v := foreign[language]
	if v == nil {
		v = &vocabulary{strict: true}
	}
	a.vocabulary = v
	tagged := make([][]crf.Span, len(a.sentences))
	if !otherScript[language] {
		tagged = tag(a.sentences)
	}
	for s, tokens := range a.sentences {
		for i := 0; i < len(tokens); {
			from, to := a.foreignRun(v, tokens, i)
			if from < 0 {
				break
			}
			c := &candidate{article: a, v: v, sentence: s, tokens: tokens, start: from, from: from, to: to, spans: tagged[s]}
			c.narrow()
			if rule := c.rule(); rule != "" {
				c.keep(rule)
			}
			i = max(c.to, i+1)
		}
	}
	a.nameAgain(a.known())
}

// otherScript are the languages of news that are not written in Latin letters.
var otherScript = set("zh", "ja", "ko", "ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "th", "ru", "uk", "bg", "sr", "mk", "el", "ka", "hy", "am")

// foreignRun returns the next run of name words at or after token i, with joining words inside, or -1.
func (a *article) foreignRun(v *vocabulary, tokens crf.Sentence, i int) (from, to int) {
	for i < len(tokens) && !v.begins(tokens[i].Text) {
		i++
	}
	if i == len(tokens) {
		return -1, -1
	}
	to = i + 1
	for j := to; j < len(tokens); j++ {
		word := tokens[j].Text
		switch {
		case v.begins(word) || v.things[fold(word)] && a.isSurname(word):
			to = j + 1
			continue
		case v.joins(word) && j-to < 2:
			continue
		}
		break
	}
	return i, to
}

// isSurname reports whether a capitalised word is a last name of the lists.
func (a *article) isSurname(word string) bool {
	_, last := a.lexicon.Names(word)
	return capital(word) && last > 0
}

// joins reports whether a word joins those of a name.
func (v *vocabulary) joins(word string) bool { return v.inside[word] || linking[word] && !v.nouns }

// begins reports whether a word is written like one of a name.
func (v *vocabulary) begins(word string) bool {
	if !capital(word) || acronym(word) && !isInitials(word) {
		return false
	}
	f := fold(word)
	return !v.not[f] && !v.things[f] && !v.verbs[f] && (!never[f] || firstNames[f])
}

// acronym reports whether a word has capitals only, two or more, and is no number of a king.
func acronym(word string) bool {
	return len(word) > 1 && strings.ToUpper(word) == word && strings.Trim(word, "IVX") != ""
}

// roleBefore returns the token of the form of address or the role before a run that begins at start and, less the
// roles inside it, at from; -1 if there is none. A role may have an adjective behind it ("le président français"), or what
// it is over and a comma ("el ministro de Salud, Pablo Arenas"), or the comma alone.
func (v *vocabulary) roleBefore(tokens crf.Sentence, start, from int) int {
	i := from - 1
	if i < 0 {
		return -1
	}
	word := fold(tokens[i].Text)
	of := i
	for of > 0 && i-of < 4 && v.with[fold(tokens[of].Text)] {
		of--
	}
	switch {
	case of < i && v.isRole(fold(tokens[of].Text)):
		return of // "президент России"
	case v.titles[word] || v.isRole(word):
		return i
	case from > start:
		return -1
	case i > 0 && v.roles[fold(tokens[i-1].Text)] && startsLower(tokens[i].Text) && !v.inside[word] && !v.not[word] && !v.verbs[word] && !pastEnding(word):
		return i - 1
	case tokens[i].Text != ",":
		return -1
	}
	for j := i - 1; j >= 0 && i-j < 7; j-- {
		word := fold(tokens[j].Text)
		if v.isRole(word) && (j+1 == i || v.inside[fold(tokens[j+1].Text)]) {
			return j
		}
		if !nameLike(tokens[j].Text) {
			break
		}
	}
	return -1
}

// pastEnding reports whether a word ends like a verb in the past in Spanish or Portuguese, and is no adjective behind an office.
func pastEnding(word string) bool {
	return slices.ContainsFunc(pastEnds, func(end string) bool { return strings.HasSuffix(word, end) })
}

var pastEnds = []string{"ó", "ou", "eu", "iu", "aba", "ava", "aron", "eron", "aram", "eram", "iram"}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func cyrillic(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Cyrillic, r)
}

// saidBeside reports whether a verb of speech stands right before or after a run.
func (v *vocabulary) saidBeside(tokens crf.Sentence, from, to int) bool {
	if from > 0 && v.verbs[tokens[from-1].Text] {
		return true
	}
	return to < len(tokens) && v.verbs[tokens[to].Text] || to+1 < len(tokens) && (tokens[to].Text == "a" || tokens[to].Text == "ha") && v.verbs[tokens[to+1].Text]
}

// patronymic reports whether a word is one, in any case: Ильич, Петровны.
func patronymic(word string) bool {
	word = fold(word)
	for _, end := range []string{"ович", "евич", "ич", "ична", "овна", "евна"} {
		for _, ending := range []string{"", "а", "у", "ем", "е"} {
			if strings.HasSuffix(word, end+ending) && utf8.RuneCountInString(word) > 4 {
				return true
			}
		}
		if stem, ok := strings.CutSuffix(end, "на"); ok && (strings.HasSuffix(word, stem+"ны") || strings.HasSuffix(word, stem+"не") || strings.HasSuffix(word, stem+"ной") || strings.HasSuffix(word, stem+"ну")) {
			return true
		}
	}
	return false
}

// foreignTitle notes the role before a name as written: the words up to the name that belong to it, and
// those after a role that says what it is over, up to the comma.
func (a *article) foreignTitle(v *vocabulary, n *name, role int) {
	tokens := a.sentences[n.sentence]
	from, to := role, role+1
	for from > 0 && v.belongs(fold(tokens[from-1].Text)) {
		from--
	}
	for to < n.from && v.belongs(fold(tokens[to].Text)) {
		to++
	}
	if to < n.from && tokens[n.from-1].Text == "," {
		to = n.from - 1
	}
	n.before = words(tokens[from:to])
	n.titles = append(n.titles, a.printed(n, from, to))
}

// isRole reports whether a folded word is an office or role, in German as the end of a compound too: "Verkehrsminister".
func (v *vocabulary) isRole(word string) bool {
	if v.roles[strings.TrimPrefix(word, "ex")] || v.roles[word] {
		return true
	}
	for at := range word {
		if v.nouns && at > 2 && len(word)-at > 3 && v.roles[word[at:]] {
			return true
		}
	}
	return false
}

func (v *vocabulary) belongs(word string) bool {
	return v.isRole(word) || v.titles[word] || v.with[word]
}

// elided are the words that lose their vowel before another in French and Italian.
var elided = set("l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "all", "nell", "dall", "sull", "un", "quest", "quell", "dev")

// splitElided parts elided words from the next: "d'Ousmane", "L'allenatore", but not "D'Amico".
func splitElided(tokens crf.Sentence) crf.Sentence {
	var out crf.Sentence
	for i, t := range tokens {
		at := strings.IndexAny(t.Text, "'’")
		if at < 0 || !elided[strings.ToLower(t.Text[:at])] {
			if out != nil {
				out = append(out, t)
			}
			continue
		}
		_, size := utf8.DecodeRuneInString(t.Text[at:])
		rest := t.Text[at+size:]
		if rest == "" || capital(t.Text) && !startsLower(rest) {
			if out != nil {
				out = append(out, t)
			}
			continue
		}
		if out == nil {
			out = append(out, tokens[:i]...)
		}
		out = append(out, crf.Token{Text: t.Text[:at+size], Start: t.Start, End: t.Start + at + size},
			crf.Token{Text: rest, Start: t.Start + at + size, End: t.End})
	}
	if out == nil {
		return tokens
	}
	return out
}
