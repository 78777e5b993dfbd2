package extract

import (
	"strings"

	"dateline/corpus/language"

	xlanguage "golang.org/x/text/language"
)

// language returns the language of the text: what the page declares, unless the words are plainly of another, since
// templates are copied across languages.
func (s *source) language(text string) string { return language.Of(s.declaredLanguage(), "", text) }

func (s *source) declaredLanguage() string {
	tag, _ := s.languageTag()
	return language.Base(tag)
}

// languageTag returns the language that the page declares, as written, and the rule that found it.
func (s *source) languageTag() (string, string) {
	root := s.doc.Find("html").First()
	claims := []statement{{s.ld.language, "json-ld:inLanguage"}, {root.AttrOr("lang", ""), "<html lang>"}, {root.AttrOr("xml:lang", ""), "<html lang>"}}
	for _, key := range []string{"og:locale", "content-language", "language", "dc.language", "dcterms.language"} {
		claims = append(claims, statement{s.meta.first(key), metaRule(key)})
	}
	for _, c := range claims {
		if tag := squeeze(c.text); language.Base(tag) != "" {
			return tag, c.rule
		}
	}
	return "", ""
}

// languageRule returns the rule that found the page's language.
func (s *source) languageRule(found string) string {
	if tag, rule := s.languageTag(); found != "" && language.Base(tag) == found {
		return rule
	}
	if found == "" {
		return ""
	}
	return "text"
}

// region returns the country for which the page is written, as its language tags or its domain say, "" if they do not.
func (s *source) region() string {
	tags := []string{s.doc.Find("html").First().AttrOr("lang", ""), s.meta.first("og:locale"), s.ld.language, s.meta.first("content-language")}
	if s.url != nil {
		host := s.url.Hostname()
		if top := strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:]); top == "UK" {
			return "GB"
		} else if _, err := xlanguage.ParseRegion(top); err == nil && len(top) == 2 && !worldDomains[top] {
			return top
		}
	}
	for _, tag := range tags {
		parsed, err := xlanguage.Parse(strings.ReplaceAll(squeeze(tag), "_", "-"))
		if region, sure := parsed.Region(); err == nil && sure == xlanguage.Exact {
			return region.String()
		}
	}
	return ""
}

// worldDomains are countries' domains that are used all over the world.
var worldDomains = map[string]bool{"IO": true, "CO": true, "TV": true, "ME": true, "AI": true, "FM": true, "LY": true, "GG": true, "CC": true, "TO": true, "IS": true, "EU": true}
