package ingest

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/language"
)

const (
	// languageSample is how many code points of an article its language is told by.
	languageSample = 2000
	// languageLetters is how many letters a text must have for its language to be told.
	languageLetters = 60
	// languageConfidence is from where on the guess is taken: wrong in fewer than one of a hundred.
	languageConfidence = 0.8
)

// languageOf returns the primary subtag of the language given, or of the one the text is
// written in, or "" where that is not sure.
func languageOf(given, title, body string) string {
	if base := baseLanguage(given); base != "" {
		return base
	}
	text := body
	if text == "" {
		text = title
	}
	return detectLanguage(text)
}

// baseLanguage reads a tag such as "en", "en_US" or "eng".
func baseLanguage(tag string) string {
	tag, _, _ = strings.Cut(strings.TrimSpace(tag), ",")
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return ""
	}
	base, confidence := t.Base()
	if confidence == language.No || base.String() == "und" {
		return ""
	}
	return base.String()
}

func detectLanguage(text string) string {
	sample := firstRunes(text, languageSample)
	letters := 0
	for _, r := range sample {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < languageLetters {
		return ""
	}
	info := whatlanggo.Detect(sample)
	if info.Confidence < languageConfidence {
		return ""
	}
	return info.Lang.Iso6391()
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
