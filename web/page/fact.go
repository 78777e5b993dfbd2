package page

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/index"
)

// Glossary says in words what annotations name by short names and codes. It answers "" where it has no words.
type Glossary interface {
	// Rule describes in a sentence what recognised a fact of a kind ("person", "country" or "amount"), or names what a "field" of the
	// article was found by.
	Rule(kind, rule string) string
	// Join goes on after "because" with the evidence that joined a shorter form to a person.
	Join(join string) string
	// Merge describes in a sentence why names are one person of the corpus.
	Merge(rule string) string
	// CountryName returns the English name of a country, and the code itself where it knows none.
	CountryName(code string) string
}

// plainGlossary has no words.
type plainGlossary struct{}

func (plainGlossary) Rule(string, string) string     { return "" }
func (plainGlossary) Join(string) string             { return "" }
func (plainGlossary) Merge(string) string            { return "" }
func (plainGlossary) CountryName(code string) string { return code }

// inWords is a description of a rule, by the rule's own name if need be.
func inWords(description, rule string) string {
	if rule == "" {
		return ""
	}
	return cmp.Or(description, "Rule “"+rule+"”.")
}

// joined says why a shorter form is taken for a person.
func joined(g Glossary, join string) string {
	if join == "" {
		return ""
	}
	return "Taken for this person because " + cmp.Or(g.Join(join), "of the rule “"+join+"”") + "."
}

// fact is a fact beside the text.
type fact struct {
	Kind     string
	Name     string
	Titles   string   // of a person, as written
	Details  []string // what else is known of it, a line each
	Href     string   // all articles with it
	Mentions []jump   // those marked in the text, up to maxJumps
	Count    int      // of all mentions
	Why      []reason
}

// reason says why words are taken for a fact. Words alike and found alike are told once.
type reason struct {
	Text  string // the words, "" for what is about the fact as a whole
	Times int
	How   string
	Join  string
	Else  string // what else the words could be
}

// jump leads to the n-th mention in the text.
type jump struct {
	Number int
	Anchor string
	Rule   string
}

func (r *Renderer) addFacts(v *articleView, rec *corpus.Record, names map[corpus.PersonID]string, at map[string]bool) {
	facts := &rec.Annotations
	v.RulesOnly = rulesOnly(facts.RulesOnly)
	resolved := map[int]corpus.Resolved{}
	for _, p := range rec.People {
		resolved[p.Person] = p
	}
	for i := range facts.People {
		p := &facts.People[i]
		f := fact{Kind: "person", Name: p.Name, Titles: strings.Join(p.Titles, ", ")}
		f.addMentions(r.glossary, at, "p", i, p.Mentions)
		if others := otherForms(p); len(others) > 0 {
			f.Details = append(f.Details, "also “"+strings.Join(others, "”, “")+"”")
		}
		id, known := resolved[i]
		if !known || !p.Resolved {
			f.doubt("could be", r.glossary, p.Mentions)
			v.Unclear = append(v.Unclear, f)
			continue
		}
		if name := names[id.ID]; name != "" && !strings.EqualFold(name, p.Name) {
			f.Details = append(f.Details, "known as "+quoted([]string{name}))
		}
		f.doubt("could also be", r.glossary, p.Mentions)
		f.Href = "/person/" + url.PathEscape(string(id.ID))
		f.Why = append(f.Why, reason{How: "Across articles: " + inWords(r.glossary.Merge(id.Rule), id.Rule)})
		v.People = append(v.People, f)
	}
	for _, i := range byCentrality(facts.Countries) {
		f := r.countryFact(&facts.Countries[i], i, at)
		if facts.Countries[i].Named {
			v.Countries = append(v.Countries, f)
		} else {
			v.Implied = append(v.Implied, f)
		}
	}
	v.Amounts = r.amountFacts(facts.Amounts, at)
}

// otherForms returns the variants of a name, those alike but for case once: as they stand in a sentence rather than in a
// headline of capitals.
func otherForms(p *corpus.Person) []string {
	var forms []string
	for _, v := range p.Variants {
		alike := func(form string) bool { return strings.EqualFold(form, v) }
		if i := slices.IndexFunc(forms, alike); i < 0 && !alike(p.Name) {
			forms = append(forms, v)
		} else if i >= 0 && strings.ToUpper(forms[i]) == forms[i] {
			forms[i] = v
		}
	}
	return forms
}

// rulesOnly says which kinds of fact were sought by rules alone.
func rulesOnly(kinds []string) string {
	if len(kinds) == 0 {
		return ""
	}
	return fmt.Sprintf("In this language %s are found by rules alone: expect gaps and mistakes.", listed(kinds, "and"))
}

// listed joins words as a sentence does: "a", "a or b", "a, b or c".
func listed(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	end := len(words) - 1
	return strings.Join(words[:end], ", ") + " " + last + " " + words[end]
}

// byCentrality orders countries by how much the article is about them.
func byCentrality(countries []corpus.Country) []int {
	order := make([]int, len(countries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return countries[b].Centrality - countries[a].Centrality })
	return order
}

func (r *Renderer) countryFact(c *corpus.Country, i int, at map[string]bool) fact {
	f := fact{Kind: "country", Name: c.Name, Href: "/country/" + url.PathEscape(c.Code)}
	if !c.Named {
		f.Kind, f.Href = "country implied", onlyCountry(c)
		f.Details = append(f.Details, impliedBy(c))
	}
	f.addMentions(r.glossary, at, "c", i, c.Mentions)
	f.doubt("could also be", r.glossary, c.Mentions)
	if c.Centrality > 0 {
		f.Why = append(f.Why, reason{How: fmt.Sprintf("How much the article is about it: %d of 100.", c.Centrality)})
	}
	return f
}

// impliedBy says which words imply a country that no word names.
func impliedBy(c *corpus.Country) string {
	return "implied by " + quoted(wordsOf(c.Mentions, 3))
}

func quoted(words []string) string {
	marked := make([]string, len(words))
	for i, w := range words {
		marked[i] = "“" + w + "”"
	}
	return listed(marked, "and")
}

// wordsOf returns the different words of mentions, most of them alike but for case once.
func wordsOf(mentions []corpus.Mention, limit int) []string {
	var words []string
	for _, m := range mentions {
		same := func(w string) bool { return strings.EqualFold(w, m.Text) }
		if !slices.ContainsFunc(words, same) && len(words) < limit {
			words = append(words, m.Text)
		}
	}
	return words
}

// amountFacts lists amounts; those that say the same, in the title and below it, are one.
func (r *Renderer) amountFacts(amounts []corpus.Amount, at map[string]bool) []fact {
	var out []fact
	for i := range amounts {
		m := &amounts[i]
		f := fact{Kind: "amount", Name: amountText(m), Href: around(m)}
		if m.Subject != "" {
			f.Details = append(f.Details, m.Subject)
		}
		f.addMentions(r.glossary, at, "a", i, m.Mentions)
		f.doubt("could also be", r.glossary, m.Mentions)
		if same := slices.IndexFunc(out, func(o fact) bool { return o.Name == f.Name }); same >= 0 {
			out[same].join(&f)
			continue
		}
		out = append(out, f)
	}
	return out
}

// join adds what another fact of the same name says.
func (f *fact) join(other *fact) {
	for _, line := range other.Details {
		if !slices.Contains(f.Details, line) {
			f.Details = append(f.Details, line)
		}
	}
	f.Count += other.Count
	for _, why := range other.Why {
		f.because(why)
	}
	for _, j := range other.Mentions {
		if len(f.Mentions) < maxJumps {
			j.Number = len(f.Mentions) + 1
			f.Mentions = append(f.Mentions, j)
		}
	}
}

// addMentions adds where a fact stands, and why.
func (f *fact) addMentions(g Glossary, at map[string]bool, prefix string, i int, mentions []corpus.Mention) {
	f.Count = len(mentions)
	for j, m := range mentions {
		how := inWords(g.Rule(f.kind(), m.Rule), m.Rule)
		f.because(reason{Text: m.Text, Times: 1, How: how, Join: joined(g, m.Join), Else: f.readings(g, m.Else)})
		if id := anchor(prefix, i, j); at[id] && len(f.Mentions) < maxJumps {
			f.Mentions = append(f.Mentions, jump{len(f.Mentions) + 1, id, how})
		}
	}
}

// because adds a reason, or counts it where it was given already.
func (f *fact) because(why reason) {
	for i := range f.Why {
		other := f.Why[i]
		if other.Times = why.Times; other == why {
			f.Why[i].Times += why.Times
			return
		}
	}
	f.Why = append(f.Why, why)
}

// doubt adds a line on what else words of the mentions could be. Words that are not the fact's name are told.
func (f *fact) doubt(could string, g Glossary, mentions []corpus.Mention) {
	var doubtful []corpus.Mention
	var others []string
	for _, m := range mentions {
		if len(m.Else) > 0 {
			doubtful = append(doubtful, m)
		}
		for _, other := range m.Else {
			if other = f.reading(g, other); !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	if len(others) == 0 {
		return
	}
	line := could + " " + listed(others, "or")
	if words := wordsOf(doubtful, 3); f.kind() != "amount" && !slices.Equal(words, []string{f.Name}) {
		line = quoted(words) + " " + line
	}
	f.Details = append(f.Details, line)
}

func (f *fact) readings(g Glossary, all []string) string {
	words := make([]string, len(all))
	for i, other := range all {
		words[i] = f.reading(g, other)
	}
	return listed(words, "or")
}

// reading names what else words could be: a code by its name, a thing with its article.
func (f *fact) reading(g Glossary, other string) string {
	first, _ := utf8.DecodeRuneInString(other)
	isCode := strings.ToUpper(other) == other
	switch {
	case isCode && len(other) == 2 && f.kind() == "country":
		return cmp.Or(g.CountryName(other), other)
	case isCode && len(other) == 3 && f.kind() == "amount":
		return index.CurrencyName(other)
	case strings.ContainsRune("aeiou", first):
		return "an " + other
	case unicode.IsLower(first) || strings.HasPrefix(other, "US "):
		return "a " + other
	}
	return other
}

// kind is what sort of fact it is: "person", "country" or "amount".
func (f *fact) kind() string {
	kind, _, _ := strings.Cut(f.Kind, " ")
	return kind
}

const maxJumps = 9

// shown returns the anchors of the marks in the text.
func shown(texts [][]Span) map[string]bool {
	at := map[string]bool{}
	for _, spans := range texts {
		for _, s := range spans {
			at[s.Anchor] = true
		}
	}
	return at
}

func anchor(prefix string, fact, mention int) string {
	return fmt.Sprintf("%s%d-%d", prefix, fact+1, mention+1)
}
