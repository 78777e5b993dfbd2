package person

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/entity/person/crf"
)

// Headline, byline and dateline often stand on lines of their own without a period. Each is read by itself, so that
// no name goes on from one into the next: "Queues return to Lagos\nBy Chinedu Eze\nWARSAW (Reuters) -".

// maxByline bounds the words of a byline.
const maxByline = 16

// partBylines cuts sentences before and after a line that is a byline.
func partBylines(text string, sentences []crf.Sentence) []crf.Sentence {
	var out []crf.Sentence
	for _, tokens := range sentences {
		start := 0
		for from := 0; from < len(tokens); {
			to := lineEnd(text, tokens, from)
			if (from > start || to < len(tokens)) && (isByline(tokens[from:to]) || isNameLine(tokens[from:to])) {
				if from > start {
					out = append(out, tokens[start:from:from])
				}
				out = append(out, tokens[from:to:to])
				start = to
			}
			from = to
		}
		if start < len(tokens) {
			out = append(out, tokens[start:])
		}
	}
	return out
}

// lineEnd returns the first token after the line that begins at a token.
func lineEnd(text string, tokens crf.Sentence, from int) int {
	to := from + 1
	for to < len(tokens) && !strings.Contains(text[tokens[to-1].End:tokens[to].Start], "\n") {
		to++
	}
	return to
}

// isByline reports whether a line is "By" and names: capitalised words, commas and joining words only.
func isByline(line crf.Sentence) bool {
	if len(line) < 3 || len(line) > maxByline || !strings.EqualFold(line[0].Text, "by") || !capital(line[1].Text) {
		return false
	}
	return !slices.ContainsFunc(line[1:], func(t crf.Token) bool { return !capital(t.Text) && !betweenNames[t.Text] && !linking[t.Text] })
}

// isNameLine reports whether a line is two to four words in the shape of a name and nothing else.
func isNameLine(line crf.Sentence) bool {
	return len(line) >= 2 && len(line) <= 4 && firstNames[fold(line[0].Text)] && !slices.ContainsFunc(line, func(t crf.Token) bool { return !isSurname(t.Text) })
}

var betweenNames = set(",", "and", "&", "in", "at", "|", "/", "(", ")", "-", "–", "—", ".", ":")

// completeBylines makes people of the capitalised words of a byline.
func (a *article) completeBylines(s int, tokens crf.Sentence) {
	if !isByline(tokens) {
		return
	}
	for i := 1; i < len(tokens); i++ {
		before := tokens[i-1].Text
		if !capital(tokens[i].Text) || i > 1 && before != "and" && before != "," && before != "&" {
			continue
		}
		to := max(i+1, linkedEnd(tokens, i))
		sure := i == 1 || a.isFirst(tokens[i].Text)
		if n := to - i; sure && n >= 2 && n <= 5 && a.nameAt(s, i, to) == nil && !a.listed(s, i, to) && !a.office(tokens[i:to]) {
			a.replace(s, i, to, RuleContext)
		}
		i = to - 1
	}
}

// office reports whether the words of a byline are no name: "By Our Correspondent", "By Health Desk".
func (a *article) office(tokens crf.Sentence) bool {
	return slices.ContainsFunc(tokens, func(t crf.Token) bool {
		word := fold(t.Text)
		return bylineWords[word] || roles[word] || named[word] && !surnames[word]
	})
}

var bylineWords = set("our", "staff", "desk", "bureau", "news", "agencies", "agency", "special", "team", "online", "web", "service", "wire", "reuters", "xinhua", "report", "reports",
	"newsroom", "media", "post", "times", "the", "an", "and", "sports", "business", "political", "foreign", "city", "crime", "health", "education", "court", "contributor", "contributing")

// dropDatelines takes back what the place of a dateline, or the paper in its brackets, was taken for.
func (a *article) dropDatelines(s int, tokens crf.Sentence) {
	if fields[a.field[s]] != corpus.FieldBody {
		return
	}
	if len(tokens) > 2 && capitals(tokens[0].Text) && tokens[1].Text == "," && dashFollows(tokens[2:]) {
		a.setThing(s, 0)
	}
	a.names[s] = slices.DeleteFunc(a.names[s], func(n *name) bool {
		if !a.inDateline(tokens, n) {
			return false
		}
		for i := n.from; i < n.to; i++ {
			a.person[s][i], a.other[s][i] = false, true
		}
		return true
	})
}

func (a *article) inDateline(tokens crf.Sentence, n *name) bool {
	if n.to+1 >= len(tokens) || n.titled {
		return false
	}
	next := tokens[n.to].Text
	if n.from == 0 && capitals(tokens[0].Text) && (n.to == 1 || !a.isFirst(tokens[0].Text)) {
		return dashes[next] || next == "(" && (agencies[tokens[n.to+1].Text] || n.to+3 < len(tokens) && dashes[tokens[n.to+3].Text]) ||
			next == "," && dashFollows(tokens[n.to+1:])
	}
	return n.from > 1 && n.from < 6 && tokens[n.from-1].Text == "(" && next == ")" && dashes[tokens[n.to+1].Text]
}

// dashFollows reports whether a dash ends what may stand behind the place of a dateline: ", Mich., Feb 26 -".
func dashFollows(tokens crf.Sentence) bool {
	for i := 0; i < min(len(tokens), 8); i++ {
		word := tokens[i].Text
		switch r, _ := utf8.DecodeRuneInString(word); {
		case dashes[word]:
			return i > 0
		case !capital(word) && !unicode.IsDigit(r) && word != "," && word != ".":
			return false
		}
	}
	return false
}

var dashes = set("-", "–", "—", "--")
