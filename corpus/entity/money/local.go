package money

import (
	"cmp"
	"slices"
	"strings"

	"dateline/corpus"
)

// A word such as "pesos" without an adjective means the currency of a country that the article speaks of. If its
// sentence before it tells of one alone that has a currency of that name ("in Uganda sugar sells at 4,000 shillings"), it is that country's; else the most
// central country of the article that has one decides. Without any the word keeps its default. Dollars are
// American unless something says otherwise.

// residents are the countries of currencies that an initial stands for: "N617", "R350", "P500".
var residents = map[string]string{"NGN": "NG", "ZAR": "ZA", "PHP": "PH"}

// former are currencies that only an adjective names: their countries have another today.
var former = wordSet("IEP CYP ATS MTL YUD")

// census knows how central each country is to an article, and where it is spoken of.
type census struct {
	countries []corpus.Country
	known     []reading
	places    map[corpus.Field][]place
}

// place is where a country is spoken of, in code points.
type place struct {
	start, end int
	nation     string
	adjective  bool
}

// of returns how central a country is, or 0.
func (c *census) of(nation string) int {
	for i := range c.countries {
		if c.countries[i].Code == nation {
			return c.countries[i].Centrality
		}
	}
	return 0
}

// any reports whether the article speaks of a country with a currency of the family.
func (c *census) any(family string) bool {
	for i := range c.countries {
		if families[family][c.countries[i].Code] != "" {
			return true
		}
	}
	return false
}

// currency returns the code of a sum in its article, and the codes that it could be as well: those of countries that
// the article speaks of, or of any that has a currency of the name where it speaks of none.
func (c *census) currency(f *sum, text *passage) (code string, other []string) {
	family := f.family
	words := text.folded[f.start:f.end]
	if family == "" && f.code == "USD" && f.rule != RuleMinor && strings.Contains(words, "$") && !strings.ContainsAny(words, "USus") {
		if family = "dollar"; text.lx.eitherMark {
			family = "peso" // "$" in Spanish
		}
	}
	if family == "" || strings.ContainsAny(words, "₹£") {
		return f.code, nil
	}
	known := c.reading(f, family, text.lx)
	if known.fixed || len(known.nations) < 2 {
		return known.code, known.other
	}
	if near := c.near(f, text, families[family]); near != "" && near != known.code {
		other = slices.DeleteFunc(slices.Clone(known.other), func(code string) bool { return code == near })
		return near, append([]string{known.code}, other...)
	}
	return known.code, known.other
}

// reading is the code that a word means in an article, and those that it could mean.
type reading struct {
	family  string // of the word
	usual   string // its code without an article
	code    string
	other   []string
	nations []string // that the article speaks of, of those that have such a currency
	fixed   bool
}

// reading returns what a word of the family means in the article.
func (c *census) reading(f *sum, family string, lx *lexicon) *reading {
	for i := range c.known {
		if r := &c.known[i]; r.family == family && r.usual == f.code {
			return r
		}
	}
	c.known = append(c.known, c.weigh(f, family, lx))
	return &c.known[len(c.known)-1]
}

// weigh decides by the countries that the article speaks of.
func (c *census) weigh(f *sum, name string, lx *lexicon) reading {
	family := families[name]
	r := reading{family: name, usual: f.code, code: f.code}
	most := 0
	for i := range c.countries {
		nation, central := c.countries[i].Code, c.countries[i].Centrality
		code := family[nation]
		if code == "" || former[code] {
			continue
		}
		r.nations = append(r.nations, nation)
		most = max(most, central)
		if !slices.Contains(r.other, code) {
			r.other = append(r.other, code)
		}
	}
	r.fixed = f.code == "USD" && (f.family != "" || !lx.eitherMark || c.of("US") > most) // a dollar is American unless something says otherwise
	if len(r.other) > 1 {
		slices.SortFunc(r.other, func(a, b string) int {
			return cmp.Or(cmp.Compare(c.weight(family, b), c.weight(family, a)), cmp.Compare(b2i(a != f.code), b2i(b != f.code)), cmp.Compare(a, b))
		})
	}
	if len(r.other) == 0 && !r.fixed {
		r.other = slices.Clone(usual[f.family])
	} else if !r.fixed {
		r.code = r.other[0]
	}
	if r.code != f.code && f.code == "USD" {
		r.other = append(r.other, f.code)
	}
	r.other = slices.DeleteFunc(r.other, func(code string) bool { return code == r.code })
	return r
}

// weight is how central the most central country is that uses a currency.
func (c *census) weight(family map[string]string, code string) (most int) {
	for i := range c.countries {
		if family[c.countries[i].Code] == code {
			most = max(most, c.countries[i].Centrality)
		}
	}
	return most
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// near returns the one currency of the family whose country the sentence names or implies before the sum, or "". A
// bare adjective may tell whose people or firms the sentence is about, and does not count.
func (c *census) near(f *sum, text *passage, family map[string]string) string {
	if c.places == nil {
		c.locate()
	}
	from, to := text.sentenceBefore(f.start, f.end)
	found, named := "", false
	for _, p := range c.places[text.field] {
		if p.end > to {
			break
		}
		code := family[p.nation]
		if p.start < from || code == "" || former[code] {
			continue
		}
		if found != "" && found != code {
			return ""
		}
		found, named = code, named || !p.adjective
	}
	if !named {
		return ""
	}
	return found
}

// locate lists the mentions of countries in the order of the text.
func (c *census) locate() {
	c.places = map[corpus.Field][]place{}
	for i := range c.countries {
		for _, m := range c.countries[i].Mentions {
			c.places[m.Field] = append(c.places[m.Field], place{m.Start, m.End, c.countries[i].Code, m.Rule == "demonym"})
		}
	}
	for _, places := range c.places {
		slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.start, b.start) })
	}
}

// usual are the currencies that a word means mostly, where an article does not say whose it is.
var usual = map[string][]string{
	"peso": {"ARS", "CLP", "COP", "MXN", "PHP"}, "rupee": {"INR", "LKR", "NPR", "PKR"}, "franc": {"CHF", "FRF", "XAF", "XOF"}, "krone": {"CZK", "DKK", "NOK", "SEK"},
	"dinar": {"DZD", "IQD", "JOD", "KWD", "RSD", "TND"}, "rial": {"IRR", "OMR", "QAR", "SAR", "YER"}, "shilling": {"KES", "TZS", "UGX"}, "lira": {"ITL", "LBP", "TRY"}, "dirham": {"AED", "MAD"},
	"cfa": {"XAF", "XOF"}, "centavo": {"ARS", "BRL", "CLP", "COP", "MXN", "PHP"},
}
