package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// repairPunctuation removes punctuation that was doubled and spaces before it:
//
//	campaign.".   → campaign."      a full stop on both sides of a closing quote
//	bolt,".       → bolt,"          or behind another mark inside the quote
//	Inc..         → Inc.            two full stops that are no ellipsis
//	said,, that   → said, that      a doubled comma or semicolon
//	ended .       → ended.          a space before a full stop or comma
func repairPunctuation(e *editor) {
	s := e.src
	for i := 0; i < len(s); {
		next := strings.IndexAny(s[i:], ".,;?!")
		if next < 0 {
			return
		}
		i += next
		if s[i] == '.' {
			i = repairStop(e, i)
			continue
		}
		if stop := stopBehindQuote(s, i+1); stop > 0 {
			e.replace(stop, stop+1, "")
			i = stop + 1
			continue
		}
		if s[i] == '?' || s[i] == '!' {
			i++
			continue
		}
		end := i + 1
		for end < len(s) && s[end] == s[i] {
			end++
		}
		if i > 0 && s[i] == ',' && s[i-1] == ' ' && i > 1 && wordEnd(s[:i-1]) && e.copied < i && boundaryAt(s, end) {
			e.replace(i-1, end, ",")
		} else if end-i == 2 && !startsDigit(s[end:]) {
			e.replace(i, end, s[i:i+1])
		}
		i = end
	}
}

// repairStop looks at the full stop at s[i] and returns where to go on.
func repairStop(e *editor, i int) int {
	s := e.src
	end := i + 1
	for end < len(s) && s[end] == '.' {
		end++
	}
	switch {
	case end-i > 2:
		return end
	case end-i == 2:
		if i > 0 && (wordEnd(s[:i]) || strings.IndexByte(closers, s[i-1]) >= 0) && boundaryAt(s, end) {
			e.replace(i, end, ".")
		}
		return end
	}
	if stop := stopBehindQuote(s, end); stop > 0 {
		e.replace(stop, stop+1, "")
		return stop + 1
	}
	spaced := strings.HasPrefix(s[end:], " .") || strings.HasSuffix(s[:i], ". ")
	if i > 1 && s[i-1] == ' ' && !spaced && wordEnd(s[:i-1]) && boundaryAt(s, end) && e.copied < i {
		e.replace(i-1, i, "")
	}
	return end
}

// stopBehindQuote returns where a full stop too many stands: behind the closing quotes that begin at s[i]. It returns 0 if there is
// none.
func stopBehindQuote(s string, i int) int {
	q := quoteLength(s[i:])
	if stop := i + q; q > 0 && stop < len(s) && s[stop] == '.' && boundaryAt(s, stop+1) {
		return stop
	}
	return 0
}

// quoteLength returns the length of the closing quotes that s begins with.
func quoteLength(s string) int {
	return len(s) - len(strings.TrimLeft(s, "\"'”’»"))
}

// wordEnd reports whether s ends in a letter, a digit or something closing.
func wordEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("\"'”’»)]%", r)
}

// boundaryAt reports whether a word can end at s[i:]: a space, a closing mark or the
// end of the text follows.
func boundaryAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return i >= len(s) || r == ' ' || r == '\n' || strings.ContainsRune(closers, r)
}
