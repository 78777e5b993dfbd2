package person

import (
	"strings"
	"unicode"

	"dateline/corpus/entity/person/crf"
)

// Tables of results give names between numbers, countries and brackets: "275 Byeong Hun Anh (South Korea) 67 68", "(Arpit
// Vasavadia 39; Mayank Markande 3/51)", "3 - Arantxa Sanz (Spain)".

// completeScores makes people of two to four capitalised words in such a place.
func (a *article) completeScores(s int, tokens crf.Sentence) {
	people := 0
	for _, n := range a.names[s] {
		if n.to-n.from > 1 && n.to < len(tokens) && scored(tokens, n.to) {
			people++
		}
	}
	for i := 0; i < len(tokens); i++ {
		if !capital(tokens[i].Text) {
			continue
		}
		to := max(i+1, linkedEnd(tokens, i))
		n := to - i
		if n >= 2 && n <= 4 && to < len(tokens) && a.nameAt(s, i, to) == nil && a.inTable(tokens, i, to, people) && !a.holdsOther(s, i, to) && !a.office(tokens[i:to]) {
			a.replace(s, i, to, RuleList)
		}
		i = to - 1
	}
}

// inTable reports whether the words [from, to) stand like a name in a table: before a country in brackets and a result, or before a
// result where others of the sentence do.
func (a *article) inTable(tokens crf.Sentence, from, to, people int) bool {
	before := from == 0 || numeric(tokens[from-1].Text) || entryMark[tokens[from-1].Text]
	if !before {
		return false
	}
	named := a.isName(tokens[from].Text) || a.isName(tokens[to-1].Text) || doubled(tokens[to-1].Text)
	if tokens[to].Text != "(" {
		return people > 1 && named && scored(tokens, to)
	}
	end := to + 1
	for end < len(tokens) && end < to+5 && capital(tokens[end].Text) {
		end++
	}
	if end == to+1 || end+1 >= len(tokens) || tokens[end].Text != ")" {
		return false
	}
	country := places[phrase(tokens[to+1:end])] || capitals(tokens[end-1].Text) && len(tokens[end-1].Text) <= 3
	result := numeric(tokens[end+1].Text) || from > 0 && (numeric(tokens[from-1].Text) || tokens[from-1].Text == "-" || tokens[from-1].Text == ".")
	return result && (country || named && people > 0)
}

// completeWickets makes people of the words between the marks of a cricket score: "c Inzamam-ul-Haque b Mushtaq 43".
func (a *article) completeWickets(s int, tokens crf.Sentence) {
	for i := 1; i+1 < len(tokens); i++ {
		if mark := tokens[i].Text; mark != "c" && mark != "b" && mark != "st" || !capital(tokens[i+1].Text) {
			continue
		}
		to := max(i+2, linkedEnd(tokens, i+1))
		ends := to == len(tokens) || tokens[to].Text == "b" || tokens[i].Text == "b" && numeric(tokens[to].Text)
		if ends && to-i <= 5 && a.nameAt(s, i+1, to) == nil && !a.listed(s, i+1, to) {
			a.replace(s, i+1, to, RuleList)
		}
	}
}

var entryMark = set("(", ",", ";", "-", "–", ".", ":", "and", "to", "by")

// scored reports whether a result follows: a number, or a bracket and one.
func scored(tokens crf.Sentence, at int) bool {
	return numeric(tokens[at].Text) || tokens[at].Text == "(" && at+1 < len(tokens) && numeric(tokens[at+1].Text)
}

// numeric reports whether a token is a number, a time or a score: "44", "3/51", "2:09:11", "6-4".
func numeric(s string) bool {
	return s != "" && unicode.IsDigit(rune(s[0])) && strings.Trim(s, "0123456789.:/-*'") == ""
}
