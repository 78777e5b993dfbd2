package analysis

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A run of a script that puts no spaces between words becomes overlapping pairs
// of its characters, a position each: "日本語" is "日本", "本語". A query does the
// same, so that its pairs are found as a phrase. A character alone is a word. Hangul is
// among them because its particles stand without a space after the word.
var spacelessScripts = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

func spaceless(r rune) bool {
	if r < 0x0E00 || r >= 0x1E00 && r < 0x2E80 {
		return false
	}
	switch r {
	case 'ー', 'ｰ': // in the script Common
		return true
	}
	return unicode.In(r, spacelessScripts...) && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

// clusterEnd returns the length of the character that s begins with and the marks on it.
func clusterEnd(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	for end := size; end < len(s); end += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[end:])
		voiced := r == '\uff9e' || r == '\uff9f' // of half-width Katakana
		if !voiced && !unicode.Is(unicode.M, r) {
			return end
		}
	}
	return len(s)
}

// run is what is known of a run so far.
type run struct {
	length     int
	last       string // character, folded
	start, end int    // code points, of last
}

// pair takes the next len(cluster) bytes as a character of a run.
func (s *scanner) pair(cluster string) {
	start := s.at
	s.advance(len(cluster))
	folded := norm.NFKC.String(clip(cluster, MaxWordLength/8))
	if s.run.length > 0 {
		s.emit(piece{raw: s.run.last + folded, start: s.run.start, end: s.at, folded: true})
	}
	s.run = run{length: s.run.length + 1, last: folded, start: start, end: s.at}
}

// flush ends a run. Of a run of one character that character is the word.
func (s *scanner) flush() {
	if s.run.length == 1 {
		s.emit(piece{raw: s.run.last, start: s.run.start, end: s.run.end, folded: true})
	}
	s.run = run{}
}

// clip cuts s to at most n bytes, between code points.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
