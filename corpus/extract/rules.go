package extract

import "strings"

// The rules by which a field is found that stand in no markup of their own.
const (
	ruleAddress       = "address"
	ruleImageAddress  = "image address"
	ruleText          = "text by the headline"
	ruleDateElement   = "element named after dates"
	ruleDateline      = "dateline"
	ruleAuthorElement = "element named after authors"
	ruleAuthorLink    = "link to an author"
	ruleBylineText    = "byline"
)

// Rule is a way in which a page's field is found. Name is what Page.Rules and the dates' From have; where it ends in "*" any
// name of that kind does.
type Rule struct{ Name, Text string }

// Rules returns every rule, for pages and documents that explain them.
func Rules() []Rule {
	return []Rule{
		{"json-ld:*", "a property of the article in the page's JSON-LD"},
		{"og:*", "the page's OpenGraph property of this name"},
		{"article:*", "the page's OpenGraph property of this name"},
		{"twitter:*", "what the page gives to social networks"},
		{"meta:*", "the meta element of this name"},
		{"itemprop:*", "an element of the article with this microdata or RDFa property"},
		{"<time datetime>", "the machine-readable date of a <time> element by the headline"},
		{"<time>", "the text of a <time> element by the headline"},
		{ruleDateElement, "the date in an element by the headline whose class or id is named after dates"},
		{ruleText, "a date written in the lines by the headline or, labelled as published, elsewhere"},
		{ruleDateline, "the date before the first sentence"},
		{ruleAddress, "what stands in the page's address"},
		{ruleImageAddress, "the date in the address of the lead image"},
		{"h1", "the page's main heading"},
		{"<title>", "the page's title, without the site's name"},
		{"rel=author", "a link that is marked as leading to the author"},
		{ruleAuthorElement, "an element by the headline whose class or id is named after authors"},
		{ruleAuthorLink, "a link by the headline that leads to an author's page"},
		{ruleBylineText, `a line by the headline that begins with "By" in the page's language`},
		{"link rel=*", "a link element of this relation"},
		{"request", "the address at which the page was fetched"},
		{"<html lang>", "the language that the page declares"},
		{"text", "what the words themselves show"},
		{"<img>", "the first large picture of the article"},
	}
}

// RuleText returns what a rule means in a line, or "" if there is no such rule.
func RuleText(name string) string {
	for _, r := range Rules() {
		if kind, any := strings.CutSuffix(r.Name, "*"); any && strings.HasPrefix(name, kind) || r.Name == name {
			return r.Text
		}
	}
	return ""
}

// metaRule names the rule of a meta element.
func metaRule(key string) string {
	for _, kind := range []string{"og:", "article:", "twitter:"} {
		if strings.HasPrefix(key, kind) {
			return key
		}
	}
	return "meta:" + key
}
