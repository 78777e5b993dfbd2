package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/index"

	"golang.org/x/term"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/width"
)

// An explained article is text for people, without colours: a heading, then a paragraph for each fact. Below the fact stand its
// mentions, each with its words in brackets within their line, cut to the width, and what speaks for it:
//
//	Kejia Wang
//	    title  [Kejia Wang] pleads guilty
//	           The trained tagger reads these words as a person's name here.

const (
	defaultWidth = 100
	leastWidth   = 50
	mostWidth    = 140
	indent       = "           " // of what belongs to a mention
)

// widthOf returns the width of lines for a stream: that of the terminal, if it is one.
func widthOf(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			return min(max(columns, leastWidth), mostWidth)
		}
	}
	return defaultWidth
}

// explanation is an article being explained.
type explanation struct {
	bytes.Buffer
	width   int
	country func(code string) string // its name, "" for what is no code
	fields  map[corpus.Field][]rune
}

func explain(a *annotated, width int, country func(code string) string) []byte {
	x := explanation{width: width, country: country, fields: map[corpus.Field][]rune{corpus.FieldTitle: []rune(a.Title), corpus.FieldBody: []rune(a.Text)}}
	x.heading(a)
	x.people(a.People)
	x.countries(a.Countries)
	x.amounts(a.Amounts)
	x.WriteString("\n")
	return x.Bytes()
}

func (x *explanation) heading(a *annotated) {
	if len(a.ID) > 0 {
		x.wrap("", "Article "+strings.Trim(string(a.ID), `"`))
	}
	if title := strings.Join(strings.Fields(a.Title), " "); title != "" {
		x.wrap("", title)
	}
	x.wrap("", languageLine(a))
	x.wrap("", fmt.Sprintf("Found: %s, %s, %s.", plural(len(a.People), "person", "people"), plural(len(a.Countries), "country", "countries"),
		plural(len(a.Amounts), "sum of money", "sums of money")))
}

func languageLine(a *annotated) string {
	if a.Language == "" {
		return "Language: not told by the text, read as English."
	}
	line := "Language: " + a.Language
	if tag, err := language.Parse(a.Language); err == nil {
		line = "Language: " + display.English.Languages().Name(tag)
	}
	if len(a.RulesOnly) > 0 {
		line += ", which the annotator was not taught: " + strings.Join(a.RulesOnly, " and ") + " were sought by rules alone"
	}
	return line + "."
}

func (x *explanation) people(people []annotatedPerson) {
	x.section("PEOPLE", len(people))
	for i := range people {
		p := &people[i]
		x.gap(i)
		line := p.Name
		if !p.Resolved {
			line += "  (not resolved: a short form that could be of more than one person, or of none named here)"
		} else if p.ID != nil {
			line += "  (" + string(*p.ID) + ")"
		}
		x.wrap("  ", line)
		if len(p.Variants) > 0 {
			x.wrap("    ", "also written "+strings.Join(p.Variants, ", "))
		}
		if len(p.Titles) > 0 {
			x.wrap("    ", "titles and roles: "+strings.Join(p.Titles, ", "))
		}
		for _, m := range p.Mentions {
			x.mention(&m, entity.RuleText("person", m.Rule)+joined(&m, p))
		}
	}
}

// joined says why a short form is of a person.
func joined(m *corpus.Mention, p *annotatedPerson) string {
	switch {
	case m.Join != "":
		return " It is " + p.Name + " since " + entity.JoinText(m.Join) + "."
	case p.Resolved && len(strings.Fields(m.Text)) < len(strings.Fields(p.Name)):
		return " It can mean nobody here but " + p.Name + "."
	}
	return ""
}

// gap parts a fact from the one before.
func (x *explanation) gap(i int) {
	if i > 0 {
		x.WriteString("\n")
	}
}

func (x *explanation) countries(countries []corpus.Country) {
	x.section("COUNTRIES", len(countries))
	for i := range countries {
		c := &countries[i]
		x.gap(i)
		how := "named"
		if !c.Named {
			how = "implied by a place"
		}
		if c.Centrality > 0 {
			how += fmt.Sprintf(", centrality %d of 100", c.Centrality)
		}
		x.wrap("  ", fmt.Sprintf("%s  (%s, %s)", c.Name, c.Code, how))
		for _, m := range c.Mentions {
			x.mention(&m, entity.RuleText("country", m.Rule))
		}
	}
}

func (x *explanation) amounts(amounts []corpus.Amount) {
	x.section("AMOUNTS", len(amounts))
	for i := range amounts {
		a := &amounts[i]
		x.gap(i)
		x.wrap("  ", amountLine(a))
		if a.Subject != "" {
			x.wrap("    ", "for: "+a.Subject)
		}
		for _, m := range a.Mentions {
			x.mention(&m, entity.RuleText("amount", m.Rule))
		}
	}
}

// amountLine says what a sum is: "USD 900,000, over".
func amountLine(a *corpus.Amount) string {
	value := ""
	switch {
	case a.Value == nil || a.Min != nil || a.Max != nil:
		value = "from " + grouped(a.Min) + " to " + grouped(a.Max)
	default:
		value = grouped(a.Value)
	}
	line := strings.TrimSpace(a.Currency + " " + value)
	if a.Qualifier != corpus.Exact && a.Qualifier != corpus.Between {
		line += ", " + string(a.Qualifier)
	}
	if a.Value == nil {
		line += ", bounds only"
	}
	if a.Per != "" {
		line += ", per " + a.Per
	}
	return line
}

// grouped writes a number with commas between thousands.
func grouped(d *corpus.Decimal) string {
	if d == nil {
		return "any"
	}
	whole, fraction, found := strings.Cut(d.String(), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if found {
		whole += "." + fraction
	}
	return sign + whole
}

func (x *explanation) section(title string, n int) {
	if n > 0 {
		fmt.Fprintf(x, "\n%s\n", title)
	}
}

// mention writes a mention in its line, and why it is one.
func (x *explanation) mention(m *corpus.Mention, why string) {
	fmt.Fprintf(x, "    %-5s  %s\n", m.Field, x.context(m, x.width-columns(indent)))
	if why == "" {
		why = "By the rule " + m.Rule + "."
	}
	if len(m.Else) > 0 {
		why += " It could also be: " + strings.Join(x.readings(m.Else), ", ") + "."
	}
	x.wrap(indent, why)
}

// readings names what else a mention could be; codes of countries and currencies with their names.
func (x *explanation) readings(others []string) []string {
	var list []string
	for _, other := range others {
		if name := x.country(other); name != "" {
			other = name + " (" + other + ")"
		} else if name := index.CurrencyName(other); name != other {
			other = name + " (" + other + ")"
		}
		list = append(list, other)
	}
	return list
}

// context returns the words of a mention in brackets with as much of what stands around them as fits, on one line; of words that do
// not fit, their beginning and end.
func (x *explanation) context(m *corpus.Mention, room int) string {
	text := x.fields[m.Field]
	if m.Start < 0 || m.End > len(text) || m.Start >= m.End {
		return "[" + m.Text + "]"
	}
	line := func(r []rune) string { return strings.Map(oneSpace, string(r)) }
	before, words, after := line(text[:m.Start]), line(text[m.Start:m.End]), line(text[m.End:])
	room -= 2
	if columns(words) > room {
		words = headOf(words, room/2) + tail(words, room/2)
	}
	room -= columns(words)
	left := tail(before, room/2)
	right := headOf(after, room-columns(left))
	left = tail(before, room-columns(right))
	return left + "[" + words + "]" + right
}

func oneSpace(r rune) rune {
	if r == '\n' || r == '\t' || r == '\r' {
		return ' '
	}
	return r
}

// headOf returns as much of the beginning of s as fits into room, cut at a space if that is near.
func headOf(s string, room int) string {
	if columns(s) <= room {
		return strings.TrimRight(s, " ")
	}
	room -= 2
	at, used := 0, 0
	for i, r := range s {
		if used += runeColumns(r); used > room {
			break
		}
		at = i + len(string(r))
	}
	if space := strings.LastIndexByte(s[:at], ' '); space > at-20 && space >= 0 {
		at = space
	}
	return strings.TrimRight(s[:at], " ") + " …"
}

// tail returns as much of the end of s as fits into room.
func tail(s string, room int) string {
	if columns(s) <= room {
		return strings.TrimLeft(s, " ")
	}
	room -= 2
	runes := []rune(s)
	at, used := len(runes), 0
	for at > 0 && used+runeColumns(runes[at-1]) <= room {
		at--
		used += runeColumns(runes[at])
	}
	rest := string(runes[at:])
	if space := strings.IndexByte(rest, ' '); space >= 0 && space < 20 {
		rest = rest[space+1:]
	}
	return "… " + rest
}

// wrap writes a paragraph, its lines indented and no longer than the width.
func (x *explanation) wrap(indent, text string) {
	used := 0
	for word := range strings.FieldsSeq(text) {
		n := columns(word)
		switch {
		case used == 0:
			x.WriteString(indent + word)
			used = columns(indent) + n
		case used+1+n > x.width:
			x.WriteString("\n" + indent + word)
			used = columns(indent) + n
		default:
			x.WriteString(" " + word)
			used += 1 + n
		}
	}
	x.WriteString("\n")
}

// columns is the width of s on a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
