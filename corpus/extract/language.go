package extract

import (
	"dateline/corpus/language"
)

// language returns the language of the text: what the page declares, unless the words are plainly of another, since
// templates are copied across languages.
func (s *source) language(text string) string { return language.Of(s.declaredLanguage(), "", text) }

func (s *source) declaredLanguage() string {
	lang := s.doc.Find("html").First()
	for _, tag := range []string{s.ld.language, lang.AttrOr("lang", ""), lang.AttrOr("xml:lang", ""),
		s.meta.first("og:locale", "content-language", "language", "dc.language", "dcterms.language")} {
		if base := language.Base(squeeze(tag)); base != "" {
			return base
		}
	}
	return ""
}
