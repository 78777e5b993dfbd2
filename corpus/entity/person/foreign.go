package person

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/entity/person/perceptron"
)

// In languages that the tagger was not taught, names are found by rules alone. They want more than capitals:
//
//	role   two words or more after an office or role, or one after a form of address: "le président Émile Aubry", "Frau Kern"
//	said   next to a verb of speech, if the first word is a first name: "dijo Inés Robledo"
//	list   a first name and a last name of the lists, and no other capitalised word beside them
//	patronymic   a first name, a patronymic and a last name of a Slavic language: "Пётр Ильич Громов"
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
			v = &vocabulary{nouns: language == "de"}
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

// foreignPeople finds the names of an article in a language with a vocabulary, nil for one without.
func (a *article) foreignPeople(v *vocabulary) {
	a.prepare()
	if v == nil {
		v = &vocabulary{}
	}
	for s, tokens := range a.sentences {
		for i := 0; i < len(tokens); {
			from, to := v.run(tokens, i)
			if from < 0 {
				break
			}
			a.foreignName(v, s, from, to)
			i = max(to, i+1)
		}
	}
	a.nameAgain(a.known())
}

// run returns the next run of name words at or after token i, with joining words inside, or -1.
func (v *vocabulary) run(tokens perceptron.Sentence, i int) (from, to int) {
	for i < len(tokens) && !v.begins(tokens[i].Text) {
		i++
	}
	if i == len(tokens) {
		return -1, -1
	}
	to = i + 1
	for j := to; j < len(tokens); j++ {
		switch {
		case v.begins(tokens[j].Text):
			to = j + 1
			continue
		case v.inside[tokens[j].Text] && j-to < 2:
			continue
		}
		break
	}
	return i, to
}

// begins reports whether a word is written like one of a name.
func (v *vocabulary) begins(word string) bool {
	if !capital(word) || capitals(word) && !isInitials(word) {
		return false
	}
	f := fold(word)
	return !v.not[f] && !v.things[f] && !v.verbs[f] && !never[f]
}

// foreignName keeps the run [from, to) if something says that it is a person.
func (a *article) foreignName(v *vocabulary, s, from, to int) {
	tokens := a.sentences[s]
	start := from
	for from < to && (v.roles[fold(tokens[from].Text)] || v.titles[fold(tokens[from].Text)] || v.with[fold(tokens[from].Text)]) {
		from++ // German roles, and others at the start of a sentence, have a capital as well
	}
	at := v.roleBefore(tokens, start, from)
	role, titled := "", false
	if at >= 0 {
		role = fold(tokens[at].Text)
		titled = v.titles[role]
	}
	if v.nouns && from > start && to-from > 3 {
		return
	}
	n := to - from
	if n == 0 || from == start && from > 0 && v.things[fold(tokens[from-1].Text)] || n == 1 && !titled || n > 6 {
		return
	}
	first, _ := a.lexicon.Names(tokens[from].Text)
	_, last := a.lexicon.Names(tokens[to-1].Text)
	rule := ""
	switch {
	case titled && (n > 1 || v.titles[role]):
		rule = RuleRole
	case role != "" && n > 1 && (!v.nouns || first > 0):
		rule = RuleRole
	case n > 1 && (first > 0 || n == 2 && cyrillic(tokens[from].Text)) && v.saidBeside(tokens, from, to):
		rule = RuleSaid
	case n > 1 && n <= 4 && first > 0 && last > 0 && !a.holdsOther(s, from, to):
		rule = RuleNames
	case n == 3 && patronymic(tokens[from+1].Text):
		rule = RuleNames
	default:
		return
	}
	if x := a.add(s, from, to, rule, 0); x != nil && role != "" {
		a.foreignTitle(v, x, at)
	}
}

// roleBefore returns the token of the form of address or the role before a run that begins at start and, less the
// roles inside it, at from; -1 if there is none. A role may have an adjective behind it ("le président français"), or what
// it is over and a comma ("el ministro de Salud, Pablo Arenas").
func (v *vocabulary) roleBefore(tokens perceptron.Sentence, start, from int) int {
	i := from - 1
	if i < 0 {
		return -1
	}
	word := fold(tokens[i].Text)
	switch {
	case v.titles[word] || v.roles[word]:
		return i
	case from > start:
		return -1
	case i > 0 && v.roles[fold(tokens[i-1].Text)] && startsLower(tokens[i].Text) && !v.inside[word] && !v.not[word] && !v.verbs[word]:
		return i - 1
	case tokens[i].Text != ",":
		return -1
	}
	for j := i - 1; j >= 0 && i-j < 7; j-- {
		word := fold(tokens[j].Text)
		if v.roles[word] && j+1 < i && v.inside[fold(tokens[j+1].Text)] {
			return j
		}
		if !nameLike(tokens[j].Text) {
			break
		}
	}
	return -1
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func cyrillic(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Cyrillic, r)
}

// saidBeside reports whether a verb of speech stands right before or after a run.
func (v *vocabulary) saidBeside(tokens perceptron.Sentence, from, to int) bool {
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

func (v *vocabulary) belongs(word string) bool {
	return v.roles[word] || v.titles[word] || v.with[word]
}
