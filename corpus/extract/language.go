package extract

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// language returns the language of the text: what the page declares, unless the words
// are surely of another, since templates are copied across languages.
func (s *source) language(text string) string {
	declared := s.declaredLanguage()
	const sample, enough = 4 << 10, 300
	info := whatlanggo.Detect(strings.ToValidUTF8(text[:min(len(text), sample)], ""))
	seen := info.Lang.Iso6391()
	switch {
	case declared == "" && info.IsReliable():
		return seen
	case seen != "" && len(text) >= enough && info.Confidence >= 0.95 && info.IsReliable():
		return seen
	}
	return declared
}

func (s *source) declaredLanguage() string {
	lang := s.doc.Find("html").First()
	for _, tag := range []string{s.ld.language, lang.AttrOr("lang", ""), lang.AttrOr("xml:lang", ""),
		s.meta.first("og:locale", "content-language", "language", "dc.language", "dcterms.language")} {
		if sub := primarySubtag(tag); sub != "" {
			return sub
		}
	}
	return ""
}

// primarySubtag returns the language of a tag such as "en-US" or "pt_BR".
func primarySubtag(tag string) string {
	tag = strings.ToLower(squeeze(tag))
	if i := strings.IndexAny(tag, "-_,; "); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}
