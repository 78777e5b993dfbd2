package byline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A stub is a line that a page's template left where a byline or a date should
// stand, such as "Written by Published", "By Staff | Published: Jan 5, 2025" or
// "Posted on". It has at most maxStubWords words, every one of them a stub word, a number
// or a time, and at least one is a stub verb; "by" alone is a verb only if no date
// follows, since "By May 2021" can be a heading.
const maxStubWords = 14

var (
	stubVerbs = set("written posted published updated modified edited")
	stubWords = set(`by on at in last first and the a of for to from date dated time author authors staff admin administrator editor
		editors writer writers reporter reporters correspondent desk team newsroom news web online min mins minute minutes
		hour hours day days ago read comments views share am pm a.m p.m est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst
		cet cest ist jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november
		dec december mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday today yesterday`)
	dateWords = set(`on jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
		november dec december mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday today`)
)

// IsStub reports whether a line is a stub.
func IsStub(line string) bool {
	if endsSentence(line) && !strings.HasSuffix(line, ":") {
		return false
	}
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("|•·,;:/()–—-", r)
	})
	verb := isReadingTime(fields)
	for i, w := range fields {
		w = strings.Trim(w, ".")
		switch {
		case stubVerbs[w]:
			verb = true
		case w == "by":
			verb = verb || i+1 == len(fields) || stubWords[fields[i+1]] && !dateWords[fields[i+1]]
		case !stubWords[w] && !isNumberWord(w):
			return false
		}
	}
	return verb && len(fields) <= maxStubWords
}

// isReadingTime recognises "3 min read".
func isReadingTime(fields []string) bool {
	if len(fields) != 3 || !isNumberWord(fields[0]) || fields[2] != "read" {
		return false
	}
	return strings.HasPrefix(fields[1], "min")
}

// isNumberWord reports whether w is digits, perhaps with an ordinal's or a time's letters.
func isNumberWord(w string) bool {
	if w == "" || w[0] < '0' || w[0] > '9' {
		return false
	}
	switch strings.TrimLeft(w, "0123456789.") {
	case "", "st", "nd", "rd", "th", "am", "pm", "a.m", "p.m", "z", "h":
		return true
	}
	return false
}

// endsSentence reports whether a line ends as sentences, or lines that introduce something, do.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»)]›"))
	return strings.ContainsRune(".!?…:。！？：।؟", r)
}

// set returns the words of a line.
func set(line string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(line) {
		m[w] = true
	}
	return m
}
