package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// repairSpacing puts the space that scraping lost behind punctuation, and moves one that stands before
// it:
//
//	arrested.The   → arrested. The    two lower-case letters, a mark, a capitalised word
//	met,said       → met, said        two letters on both sides of the comma or semicolon
//	left .He       → left. He
//	over ,he       → over, he
//
// Addresses of pages and of mail stay as they are.
func repairSpacing(e *editor) {
	s := e.src
	for i := 0; i < len(s); i++ {
		next := strings.IndexAny(s[i:], ".,;?!")
		if next < 0 {
			return
		}
		i += next
		if i == 0 || i+1 >= len(s) || strings.IndexByte(" \n.,;?!", s[i+1]) >= 0 {
			continue
		}
		from, mark := i, s[i]
		if s[i-1] == ' ' && (mark == '.' || mark == ',') && i > 1 && wordEnd(s[:i-1]) {
			from--
		}
		if lost := lostSpace(s, from, i); !lost || inAddress(s, i) {
			continue
		}
		e.replace(from, i+1, string(mark)+" ")
	}
}

// lostSpace reports whether the words before s[from] and after the mark s[i] are parted by it.
func lostSpace(s string, from, i int) bool {
	if from < i && s[i] == ',' {
		return letters(s[i+1:], false, unicode.IsLetter)
	}
	if s[i] == ',' || s[i] == ';' {
		return letters(s[max(0, from-2*utf8.UTFMax):from], true, unicode.IsLetter) && letters(s[i+1:], false, unicode.IsLetter)
	}
	if !letters(s[max(0, from-2*utf8.UTFMax):from], true, unicode.IsLower) {
		return false
	}
	first, size := utf8.DecodeRuneInString(s[i+1:])
	second, _ := utf8.DecodeRuneInString(s[i+1+size:])
	return unicode.IsUpper(first) && (unicode.IsLower(second) || second == ' ' && (first == 'A' || first == 'I'))
}

// letters reports whether s begins, or ends, with two runes of the kind.
func letters(s string, ends bool, kind func(rune) bool) bool {
	decode, cut := utf8.DecodeRuneInString, func(n int) string { return s[n:] }
	if ends {
		decode, cut = utf8.DecodeLastRuneInString, func(n int) string { return s[:len(s)-n] }
	}
	r, size := decode(s)
	if !kind(r) {
		return false
	}
	r, _ = decode(cut(size))
	return kind(r)
}

// domains are the words after a point that make an address even with a capital.
var domains = words("com org net co gov edu io uk js tv de fr eu info ai app")

// inAddress reports whether the mark s[i] stands in the address of a page or of mail.
func inAddress(s string, i int) bool {
	from := strings.LastIndexAny(s[:i], " \n") + 1
	to := i + 1 + len(firstWord(s[i+1:]))
	if to-from > 200 || strings.ContainsAny(s[from:to], "@/\\_#=") || strings.HasPrefix(strings.ToLower(s[from:to]), "www.") {
		return true
	}
	word := s[i+1 : to]
	end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	if end >= 0 {
		word = word[:end]
	}
	return s[i] == '.' && domains[strings.ToLower(word)]
}
