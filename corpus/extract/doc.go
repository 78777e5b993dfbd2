// Package extract reads one news article out of an HTML page: title, authors,
// publication date, language, addresses and the text.
//
// [HTML] is the only way in. It decodes the page (byte order mark, declared charset,
// sniffing), parses it within bounds, gathers what the page says of itself
// (JSON-LD, OpenGraph, meta elements, <time>, byline elements) and finds the body
// with package content. What the page says in several places is decided by rules of
// this package, each in a file of its own: title.go, date.go, authors.go, labels.go, address.go. They ask the page's data first and
// then its outline (outline.go): what a reader sees around the headline, and not beside the article. [Page.Rules] names the rule that
// found each field, and [RuleText] explains it.
//
// A page that holds no article (a consent wall, an error page, a list of stories, a player,
// the stub before a paywall) is an error that says so, a [NotArticle]: kind.go weighs the signs that
// survey.go counts and the phrases of kinds.txt.
//
// Whatever bytes are given, HTML answers within seconds, with a bounded result or
// an error; it never panics and never invents a date.
package extract
