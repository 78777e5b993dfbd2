package country

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Inflection by rule. Every function returns more forms than a language has ("alemána" folds to "alemana", and
// nobody writes "grece"), for a form that nobody writes is never found. Accents are folded later, so rules
// need not move them.

// tongue is how a language's names and demonyms vary, and how its text is read.
type tongue struct {
	name    func(string) []string
	demonym func(string) []string
	// small says that demonyms, and in Arabic all words, begin with a small letter or have no case.
	small bool
	// nobles says that a demonym with a capital after a word with one is a surname: "Giovanni Russo".
	nobles bool
	// speech are the words before a demonym that make it a language: "en español".
	speech map[string]bool
	// townsman ends the adjective of a town, "" where it follows no such rule.
	townsman string
	// places are the words before a place.
	places map[string]bool
	// cases says that the names of places are inflected as name does.
	cases bool
	// script is "" for Latin letters.
	script string
	// unspaced says that no spaces part the words.
	unspaced bool
	// homes are the countries that write their places in the language's own signs.
	homes string
	// people are what follows a person's name without a space.
	people []string
}

func (t *tongue) latin() bool { return t.script == "" && !t.unspaced }

var taught = map[string]tongue{
	"es": {name: same, demonym: spanish, small: true, nobles: true, speech: set("en idioma lengua habla hablan hablar"), places: set("en desde hacia entre")},
	"pt": {name: same, demonym: portuguese, small: true, nobles: true, speech: set("em idioma língua lingua fala falam falar"), places: set("em no na desde entre")},
	"fr": {name: same, demonym: french, small: true, nobles: true, speech: set("en langue parle parlent parler"), places: set("à depuis vers entre au")},
	"it": {name: same, demonym: italian, small: true, nobles: true, speech: set("in lingua parla parlano parlare"), places: set("a in verso tra")},
	"de": {name: germanName, demonym: german, small: true, cases: true, townsman: "er", speech: set("auf spricht sprechen sprach"), places: set("in aus nach von bei um zwischen")},
	"nl": {name: same, demonym: dutch, speech: set("in het spreekt spreken"), places: set("in uit naar van bij tussen")},
	"ru": {name: russianName, demonym: russianAdjective, small: true, cases: true, script: "Cyrillic", places: set("в во из до под около через между")},
	"ar": {name: arabicName, demonym: arabic, small: true, cases: true, script: "Arabic", places: set("في من إلى الى بين قرب مدينة")},
	"zh": {name: same, demonym: same, unspaced: true, homes: "CN TW HK MO SG", people: strings.Fields("先生 女士 同志")},
	"ja": {name: same, demonym: same, unspaced: true, homes: "JP", people: strings.Fields("さん 氏 選手 議員 監督 容疑者 被告 社長 首相")},
	"ko": {name: same, demonym: same, unspaced: true, homes: "KR KP"},
}

func same(s string) []string { return []string{s} }

// endings returns s with the suffix cut off and each ending put in its place, and whether s ends so.
func endings(s, suffix, with string) ([]string, bool) {
	stem, ok := strings.CutSuffix(s, suffix)
	if !ok {
		return nil, false
	}
	var out []string
	for end := range strings.SplitSeq(with, " ") {
		out = append(out, stem+strings.Trim(end, "-"))
	}
	return out, true
}

// byEnding applies the first rule, a suffix and its endings, that fits; "-" is the empty ending.
func byEnding(s string, rules [][2]string) []string {
	for _, r := range rules {
		if forms, ok := endings(s, r[0], r[1]); ok {
			return forms
		}
	}
	return same(s)
}

func spanish(s string) []string {
	return byEnding(s, [][2]string{{"o", "o a os as"}, {"és", "és esa eses esas"}, {"án", "án ana anes anas"}, {"ón", "ón ona ones onas"},
		{"í", "í íes ís"}, {"ú", "ú úes ús"}, {"e", "e es"}, {"a", "a as"}, {"", "- a es as"}})
}

func portuguese(s string) []string {
	return byEnding(s, [][2]string{{"ão", "ão ã ãos ães ões ãs"}, {"o", "o a os as"}, {"ês", "ês esa eses esas"}, {"eu", "eu eia eus eias"},
		{"ol", "ol ola óis olas"}, {"e", "e es"}, {"a", "a as"}, {"i", "i is"}, {"", "- es"}})
}

func french(s string) []string {
	return byEnding(s, [][2]string{{"en", "en enne ens ennes"}, {"on", "on onne ons onnes one ones"}, {"grec", "grec grecque grecs grecques"},
		{"turc", "turc turque turcs turques"}, {"e", "e es"}, {"", "- e s es"}})
}

func italian(s string) []string {
	return byEnding(s, [][2]string{{"co", "co ca ci chi che"}, {"go", "go ga ghi ghe"}, {"o", "o a i e"}, {"e", "e i"}, {"a", "a i e"}})
}

func dutch(s string) []string {
	return byEnding(s, [][2]string{{"ees", "ees ese"}, {"", "- e s en"}})
}

// german inflects an adjective ("französisch") or, with a capital, a people ("Franzose", "Italiener").
func german(s string) []string {
	if unicode.IsUpper([]rune(s)[0]) && !strings.HasPrefix(s, "US-a") {
		return spellGerman(byEnding(s, [][2]string{{"er", "er ern ers erin erinnen"}, {"e", "e en in innen er"}, {"", "- s n en in innen"}}))
	}
	return spellGerman(byEnding(s, [][2]string{{"", "- e en er es em"}}))
}

// germanName gives a name its cases: "Deutschlands", "den Niederlanden", "der Vereinigten Staaten".
func germanName(s string) []string {
	first, rest, several := strings.Cut(s, " ")
	if stem, ok := strings.CutSuffix(strings.TrimSuffix(first, "s"), "e"); several && ok && (strings.HasSuffix(stem, "isch") || strings.HasSuffix(stem, "igt")) {
		var out []string
		for _, end := range []string{"e", "en", "er", "es"} {
			for _, last := range germanNoun(rest) {
				out = append(out, stem+end+" "+last)
			}
		}
		return spellGerman(out)
	}
	return spellGerman(germanNoun(s))
}

func germanNoun(s string) []string {
	switch {
	case s == strings.ToUpper(s):
		return same(s)
	case strings.HasSuffix(s, "e"):
		return []string{s, s + "n"}
	case strings.ContainsAny(s[len(s)-1:], "sxz"):
		return same(s)
	}
	return []string{s, s + "s"}
}

var germanSpelling = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ß", "ss")

// spellGerman adds the spellings without umlauts: "Suedkorea", "weissrussisch".
func spellGerman(forms []string) []string {
	for _, form := range forms {
		if plain := germanSpelling.Replace(form); plain != form {
			forms = append(forms, plain)
		}
		if plain := strings.ReplaceAll(form, "ß", "ss"); plain != form {
			forms = append(forms, plain)
		}
	}
	return forms
}

// russianName gives each word of a name its cases: "России", "Северной Кореей".
func russianName(s string) []string {
	if s == strings.ToUpper(s) {
		return same(s)
	}
	out := []string{""}
	words := strings.Fields(s)
	for i, word := range words {
		forms := russianNoun(word)
		if i < len(words)-1 {
			forms = russianModifier(word)
		}
		var next []string
		for _, begun := range out {
			for _, form := range forms {
				next = append(next, strings.TrimSpace(begun+" "+form))
			}
		}
		out = next
	}
	return out
}

func russianNoun(s string) []string {
	return byEnding(s, [][2]string{{"ия", "ия ии ию ией"}, {"я", "я и ю ей е"}, {"а", "а ы и е у ой ей"}, {"ь", "ь и ью я ю ем е"},
		{"й", "й я ю ем е"}, {"ы", "ы ов ам ами ах -"}, {"о", "о"}, {"и", "и"}, {"е", "е"}, {"у", "у"}, {"э", "э"}, {"", "- а у ом е"}})
}

func russianModifier(s string) []string {
	return byEnding(s, [][2]string{{"ая", "ая ой ую"}, {"ое", "ое ого ому ым ом"}, {"ые", "ые ых ым ыми"}, {"ие", "ие их им ими"},
		{"ий", "ий ого ему ому им ом его ем"}, {"ый", "ый ого ому ым ом"}, {"ика", "ика ики ике ику икой"}})
}

func russianAdjective(s string) []string {
	return byEnding(s, [][2]string{{"ий", "ий ого ому им ом ая ой ую ое ие их ими"}})
}

// arabicName adds the form after the preposition l-, which swallows the article: "للإمارات".
func arabicName(s string) []string {
	if rest, ok := strings.CutPrefix(s, "ال"); ok {
		return []string{s, "لل" + rest}
	}
	return same(s)
}

func arabic(s string) []string {
	var out []string
	for _, form := range byEnding(s, [][2]string{{"", "- ة ين ون ا ات"}}) {
		out = append(out, form, "ال"+form, "لل"+form)
	}
	return out
}

// speechOrName refuses a demonym in the plain form that is a language ("en español,"), or a surname.
func (t *tongue) speechOrName(s string, m *match) bool {
	w, _, sep := before(s, m.start)
	after, afterSep := after(s, m.end)
	if sep == ' ' && foreignCoins[strings.ToLower(w)] || afterSep == ' ' && foreignCoins[strings.ToLower(after)] {
		return true
	}
	if sep != ' ' || w == "" {
		return false
	}
	if t.speech[strings.ToLower(w)] {
		return after == "" || afterSep != ' ' || len(after) <= 2 || strings.ToLower(w) != "en" && strings.ToLower(w) != "em"
	}
	first, _ := utf8.DecodeRuneInString(s[m.start:])
	return t.nobles && unicode.IsUpper(first) && capital(w) && !m.upper && !has(articles, w)
}

// foreignCoins beside a demonym make it a currency: "francos suizos", "kanadische Dollar", "ريال سعودي".
var foreignCoins = set(`dólar dólares dolar dolares franco francos libra libras corona coronas peso pesos rublo rublos yuanes rupias
	dollar dollars franc francs livre livres couronne couronnes rouble roubles coroa coroas reais dollaro dollari franchi sterline
	franken pfund krone kronen rubel kanadadollar rupien lira dinar dinars dirham dirhams riyal riyals
	долларов доллара доллар долларах рублей рубля рублях юаней иен фунтов франков крон лир тенге
	دولار دولارات دولارا ريال ريالات دينار دنانير درهم دراهم جنيه جنيهات ليرة ليرات روبل يوان فرنك`)

// articles begin a sentence before a people's name: "Les Français".
var articles = set("les le la l un une des los las el os as o a i gli il lo una uma")
