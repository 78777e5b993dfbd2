package money

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A word such as "pesos" without an adjective means the currency of the country that
// the article speaks of. Of the countries that have a currency of that name the one
// mentioned most often decides, by name or adjective; without any, or where two are
// equal, the word keeps its default. Dollars are American unless something says otherwise.

// homes are names of countries, beside the adjectives in nations, as folded words. South Africa, of which
// no word alone tells, goes by its currency.
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
	"canada": "CA", "australia": "AU", "zealand": "NZ", "jamaica": "JM", "fiji": "FJ", "namibia": "NA", "liberia": "LR", "brunei": "BN", "nigeria": "NG", "lagos": "NG", "abuja": "NG", "africa": "ZAR", "african": "ZAR", "johannesburg": "ZAR", "pretoria": "ZAR", "manila": "PH",
	"senegal": "SN", "senegalese": "SN", "mali": "ML", "malian": "ML", "ivory": "CI", "ivorian": "CI", "burkina": "BF", "togo": "TG", "togolese": "TG",
	"benin": "BJ", "cameroon": "CM", "cameroonian": "CM", "gabon": "GA", "gabonese": "GA", "chad": "TD", "chadian": "TD",
}

// residents are the countries of currencies that an initial stands for: "N617", "R350", "P500".
var residents = map[string]string{"NGN": "NG", "ZAR": "ZAR", "PHP": "PH"}

// local is the country code of a word that speaks of a country, or "".
func local(word string) string {
	if nation, ok := homes[word]; ok {
		return nation
	}
	switch word {
	case "us", "new", "sri", "south", "north", "costa", "dominican", "united", "east", "solomon", "papua":
		return ""
	}
	return nations[word]
}

// census counts, once it is asked, how often an article speaks of each country.
type census struct {
	texts [2]string
	lx    *lexicon
	count map[string]int
	known map[string]reading // by family and code
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
		if c.lx.english && s[i] >= 'a' && s[i] <= 'z' { // no name
			for i < len(s) && isLetter(s[i]) {
				i++
			}
			continue
		}
		if !readWord(s, i, &w) {
			i++
			continue
		}
		if nation := c.nation(&w); nation != "" {
			c.count[nation]++
		}
		i = max(w.end, i+1)
	}
}

// nation is the country that a word speaks of, or "". Other languages write adjectives small.
func (c *census) nation(w *word) string {
	if w.capital || w.key[0] >= utf8.RuneSelf {
		if nation := local(string(w.text())); nation != "" {
			return nation
		}
	}
	if c.lx.english || w.n < 4 {
		return ""
	}
	return c.lx.stemOf(w)
}

// currency returns the code of a sum in its article, and the codes that it could be as well: those of countries that
// the article speaks of, or of any that has a currency of the name where it speaks of none.
func (c *census) currency(f *sum, text string) (code string, other []string) {
	family := families[f.family]
	words := text[f.start:f.end]
	if f.family == "" && f.code == "USD" && f.rule != "minor" && strings.Contains(words, "$") && !strings.ContainsAny(words, "USus") {
		family = families["dollar"]
	}
	if family != nil && f.family == "" && c.lx.eitherMark {
		family = families["peso"] // "$" in Spanish
	}
	if family == nil || strings.ContainsAny(words, "₹£") {
		return f.code, nil
	}
	key := f.family + f.code
	known, ok := c.known[key]
	if !ok {
		known = c.weigh(f, family)
		if c.known == nil {
			c.known = map[string]reading{}
		}
		c.known[key] = known
	}
	return known.code, known.other
}

// reading is the code that a word means in an article, and those that it could mean.
type reading struct {
	code  string
	other []string
}

// weigh decides by the countries that the article speaks of.
func (c *census) weigh(f *sum, family map[string]string) reading {
	best, most := f.code, 0
	var other []string
	fixed := f.code == "USD" && (f.family != "" || !c.lx.eitherMark || c.of("US") > 0) // a dollar is American unless something says otherwise
	for nation, code := range family {
		n := c.of(nation)
		if n == 0 {
			continue
		}
		if !slices.Contains(other, code) {
			other = append(other, code)
		}
		if !fixed && (n > most || n == most && (code == f.code || best != f.code && code < best)) {
			best, most = code, n
		}
	}
	if len(other) == 0 && !fixed {
		other = slices.Clone(usual[f.family])
	}
	if best != f.code && f.code == "USD" {
		other = append(other, f.code)
	}
	other = slices.DeleteFunc(other, func(code string) bool { return code == best })
	slices.SortFunc(other, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.most(family, b), c.most(family, a)), cmp.Compare(a, b))
	})
	return reading{best, other}
}

// most is how often the article speaks of the countries that use a currency.
func (c *census) most(family map[string]string, code string) (n int) {
	for nation, used := range family {
		if used == code {
			n += c.of(nation)
		}
	}
	return n
}

// usual are the currencies that a word means mostly, where an article does not say whose it is.
var usual = map[string][]string{
	"peso": {"ARS", "CLP", "COP", "MXN", "PHP"}, "rupee": {"INR", "LKR", "NPR", "PKR"}, "franc": {"CHF", "FRF", "XAF", "XOF"}, "krone": {"CZK", "DKK", "NOK", "SEK"},
	"dinar": {"DZD", "IQD", "JOD", "KWD", "RSD", "TND"}, "rial": {"IRR", "OMR", "QAR", "SAR", "YER"}, "shilling": {"KES", "TZS", "UGX"}, "lira": {"ITL", "LBP", "TRY"}, "dirham": {"AED", "MAD"},
}
