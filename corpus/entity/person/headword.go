package person

import (
	"slices"
	"strings"
	"unicode"

	"dateline/corpus"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// person names the group: the form with most words, without a quoted nickname; the others are variants. A
// sovereign known by one word keeps the title ("Pope Francis").
func (g *group) person() corpus.Person {
	best := g.forms[0]
	for _, x := range g.forms[1:] {
		if size(x) > size(best) {
			best = x
		}
	}
	p := corpus.Person{Name: best.name(), Resolved: g.resolved}
	if g.sovereign != "" {
		p.Name = g.sovereign + " " + p.Name
	}
	if g.given != "" {
		p.Name = g.given
	}
	for _, x := range g.forms {
		for _, printed := range x.printed {
			if printed != p.Name && !slices.Contains(p.Variants, printed) {
				p.Variants = append(p.Variants, printed)
			}
		}
	}
	return p
}

func size(x *form) int {
	n := len(x.words) * 100
	for _, w := range x.words {
		n += len(w)
	}
	if x.suffix != "" {
		n += 50
	}
	return n
}

// name is a form as a headword: the printing that is not in capitals, if there is one, without nickname.
func (x *form) name() string {
	best := x.plain[0]
	for _, p := range x.plain {
		if !capitals(p) {
			best = p
			break
		}
	}
	if capitals(best) && len(x.words) > 1 {
		best = titleCase(best)
	}
	return best
}

// titleCase writes a name in capitals as names are written: suffixes of capitals and initials stay.
func titleCase(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		f := fold(w)
		switch {
		case f == "ii" || f == "iii" || f == "iv" || initials(f):
		case i > 0 && particles[f]:
			words[i] = strings.ToLower(w)
		default:
			words[i] = afterPrefix(cases.Title(language.Und).String(w))
		}
	}
	return strings.Join(words, " ")
}

// afterPrefix writes the letter after "Mc" or "O'" as a capital.
func afterPrefix(w string) string {
	for _, prefix := range []string{"Mc", "O'", "O’", "D'", "D’"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) > 1 {
			return prefix + cases.Title(language.Und, cases.NoLower).String(rest)
		}
	}
	return w
}

func capitals(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 3
}

// plain is the text of a name without the quoted nickname, on one line.
func (n *name) plain() string {
	if n.quoted.text == "" {
		return oneLine(n.text)
	}
	return oneLine(n.text[:n.quoted.start-n.start] + " " + n.text[n.quoted.end-n.start:])
}

// oneLine is s with every run of spaces and line breaks as one space, and without the hyphen that a line break
// put into a word: "Zhen-\nxing". Before a capital the hyphen is the name's own.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	for w := range strings.FieldsSeq(s) {
		torn := strings.HasSuffix(b.String(), "-")
		switch {
		case torn && !capital(w):
			whole := strings.TrimSuffix(b.String(), "-")
			b.Reset()
			b.WriteString(whole)
		case b.Len() > 0 && !torn:
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}
