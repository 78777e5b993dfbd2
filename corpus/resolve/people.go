package resolve

import (
	"slices"
	"strings"

	"dateline/corpus"
)

// Version names the rules. Stores derive who is who anew where theirs is another.
const Version = "2"

// The rules that say why a name is of a person. Of rules that come together a "+" joins the names.
const (
	// RuleName: the name is the person's as it is.
	RuleName = "name"
	// RuleNormalName: the name differs in accents, apostrophes, spaces or the spelling of a suffix.
	RuleNormalName = "normal-name"
	// RuleOrder: the name was written "Surname, Given".
	RuleOrder = "order"
	// RuleSpacing: the name is written with other spaces or hyphens between its syllables (Kim Jong-un, Kim Jongun).
	RuleSpacing = "hyphen-spacing"
	// RuleInitials: the name has other middle initials, which agree with all that this name has anywhere.
	RuleInitials = "initials"
	// RuleNickname: an article gave the nickname in quotes within the full name.
	RuleNickname = "nickname"
	// RuleAccents: an umlaut is written out (Schroeder, Schröder), and an article has the name with the umlaut.
	RuleAccents = "accents"
	// RuleCurator: a curator decided so.
	RuleCurator = "curator"
)

// Named is a resolved person of an article: the name that stands for the person there.
type Named struct {
	Person int    // in the article's list
	Name   string // the fullest form in the article, as spelled
	Form   corpus.PersonID
	Rule   string // how Form was made of Name
	Ties   []Tie
}

// Tie is what an article says beyond the form: that Other is the same name by Rule.
type Tie struct {
	Other, Form corpus.PersonID
	Rule        string
}

// Names returns the names of the resolved people of an article, in their order there.
func Names(a corpus.Annotations) []Named {
	var out []Named
	for i := range a.People {
		p := &a.People[i]
		if !p.Resolved {
			continue
		}
		name := string([]rune(p.Name)) // valid UTF-8
		form := Form(name)
		if form == "" {
			continue
		}
		out = append(out, Named{Person: i, Name: name, Form: form, Rule: normalRule(name, form), Ties: ties(name, p.Variants, form)})
	}
	return out
}

// People returns who the people of an article are as far as the article alone can tell.
func People(a corpus.Annotations) []corpus.Resolved {
	var out []corpus.Resolved
	for _, n := range Names(a) {
		p := parse(n.Form)
		id, rule := p.plain(), n.Rule
		if id != n.Form {
			rule = RuleInitials
		}
		out = append(out, corpus.Resolved{Person: n.Person, ID: id, Rule: rule})
	}
	return out
}

// normalRule says what had to be done to a name to make its form.
func normalRule(name string, form corpus.PersonID) string {
	switch {
	case hyphenated(name) == string(form):
		return RuleName
	case turn(name) != strings.Join(strings.Split(name, ","), " ") && strings.Contains(name, ","):
		return RuleOrder
	case withoutNicknames(name) != name:
		return RuleNickname
	}
	return RuleNormalName
}

// hyphenated is the slug of a name that needs no more than lower case and hyphens.
func hyphenated(name string) string {
	b := []byte(strings.ReplaceAll(name, ".", ""))
	for i, c := range b {
		if c == ' ' {
			b[i] = '-'
		} else if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// ties returns what the spellings of one person tell of other names.
func ties(name string, variants []string, form corpus.PersonID) []Tie {
	var out []Tie
	add := func(other corpus.PersonID, rule string) {
		tie := Tie{other, form, rule}
		if other != "" && other != form && !slices.Contains(out, tie) {
			out = append(out, tie)
		}
	}
	for i := -1; i < len(variants); i++ {
		spelling := name
		if i >= 0 {
			spelling = variants[i]
		}
		if called, ok := byNickname(spelling); ok && Form(spelling) == form {
			add(Form(called), RuleNickname)
		}
		if long := umlauts.Replace(spelling); long != spelling && Form(spelling) == form {
			add(Form(long), RuleAccents)
		}
	}
	return out
}

// umlauts writes out the letters that are often written with an e or twice.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa",
	"Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "Ø", "Oe", "Å", "Aa")

// byNickname returns the name with the nickname that stands in quotes in the place of the given names:
// `Robert E. "Bob" Smith` is called Bob Smith.
func byNickname(name string) (string, bool) {
	if strings.Contains(name, ",") {
		name = strings.ReplaceAll(name, ",", " ") // of a suffix; what is turned has no nickname in its middle
	}
	letters := []rune(name)
	previous := ' '
	for i, r := range letters {
		closing := opens(r, previous)
		previous = r
		if closing == 0 || closing == ')' || strings.TrimSpace(string(letters[:i])) == "" {
			continue
		}
		for j := i + 1; j < len(letters); j++ {
			if !closes(closing, letters[j]) {
				continue
			}
			nick, rest := strings.TrimSpace(string(letters[i+1:j])), strings.TrimSpace(string(letters[j+1:]))
			return nick + " " + rest, nick != "" && rest != ""
		}
	}
	return "", false
}
