package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scrapers break sentences: at a full stop that ends none ("the U." "S. Department"),
// around links and at inline markup. Two paragraphs are one sentence where the end of the
// first or the start of the second cannot be one. joinRules says when, in
// order; a rule returns what stands between the two once they are joined. Headings
// and list items are never joined.

// A boundary is an empty line between two paragraphs.
type boundary struct {
	all           string
	before, after string // the paragraphs; what was joined to before is not in it
	length        int    // bytes of before and all joined to it
	joined        bool   // something was joined to before
}

var joinRules = []func(b boundary) (string, bool){
	joinInitials,
	joinDecimal,
	joinPunctuation,
	joinMagnitude,
	joinTitle,
	joinMiddleInitial,
	joinOpenEnd,
	joinLowerStart,
}

// joinSentences joins sentences that were broken into paragraphs.
func joinSentences(e *editor) {
	first, start, end := 0, 0, -1
	paragraphs(e.src, func(nextStart, nextEnd int) {
		defer func() { start, end = nextStart, nextEnd }()
		if end < 0 {
			return
		}
		b := boundary{all: e.src, before: e.src[start:end], after: e.src[nextStart:nextEnd], length: end - first, joined: start > first}
		if between, ok := b.joint(); ok {
			e.replace(end, nextStart, between)
			return
		}
		first = nextStart
	})
}

func (b boundary) joint() (string, bool) {
	if startsItem(b.after) || startsItem(b.before) || b.before == "" || b.after == "" {
		return "", false
	}
	for _, rule := range joinRules {
		if between, ok := rule(b); ok {
			return between, true
		}
	}
	return "", false
}

// joinInitials: "the U." + "S. Department", "10 a." + "m. on Monday". Whole initials on
// both sides ("in the U.S." + "U.S. officials") are two sentences.
func joinInitials(b boundary) (string, bool) {
	last, first := strings.Trim(lastWord(b.before), quotes), strings.Trim(firstWord(b.after), quotes+",")
	end, start := initials(last), initials(first)
	single := len(last) == 2 && (len(strings.TrimSuffix(strings.TrimSuffix(first, "'s"), "’s")) == 2 || last == "U.")
	return "", end != 0 && end == start && single
}

// initials returns 'A' if the word is initials with full stops ("U.", "D.C."), 'a' if
// it is "a." or "p.", "m.", 0 otherwise. Quotes and brackets around it do not count.
func initials(w string) rune {
	w = strings.Trim(w, quotes+",")
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	if w == "a." || w == "p." || w == "m." {
		return 'a'
	}
	if len(w) < 2 || len(w)%2 != 0 || len(w) > 8 {
		return 0
	}
	for i := 0; i < len(w); i += 2 {
		if w[i] < 'A' || w[i] > 'Z' || w[i+1] != '.' {
			return 0
		}
	}
	return 'A'
}

// joinDecimal: "cost $1." + "5 billion".
func joinDecimal(b boundary) (string, bool) {
	w := strings.TrimLeft(lastWord(b.before), openers+"ACHKNSUZ")
	money := strings.HasPrefix(w, "$") || strings.HasPrefix(w, "€") || strings.HasPrefix(w, "£") || strings.HasPrefix(w, "¥")
	digits, point := strings.CutSuffix(strings.TrimLeft(w, "$€£¥"), ".")
	if !money || !point || digits == "" || strings.Trim(digits, "0123456789,") != "" {
		return "", false
	}
	number, unit, _ := strings.Cut(b.after, " ")
	return "", number != "" && strings.Trim(number, "0123456789") == "" && magnitudes[strings.TrimRight(firstWord(unit), closers+".,;:?!")]
}

// joinPunctuation: "said the minister" + ", who resigned".
func joinPunctuation(b boundary) (string, bool) {
	if endsSentence(b.before) || b.isHeading() {
		return "", false
	}
	c := b.after[0]
	closes := c == ',' || c == ';' || c == '.' || c == ')' || c == '?' || c == '!'
	return "", closes && (len(b.after) == 1 || b.after[1] == ' ' || strings.IndexByte(closers, b.after[1]) >= 0)
}

var magnitudes = words("thousand million billion trillion percent crore lakh")

// joinMagnitude: "paid $5" + "million".
func joinMagnitude(b boundary) (string, bool) {
	return " ", endsDigit(b.before) && magnitudes[strings.Trim(firstWord(b.after), closers+".,;:?!")]
}

var (
	personTitles = words(`Mr. Mrs. Ms. Dr. Prof. Gen. Col. Lt. Sgt. Capt. Maj. Cmdr. Adm. Sen. Rep. Gov. Rev. Hon. Pres. Supt. Det. Cpl.
		Pvt. Msgr. Amb. Sens. Reps. Messrs. Ald. Insp.`)
	beforeNumbers = words("No. Nos. Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. Art. Sec. Fig. Rs. Rs")
)

// joinTitle: "said Mr." + "Smith", "on Jan." + "5", "the case of Roe v." + "Doe".
func joinTitle(b boundary) (string, bool) {
	w := strings.TrimLeft(lastWord(b.before), openers)
	switch {
	case personTitles[w], w == "St.", w == "v." || w == "vs.":
		return " ", startsUpper(b.after)
	case beforeNumbers[w]:
		return " ", startsDigit(b.after)
	}
	return "", false
}

// joinMiddleInitial: "said George W." + "Bush", where the text names him whole
// elsewhere.
func joinMiddleInitial(b boundary) (string, bool) {
	initial, name := lastWord(b.before), strings.TrimRight(firstWord(b.after), quotes+".,;:?!s")
	if len(initial) != 2 || initials(initial) != 'A' || len(name) < 3 || !startsUpper(name) {
		return "", false
	}
	given := lastWord(strings.TrimSuffix(b.before, " "+initial))
	if !startsUpper(given) {
		return "", false
	}
	return " ", strings.Contains(b.all, given+" "+initial+" "+name)
}

var openWords = words("the a an of and or with from their its his whose than that to into by")

// joinOpenEnd: "criticized the" + "United Nations", "on Monday," + "Smith said".
func joinOpenEnd(b boundary) (string, bool) {
	if openWords[lastWord(b.before)] && strings.Contains(b.before, " ") {
		return " ", !endsSentence(b.before)
	}
	if b.isHeading() || strings.Count(b.before, " ") < 3 {
		return "", false
	}
	return " ", strings.HasSuffix(b.before, ",") && b.length >= minOpen && strings.Count(b.before, " ") >= 5
}

// minOpen is how many bytes a paragraph has to have to be taken for the first half of
// a sentence and not for a line of its own.
const minOpen = 40

// joinLowerStart: "officials in Washington" + "said on Monday", "Acme Inc." + "said".
func joinLowerStart(b boundary) (string, bool) {
	word := firstWord(b.after)
	if !startsLower(b.after) || hasUpper(word) || particles[word] || strings.ContainsAny(word, "@/:") || b.isHeading() {
		return "", false
	}
	if endsSentence(b.before) && !endsAbbreviation(b.before) {
		return "", false
	}
	return " ", b.joined || b.length >= minOpen || strings.HasSuffix(b.before, ",")
}

var abbreviations = words("Inc. Corp. Co. Ltd. Jr. Sr. Bros. Cos. Plc. Mr. Mrs. Ms. Dr. Gen. Sen. Rep. Gov. Prof. etc. vs. Jan. Feb. Aug. Sept. Oct. Nov. Dec. a.m. p.m.")

func endsAbbreviation(s string) bool {
	w := strings.TrimLeft(lastWord(s), openers)
	return abbreviations[w] || initials(w) == 'A'
}

// isHeading reports whether the first paragraph looks like a line of its own:
// short, without a full stop, and most of its words capitalised.
func (b boundary) isHeading() bool {
	if b.joined || b.length > 100 || endsSentence(b.before) && !endsAbbreviation(b.before) {
		return false
	}
	n, capitals := 0, 0
	for w := range strings.FieldsSeq(b.before) {
		if len(w) > 3 || hasUpper(w) {
			n++
			if startsUpper(strings.TrimLeft(w, openers)) {
				capitals++
			}
		}
	}
	return n < 3 && b.length < minOpen || capitals*10 >= n*7
}

// startsItem reports whether a paragraph is an item of a list: "- item", "• item",
// "* item", "1) item", "2. Item".
func startsItem(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	if strings.ContainsRune("-–—*•◦▪·‣►", r) {
		return strings.HasPrefix(rest, " ")
	}
	if startsDigit(s) {
		rest = strings.TrimLeft(s, "0123456789")
		return len(s)-len(rest) <= 3 && len(rest) > 2 && (rest[0] == ')' || rest[0] == '.') && rest[1] == ' '
	}
	return false
}

func hasUpper(s string) bool { return strings.IndexFunc(s, unicode.IsUpper) >= 0 }

func isLetter(r rune) bool { return unicode.IsLetter(r) }
