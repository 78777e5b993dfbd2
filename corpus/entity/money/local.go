package money

import (
	"strings"
	"unicode/utf8"
)

// A word such as "pesos" without an adjective means the currency of the country that
// the article speaks of. Of the countries that have a currency of that name the one
// mentioned most often decides, by name or adjective; without any, or where two are
// equal, the word keeps its default. Dollars are American unless something says otherwise.

// homes are names of countries, beside the adjectives in nations, as folded words.
var homes = map[string]string{
	"mexico": "MX", "philippines": "PH", "argentina": "AR", "chile": "CL", "colombia": "CO", "cuba": "CU", "uruguay": "UY",
	"iran": "IR", "qatar": "QA", "oman": "OM", "yemen": "YE", "kuwait": "KW", "iraq": "IQ", "jordan": "JO", "bahrain": "BH",
	"algeria": "DZ", "tunisia": "TN", "libya": "LY", "serbia": "RS", "yugoslavia": "YU", "morocco": "MA", "emirates": "AE", "dubai": "AE",
	"sweden": "SE", "norway": "NO", "denmark": "DK", "iceland": "IS", "turkey": "TR", "türkiye": "TR", "italy": "IT", "lebanon": "LB",
	"malta": "MT", "syria": "SY", "kenya": "KE", "uganda": "UG", "tanzania": "TZ", "somalia": "SO", "austria": "AT", "pakistan": "PK",
	"india": "IN", "nepal": "NP", "mauritius": "MU", "egypt": "EG", "sudan": "SD", "britain": "GB", "england": "GB", "scotland": "GB",
	"scottish": "GB", "english": "GB", "wales": "GB", "welsh": "GB", "switzerland": "CH", "france": "FR", "belgium": "BE", "luxembourg": "LU",
	"rwanda": "RW", "burundi": "BI", "congo": "CD", "czech": "CZ", "finland": "FI", "germany": "DE", "germans": "DE", "pakistanis": "PK",
	"indians": "IN", "iraqis": "IQ", "iranians": "IR", "lanka": "LK",
	"senegal": "SN", "senegalese": "SN", "mali": "ML", "malian": "ML", "ivory": "CI", "ivorian": "CI", "burkina": "BF", "togo": "TG", "togolese": "TG",
	"benin": "BJ", "cameroon": "CM", "cameroonian": "CM", "gabon": "GA", "gabonese": "GA", "chad": "TD", "chadian": "TD",
}

// local is the country code of a word that speaks of a country, or "".
func local(word string) string {
	if nation, ok := homes[word]; ok {
		return nation
	}
	switch word {
	case "us", "new", "sri", "south", "north", "costa", "dominican":
		return ""
	}
	return nations[word]
}

// census counts, once it is asked, how often an article speaks of each country.
type census struct {
	texts [2]string
	count map[string]int
}

func (c *census) of(nation string) int {
	if c.count == nil {
		c.count = map[string]int{}
		for _, s := range c.texts {
			c.read(s)
		}
	}
	return c.count[nation]
}

func (c *census) read(s string) {
	var w word
	for i := 0; i < len(s); {
		if !letterAt(s, i) {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		if !readWord(s, i, &w) {
			i++
			continue
		}
		if first := s[i]; first >= utf8.RuneSelf || first >= 'A' && first <= 'Z' {
			if nation := local(string(w.text())); nation != "" {
				c.count[nation]++
			}
		}
		i = max(w.end, i+1)
	}
}

// currency returns the code of a sum in its article.
func (c *census) currency(f *sum, text string) string {
	family := families[f.family]
	if family == nil || f.family == "dollar" || strings.ContainsAny(text[f.start:f.end], "₹£") {
		return f.code
	}
	best, most := f.code, 0
	for nation, code := range family {
		switch n := c.of(nation); {
		case n > most || n == most && n > 0 && code == f.code:
			best, most = code, n
		case n == most && n > 0 && best != f.code && code < best:
			best = code
		}
	}
	return best
}
