package person

import (
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// shortNames are first names that are written short and take a period.
var shortNames = set("ma", "md", "mohd", "muhd", "chas", "wm", "geo", "jos", "thos", "abd")

// rejoin mends what was cut inside a name: a short first name whose period was taken for the end of a sentence
// ("Ma. Teresa"), and a word with the hyphen of a line break ("Zhen-\nxing").
func rejoin(text string, sentences []crf.Sentence) []crf.Sentence {
	out := sentences[:0]
	for _, s := range sentences {
		last := len(out) - 1
		switch {
		case last >= 0 && len(s) > 0 && endsShort(out[last]) && capital(s[0].Text):
			before := out[last]
			word := &before[len(before)-2]
			word.Text, word.End = word.Text+".", before[len(before)-1].End
			out[last] = slices.Concat(before[:len(before)-1], s)
		case last >= 0 && len(s) > 0 && endsTitled(out[last]) && goesOnLine(text, out[last], s):
			out[last] = slices.Concat(out[last], s)
		case last >= 0 && len(s) > 0 && endsTorn(out[last]) && startsLower(s[0].Text):
			out[last] = slices.Concat(out[last], s)
		default:
			out = append(out, s)
		}
	}
	if strings.Contains(text, "-\n") || strings.Contains(text, "-\r") {
		for s := range out {
			out[s] = rejoinHyphens(text, out[s])
		}
	}
	return out
}

// endsShort reports whether a sentence ends in a short first name and its period.
func endsShort(s crf.Sentence) bool {
	n := len(s)
	return n > 1 && n < maxJoined && s[n-1].Text == "." && s[n-2].End == s[n-1].Start && (capital(s[n-2].Text) && shortNames[fold(s[n-2].Text)] || s[n-2].Text == "v")
}

// endsTitled reports whether a sentence ends in a title and one word of a name: "President Moon", and goesOnLine whether the next line goes on with
// a capitalised word and small ones.
func endsTitled(s crf.Sentence) bool {
	n := len(s)
	return n > 1 && n < maxJoined && isSurname(s[n-1].Text) && capital(s[n-2].Text) && titles[fold(s[n-2].Text)] && !titles[fold(s[n-1].Text)]
}

func goesOnLine(text string, before, s crf.Sentence) bool {
	gap := text[before[len(before)-1].End:s[0].Start]
	return len(s) > 1 && strings.Trim(gap, " \t\r") == "\n" && capital(s[0].Text) && isSurname(s[0].Text) && !openers[fold(s[0].Text)] && startsLower(s[1].Text)
}

// endsTorn reports whether a sentence ends in a capitalised word and a hyphen.
func endsTorn(s crf.Sentence) bool {
	n := len(s)
	return n > 1 && n < maxJoined && s[n-1].Text == "-" && s[n-2].End == s[n-1].Start && capital(s[n-2].Text)
}

// maxJoined bounds the words of a sentence that another is joined to.
const maxJoined = 400

// rejoinHyphens makes one token of a capitalised word, a hyphen at the end of a line and the small letters after it.
func rejoinHyphens(text string, tokens crf.Sentence) crf.Sentence {
	out := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if i+2 < len(tokens) && tokens[i+1].Text == "-" && t.End == tokens[i+1].Start && capital(t.Text) && startsLower(tokens[i+2].Text) &&
			strings.TrimRight(text[tokens[i+1].End:tokens[i+2].Start], " \t\r") == "\n" {
			t.Text, t.End = t.Text+tokens[i+2].Text, tokens[i+2].End
			i += 2
		}
		out = append(out, t)
	}
	return out
}

// splitNumbers parts the number on a shirt from the name behind it: "5-Alessandro".
func splitNumbers(tokens crf.Sentence) crf.Sentence {
	at := slices.IndexFunc(tokens, func(t crf.Token) bool { return shirt(t.Text) > 0 })
	if at < 0 {
		return tokens
	}
	out := slices.Clone(tokens[:at])
	for _, t := range tokens[at:] {
		n := shirt(t.Text)
		if n == 0 {
			out = append(out, t)
			continue
		}
		out = append(out, crf.Token{Text: t.Text[:n], Start: t.Start, End: t.Start + n},
			crf.Token{Text: "-", Start: t.Start + n, End: t.Start + n + 1},
			crf.Token{Text: t.Text[n+1:], Start: t.Start + n + 1, End: t.End})
	}
	return out
}

// shirt returns the length of a number of one or two digits before a hyphen and a capital, 0 if there is none.
func shirt(s string) int {
	n := strings.IndexByte(s, '-')
	if n < 1 || n > 2 || strings.Trim(s[:n], "0123456789") != "" || !isSurname(s[n+1:]) {
		return 0
	}
	return n
}
