package extract

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"dateline/corpus/clean"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// linkedData is what the JSON-LD of a page says of its article.
type linkedData struct {
	headline  string
	name      string // of the article, where the headline is another text
	published []statement
	modified  string
	authors   []string
	publisher string
	country   string // of the publisher, as written
	language  string
	url       string
	body      string
	section   []string
	keywords  []string
	image     string
	trail     string // the first section of the page's trail of links, behind the home page
}

// statement is what a page says somewhere, with the rule that found it.
type statement struct{ text, rule string }

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
func readLinkedData(doc *goquery.Document, page *url.URL, title string) linkedData {
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
		if score := articleScore(o, page, title); score > bestScore {
			best, bestScore = o, score
		}
	}
	if best == nil {
		return linkedData{}
	}
	ld := linkedArticle(best, byID)
	ld.complete(all)
	ld.trail = trail(all, ld.headline)
	return ld
}

// complete takes from the page's other objects what its article does not say: from its WebPage the dates, from the video that
// shares its headline the date.
func (ld *linkedData) complete(all []object) {
	for _, o := range all {
		if len(ld.published) > 0 {
			return
		}
		if types := typesOf(o); slices.Contains(types, "webpage") || slices.Contains(types, "videoobject") && titleKey(str(o["name"])) == titleKey(ld.headline) {
			ld.published = publishedIn(o)
		}
	}
}

// trail returns the first section of the page's breadcrumbs: the second link, if that is not the article itself.
func trail(all []object, headline string) string {
	for _, o := range all {
		links, _ := o["itemListElement"].([]any)
		if !slices.Contains(typesOf(o), "breadcrumblist") || len(links) < 2 {
			continue
		}
		second, _ := links[1].(object)
		name := str(second["name"])
		if name == "" {
			name = str(second["item"])
		}
		if titleKey(name) != titleKey(headline) && !strings.Contains(name, "://") {
			return name
		}
	}
	return ""
}

// typesOf returns an object's types in lower case, without their vocabulary.
func typesOf(o object) []string {
	types := strs(o["@type"])
	for i, t := range types {
		types[i] = strings.ToLower(t[strings.LastIndexAny(t, "/:#")+1:])
	}
	return types
}

// articleScore says how surely an object is the article of a page with these titles; it is none if that is not over 0.
func articleScore(o object, page *url.URL, title string) int {
	score := 0
	for _, t := range typesOf(o) {
		score = max(score, 10*articleTypes[t])
	}
	if score == 0 {
		return 0
	}
	for _, key := range []string{"headline", "datePublished", "author", "articleBody"} {
		if o[key] != nil {
			score += 2
		}
	}
	if o[listed] != nil {
		score -= 30 // one of several that a list or a part of the page holds
	}
	const telling = 8 // bytes of a headline
	if k := titleKey(str(o["headline"])); len(k) >= telling && strings.Contains(titleKey(title), k) {
		score += 20
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
		published: publishedIn(o),
		modified:  str(o["dateModified"]),
		authors:   people(firstOf(o, "author", "creator"), byID, 0),
		publisher: strings.Join(people(o["publisher"], byID, 0), ""),
		country:   addressCountry(o["publisher"], byID, 0),
		language:  str(o["inLanguage"]),
		url:       address(firstOf(o, "url", "mainEntityOfPage")),
		body:      text(o["articleBody"]),
		section:   strs(o["articleSection"]),
		keywords:  strs(o["keywords"]),
		image:     imageAddress(firstOf(o, "image", "thumbnailUrl"), byID, 0),
	}
}

func publishedIn(o object) []statement {
	var all []statement
	for _, key := range []string{"datePublished", "dateCreated", "uploadDate"} {
		for _, text := range strs(o[key]) {
			all = append(all, statement{text, "json-ld:" + key})
		}
	}
	return all
}

// imageAddress returns the address in an image property: a string, an ImageObject, a reference to one, or the first of a list.
func imageAddress(v any, byID map[string]object, depth int) string {
	if depth > 6 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		for _, x := range v {
			if a := imageAddress(x, byID, depth+1); a != "" {
				return a
			}
		}
	case object:
		if a := firstOf(v, "url", "contentUrl"); a != nil {
			return imageAddress(a, byID, depth+1)
		}
		if full := byID[str(v["@id"])]; full != nil && firstOf(full, "url", "contentUrl") != nil {
			return imageAddress(full, byID, depth+1)
		}
		return str(v["@id"])
	}
	return ""
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
// semicolon or is broken as templates break it (see looseJSON). nil is no JSON.
func decodeJSON(script string) any {
	script = strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, wrap[0]), wrap[1]))
	}
	script = strings.TrimRight(script, "; \n")
	if v, ok := decodeStrict(script); ok {
		return v
	}
	if strings.HasPrefix(script, "&") || strings.Contains(script, "{&quot;") {
		script = html.UnescapeString(script)
	}
	return looseJSON(script)
}

func decodeStrict(script string) (any, bool) {
	d := json.NewDecoder(strings.NewReader(script))
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, false
	}
	return v, !d.More()
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
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "creator", "publisher", "image", "primaryImageOfPage", "video"} {
			if v[key] != nil {
				all = appendObjects(all, v[key], depth+1)
			}
		}
		for _, key := range []string{"hasPart", "isPartOf", "itemListElement", "item", "blogPost", "liveBlogUpdate", "comment", "mentions", "citation"} {
			if v[key] != nil {
				first := len(all)
				all = appendObjects(all, v[key], depth+1)
				for _, o := range all[first:] {
					o[listed] = true
				}
			}
		}
	}
	return all
}

// listed marks an object that stands in a list of several, or is a part of another one.
const listed = "\x00listed"

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
		if full := byID[str(v["@id"])]; len(full) > len(v) {
			return people(full, byID, depth+1)
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
