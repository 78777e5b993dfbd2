package person

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/entity/person/crf"
)

// quoted is a nickname in quotes that stands inside a name; start and end are byte offsets, with the quotes.
type quoted struct {
	text       string
	start, end int
}

// withoutNicknames takes quoted nicknames out of a sentence (Kejia "Tony" Wang), so that the model
// reads the name as one. Bracketed ones count too (Robert (Bob) Smith).
func withoutNicknames(tokens crf.Sentence) (crf.Sentence, []quoted) {
	var out crf.Sentence
	var found []quoted
	for i := 0; i < len(tokens); i++ {
		n := nicknameAt(tokens, i)
		if n == 0 {
			if found != nil {
				out = append(out, tokens[i])
			}
			continue
		}
		if found == nil {
			out = append(out, tokens[:i]...)
		}
		found = append(found, quoted{nicknameText(tokens[i+1 : i+n-1]), tokens[i].Start, tokens[i+n-1].End})
		i += n - 1
	}
	if found == nil {
		return tokens, nil
	}
	return out, found
}

// nicknameAt returns how many tokens a quoted nickname at i takes, with its quotes: 0 if there is none.
func nicknameAt(tokens crf.Sentence, i int) int {
	closing := closingQuote(tokens[i].Text)
	if closing == "" || i == 0 || !capital(tokens[i-1].Text) || tokens[i-1].End == tokens[i].Start {
		return 0
	}
	for n := 2; n <= maxNickname+2; n++ {
		j := i + n
		if j+1 >= len(tokens) {
			return 0
		}
		mark := tokens[j].Text
		if n > 2 && mark == "," { // "Tony,"
			continue
		}
		if closing == ")" && (tokens[i].End < tokens[i+1].Start || places[fold(tokens[i+1].Text)]) {
			return 0 // a country in a table of results
		}
		if mark == closing || closing == "”" && mark == "\"" {
			if capital(tokens[i+1].Text) && capital(tokens[j+1].Text) && tokens[j].End < tokens[j+1].Start {
				return n + 1
			}
			return 0
		}
		if !capital(tokens[j].Text) && mark != "the" && mark != "of" || n > maxNickname+1 || closing == ")" && n > 2 {
			return 0
		}
	}
	return 0
}

// maxNickname bounds the words of a nickname.
const maxNickname = 4

// balanced returns where a name begins that a quoted nickname opens: "\"Slim Bo\" Hartley", with its quotes. Where the
// quote that closes inside the name opens elsewhere, the name begins behind it.
func balanced(tokens crf.Sentence, from, to int) int {
	for i := to - 2; i >= from; i-- {
		mark := tokens[i].Text
		if mark != "\"" && mark != "”" || tokens[i].Start > tokens[max(i-1, 0)].End || i > from && quotesIn(tokens[from:i]) > 0 {
			continue
		}
		for open := i - 1; open >= max(0, i-maxNickname-1); open-- {
			if word := tokens[open].Text; word == "\"" || mark == "”" && word == "“" {
				return open
			} else if !capital(word) && word != "the" && word != "of" {
				break
			}
		}
		return i + 1
	}
	return from
}

func quotesIn(tokens []crf.Token) int {
	n := 0
	for _, t := range tokens {
		if t.Text == "\"" || t.Text == "“" {
			n++
		}
	}
	return n
}

// nicknameText is the words of a nickname, without a comma before the closing quote.
func nicknameText(tokens []crf.Token) string {
	var out []string
	for _, t := range tokens {
		if nameLike(t.Text) {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, " ")
}

func closingQuote(s string) string {
	switch s {
	case "\"", "'":
		return s
	case "“":
		return "”"
	case "‘":
		return "’"
	case "(":
		return ")"
	}
	return ""
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
