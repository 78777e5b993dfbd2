package query

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// field is what a "name:" means.
type field struct {
	name string
	// text fields hold words; all other fields hold whole values.
	text TextField
	// value makes a node of a value, or says what is wrong with it.
	value func(p *parser, value string, pos Pos) (Node, *Problem)
}

// fields are the names that may stand before a colon, in any case.
var fields = map[string]field{
	"title":         {name: "title", text: Title},
	"intitle":       {name: "title", text: Title},
	"body":          {name: "body", text: Body},
	"intext":        {name: "body", text: Body},
	"author":        {name: "author", text: Author},
	"url":           {name: "url", text: URLText},
	"inurl":         {name: "url", text: URLText},
	"person":        {name: "person", text: Person},
	"personid":      {name: "personid", value: personValue},
	"country":       {name: "country", value: countryValue(Country)},
	"sourcecountry": {name: "sourcecountry", value: countryValue(SourceCountry)},
	"source":        {name: "source", value: sourceValue},
	"site":          {name: "site", value: siteValue},
	"lang":          {name: "lang", value: languageValue},
	"amount":        {name: "amount", value: amountValue},
	"date":          {name: "date", value: dateValue},
	"before":        {name: "before", value: beforeValue},
	"after":         {name: "after", value: afterValue},
	"when":          {name: "when", value: whenValue},
}

// otherNames are names that other search boxes use for our fields.
var otherNames = map[string]string{
	"language": "lang", "domain": "site", "outlet": "source", "publisher": "source", "byline": "author",
	"headline": "title", "text": "body", "content": "body", "people": "person", "name": "person", "link": "url",
	"countries": "country", "money": "amount", "price": "amount", "published": "date", "since": "after", "until": "before",
	"from": "after", "to": "before", "allintitle": "title", "allintext": "body", "allinurl": "url",
}

// likelyField returns the field that an unknown name was meant for, "" if none is near.
func likelyField(name string) string {
	name = strings.ToLower(name)
	if meant, ok := otherNames[name]; ok {
		return meant
	}
	best := ""
	for known := range fields {
		if oneEdit(name, known) && (best == "" || known < best) {
			best = known
		}
	}
	return best
}

// oneEdit reports whether one letter inserted, removed, changed or swapped with the next makes a of b.
func oneEdit(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) == len(b) && i < len(a):
		swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		return swapped || a[i+1:] == b[i+1:]
	case len(a) == len(b)+1:
		return a[i+1:] == b[i:]
	}
	return false
}

func personValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	id := strings.ToLower(value)
	if strings.ContainsFunc(id, func(r rune) bool { return !isAlnum(r) && r != '-' }) {
		return nil, problem(CodeBadPerson, pos, `An id looks like personid:jane-doe; to search by name write person:"Jane Doe".`,
			"%s is not the id of a person.", quote(value))
	}
	return Keyword{Field: PersonID, Value: id, Pos: pos}, nil
}

func countryValue(f KeywordField) func(*parser, string, Pos) (Node, *Problem) {
	return func(p *parser, value string, pos Pos) (Node, *Problem) {
		code, ok := p.options.CountryCode(value)
		if !ok {
			return nil, problem(CodeUnknownCountry, pos,
				`Use a code or a name, in quotes if it has several words: country:KP, country:"North Korea"; for several countries country:(KP OR US).`,
				"No country is known as %s.", quote(value))
		}
		return Keyword{Field: f, Value: code, Pos: pos}, nil
	}
}

// codeAlone is the CountryCode of a parser that was given none: it knows no names.
func codeAlone(name string) (string, bool) {
	code := strings.ToUpper(name)
	return code, len(name) == 2 && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
}

func sourceValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	if strings.Contains(value, "*") {
		return nil, problem(CodeInnerWildcard, pos, "Write the whole name or domain; site:example.com includes subdomains.", "A * in a source is not supported.")
	}
	value = strings.ToLower(strings.Join(strings.Fields(value), " "))
	if strings.Contains(value, ".") && !strings.Contains(value, " ") {
		if d, ok := domain(value); ok {
			value = d
		}
	}
	return Keyword{Field: Source, Value: value, Pos: pos}, nil
}

func siteValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	d, ok := domain(value)
	if !ok {
		return nil, problem(CodeBadSite, pos, "A site is a domain: site:example.com", "%s is not a domain.", quote(value))
	}
	return Keyword{Field: Site, Value: d, Pos: pos}, nil
}

// domain returns the domain of a domain or URL as people paste it, without "www.".
func domain(s string) (string, bool) {
	if s = strings.TrimPrefix(s, "*."); !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", false
	}
	host, err := idna.Lookup.ToASCII(strings.Trim(u.Hostname(), "."))
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	ok := err == nil && host != "" && !strings.ContainsFunc(host, func(r rune) bool {
		return !isAlnum(r) && r != '.' && r != '-' && r != '_'
	})
	return host, ok
}

func languageValue(_ *parser, value string, pos Pos) (Node, *Problem) {
	name := strings.ToLower(value)
	code, ok := languageNames[name]
	if !ok {
		code, _, _ = strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
		ok = (len(code) == 2 || len(code) == 3) && !strings.ContainsFunc(code, func(r rune) bool { return r < 'a' || r > 'z' })
	}
	if !ok {
		return nil, problem(CodeUnknownLanguage, pos, "Use a code or an English name: lang:de, lang:german, lang:unknown",
			"No language is known as %s.", quote(value))
	}
	return Keyword{Field: Language, Value: code, Pos: pos}, nil
}

// languageNames are the English names of the languages that news is most often written in.
var languageNames = map[string]string{
	"unknown": "unknown", "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "catalan": "ca", "chinese": "zh",
	"croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
	"finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
	"hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko",
	"latvian": "lv", "lithuanian": "lt", "malay": "ms", "norwegian": "no", "persian": "fa", "farsi": "fa",
	"polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
	"slovenian": "sl", "spanish": "es", "swahili": "sw", "swedish": "sv", "tamil": "ta", "thai": "th",
	"turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
}

// fieldNames returns the names of the fields for a hint, without aliases.
func fieldNames() string {
	var names []string
	for alias, f := range fields {
		if alias == f.name {
			names = append(names, alias+":")
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
