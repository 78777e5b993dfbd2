package extract

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"dateline/corpus/clean"

	"github.com/PuerkitoBio/goquery"
)

// linkedData is what the JSON-LD of a page says of its article.
type linkedData struct {
	headline  string
	name      string // of the article, where the headline is another text
	published string
	modified  string
	authors   []string
	publisher string
	language  string
	url       string
	body      string
}

// object is a JSON object of JSON-LD.
type object = map[string]any

const (
	maxScripts     = 40
	maxScriptBytes = 1 << 20
	maxObjects     = 2000
)

// articleTypes are the schema.org types of an article; a higher number is more surely the
// page's own.
var articleTypes = map[string]int{
	"newsarticle": 5, "reportagenewsarticle": 5, "analysisnewsarticle": 5, "opinionnewsarticle": 5, "backgroundnewsarticle": 5,
	"askpublicnewsarticle": 5, "reviewnewsarticle": 5, "liveblogposting": 5, "advertisercontentarticle": 4, "satiricalarticle": 4,
	"article": 4, "blogposting": 4, "report": 4, "techarticle": 4, "scholarlyarticle": 4, "socialmediaposting": 3,
	"videoobject": 1, "webpage": 1, "itempage": 1,
}

// readLinkedData reads the best article object of all JSON-LD scripts.
func readLinkedData(doc *goquery.Document, page *url.URL) linkedData {
	var all []object
	doc.Find(`script[type*="ld+json"]`).EachWithBreak(func(n int, s *goquery.Selection) bool {
		if text := s.Text(); len(text) <= maxScriptBytes {
			all = appendObjects(all, decodeJSON(text), 0)
		}
		return n < maxScripts && len(all) < maxObjects
	})
	byID := map[string]object{}
	for _, o := range all {
		if id := str(o["@id"]); id != "" && len(o) > len(byID[id]) {
			byID[id] = o
		}
	}
	var best object
	bestScore := 0
	for _, o := range all {
		if score := articleScore(o, page); score > bestScore {
			best, bestScore = o, score
		}
	}
	if best == nil {
		return linkedData{}
	}
	return linkedArticle(best, byID)
}

// articleScore says how surely an object is the page's article, 0 if it is none.
func articleScore(o object, page *url.URL) int {
	score := 0
	for _, t := range strs(o["@type"]) {
		t = t[strings.LastIndexAny(t, "/:#")+1:]
		score = max(score, 10*articleTypes[strings.ToLower(t)])
	}
	if score == 0 {
		return 0
	}
	for _, key := range []string{"headline", "datePublished", "author", "articleBody"} {
		if o[key] != nil {
			score += 2
		}
	}
	if page != nil {
		for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
			if u := webAddress(address(o[key]), page); u != nil && u.Path == page.Path && u.Host == page.Host {
				return score + 20
			}
		}
	}
	return score
}

func linkedArticle(o object, byID map[string]object) linkedData {
	return linkedData{
		headline:  str(o["headline"]),
		name:      str(o["name"]),
		published: str(o["datePublished"]),
		modified:  str(o["dateModified"]),
		authors:   people(firstOf(o, "author", "creator"), byID, 0),
		publisher: strings.Join(people(o["publisher"], byID, 0), ""),
		language:  str(o["inLanguage"]),
		url:       address(firstOf(o, "url", "mainEntityOfPage")),
		body:      text(o["articleBody"]),
	}
}

func firstOf(o object, keys ...string) any {
	for _, k := range keys {
		if o[k] != nil {
			return o[k]
		}
	}
	return nil
}

// decodeJSON reads one script, also where it is wrapped in a comment, ends in a
// semicolon or has line feeds inside its strings. nil is no JSON.
func decodeJSON(script string) any {
	script = strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, wrap[0]), wrap[1]))
	}
	script = strings.TrimRight(script, "; \n")
	if v, ok := decodeStrict(script); ok {
		return v
	}
	spaced := strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	if v, ok := decodeStrict(spaced); ok {
		return v
	}
	v, _ := decodeStrict(strings.NewReplacer(",}", "}", ",]", "]", ", }", "}", ", ]", "]").Replace(squeeze(spaced)))
	return v
}

func decodeStrict(script string) (any, bool) {
	d := json.NewDecoder(bytes.NewReader([]byte(script)))
	var v any
	err := d.Decode(&v)
	return v, err == nil
}

// appendObjects collects the objects of v and of what it holds.
func appendObjects(all []object, v any, depth int) []object {
	if depth > 12 || len(all) >= maxObjects {
		return all
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			all = appendObjects(all, x, depth+1)
		}
	case object:
		all = append(all, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "itemListElement"} {
			if v[key] != nil {
				all = appendObjects(all, v[key], depth+1)
			}
		}
	}
	return all
}

// people returns the names that an author or publisher property holds.
func people(v any, byID map[string]object, depth int) []string {
	if depth > 6 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return strs(v)
	case []any:
		var names []string
		for _, x := range v {
			names = append(names, people(x, byID, depth+1)...)
		}
		return names
	case object:
		if name := strs(v["name"]); len(name) > 0 {
			return name
		}
		if full := byID[str(v["@id"])]; full != nil && full["name"] != nil {
			return strs(full["name"])
		}
		if given, family := str(v["givenName"]), str(v["familyName"]); given != "" && family != "" {
			return []string{given + " " + family}
		}
	}
	return nil
}

// str returns the first string in v in one line, with its entities decoded.
func str(v any) string {
	if all := strs(v); len(all) > 0 {
		return all[0]
	}
	return ""
}

func strs(v any) []string {
	switch v := v.(type) {
	case string:
		if s := clean.Title(v).Text; s != "" && len(s) <= maxMetaBytes {
			return []string{s}
		}
	case []any:
		var all []string
		for _, x := range v {
			all = append(all, strs(x)...)
		}
		return all
	case object:
		return strs(firstOf(v, "@value", "name", "alternateName"))
	}
	return nil
}

// text returns a long string as it is.
func text(v any) string {
	s, _ := v.(string)
	return s
}

// address returns the address in v: a string, or an object's @id or url.
func address(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case object:
		return address(firstOf(v, "@id", "url"))
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return address(v[0])
			}
		}
	}
	return ""
}
