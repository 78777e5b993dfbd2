package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

var (
	bylineStarts = []string{
		"written by ", "posted by ", "published by ", "story by ", "words by ", "report by ", "reported by ", "reporting by ", "article by ",
		"edited by ", "author: ", "authors: ", "by: ", "by ", "von ", "par ", "por ", "di ", "av ", "af ", "door ", "text: ", "autor: ", "auteur: ",
	}
	// bylineEnds cut a part of a byline: what follows is a role, a place or an outlet.
	bylineEnds = []string{" for ", " in ", " at ", " from ", " of the ", " - ", " – ", " — ", " @", " is a ", " is an ", " is the "}
	// nobodyWords are in no person's name as bylines write it: outlets, roles, stubs.
	nobodyWords = words(`staff admin administrator editor editors editorial newsroom news desk team agency agencies press media wire wires
		times post daily herald tribune gazette magazine online network service services tv radio reporter reporters writer
		writers correspondent correspondents contributor contributors columnist analyst photographer producer journalist
		bureau board report reports published updated posted written website web digital studio associated reuters afp ap upi dpa bloomberg
		bbc cnn npr cbs nbc abc fox xinhua tass ansa efe kyodo agence france-presse presse anonymous guest unknown none null undefined
		author authors chief senior junior political business sports technology science health world national international
		the our your this numbers sponsored content com www facebook twitter follow read more min mins share here subscribe
		manager director president officer founder ceo operations image images photo photos picture pictures video getty inc ltd llc corp group company university institute foundation redaktion redacción rédaction redazione
		monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december`)
	particles = words(`de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu zum st`)
)

// Byline returns the names of the people that a byline such as "By Jane Doe and
// John Roe, Reuters" gives, in order and each once. Outlets, roles, places, dates,
// e-mail addresses and stubs ("Staff", "Published") are no names; a name all in
// capitals is returned in mixed case.
func Byline(s string) []string {
	s = oneSpaced(s)
	if s == "" || isStub(s) || len(s) > 1000 {
		return nil
	}
	var names []string
	for _, part := range bylineParts(trimStart(s)) {
		name := nameOf(part)
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func oneSpaced(s string) string {
	return strings.Join(strings.Fields(Title(s).Text), " ")
}

// trimStart takes "By", "Written by" and the like off a byline, however many there are.
func trimStart(s string) string {
	for again := true; again; {
		again = false
		for _, start := range bylineStarts {
			if len(s) > len(start) && strings.EqualFold(s[:len(start)], start) {
				s, again = strings.TrimSpace(s[len(start):]), true
			}
		}
	}
	return s
}

var bylineSeparators = strings.NewReplacer(
	" and ", ",", " AND ", ",", " And ", ",", " & ", ",", " with ", ",", " und ", ",", " et ", ",",
	";", ",", "|", ",", "•", ",", "·", ",", "/", ",", " by ", ",", " By ", ",")

// bylineParts splits a byline into what may be names.
func bylineParts(s string) []string {
	if last, first, ok := strings.Cut(s, ","); ok && !strings.ContainsAny(last+strings.TrimSpace(first), " ,;|&/") &&
		!nobodyWords[strings.ToLower(strings.TrimSpace(first))] && first != "" {
		return []string{strings.TrimSpace(first) + " " + last} // "Doe, Jane"
	}
	return strings.Split(bylineSeparators.Replace(s), ",")
}

// nameOf returns the name in a part of a byline, or "".
func nameOf(part string) string {
	part = trimStart(strings.TrimSpace(part))
	if i := strings.IndexAny(part, "(<["); i >= 0 {
		part = part[:i]
	}
	for _, end := range bylineEnds {
		if i := strings.Index(part, end); i > 0 {
			part = part[:i]
		}
	}
	part = strings.Trim(part, " \t-–—:,*_\"“”")
	ws := strings.Fields(part)
	if len(ws) == 0 || len(ws) > 6 || strings.ContainsAny(part, "@0123456789#=?!{}\\<>") {
		return ""
	}
	for i, w := range ws {
		low := strings.ToLower(strings.Trim(w, ".'’"))
		if nobodyWords[low] || !particles[low] && !nameWord(w) || i == 0 && strings.Contains(low, ".") && len(low) > 6 {
			return ""
		}
	}
	if len(ws) == 1 && utf8.RuneCountInString(part) < 2 {
		return ""
	}
	return mixedCase(ws)
}

// nameWord reports whether w can be a word of a name: letters with an upper-case one
// first, or of a script that has no case.
func nameWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’\"“("))
	if unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) {
		return true
	}
	low := strings.ToLower(w)
	for _, start := range []string{"al-", "el-", "d'", "d’", "o'", "o’", "l'", "ul-"} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return false
}

// mixedCase joins the words of a name, in mixed case where all are capitals.
func mixedCase(ws []string) string {
	name := strings.Join(ws, " ")
	if len(ws) < 2 || name != strings.ToUpper(name) || name == strings.ToLower(name) {
		return name
	}
	for i, w := range ws {
		switch bare := strings.Trim(w, "."); {
		case len(bare) == 1 || strings.Contains(bare, ".") || bare == "II" || bare == "III" || bare == "IV":
		case len(bare) > 3 && strings.HasPrefix(bare, "MC"):
			ws[i] = "Mc" + capitalised(w[2:])
		default:
			ws[i] = capitalised(w)
		}
	}
	return strings.Join(ws, " ")
}

// capitalised returns w in lower case but for the first letter of each part.
func capitalised(w string) string {
	rs := []rune(strings.ToLower(w))
	up := true
	for i, r := range rs {
		if up {
			rs[i] = unicode.ToUpper(r)
		}
		up = r == '-' || r == '\'' || r == '’'
	}
	return string(rs)
}

// dropByline deletes a byline that is a paragraph of its own among the first three. It has to
// begin with "By", be short and no sentence, and be nothing but names of two words
// or more, perhaps with an outlet or a role.
func dropByline(e *editor) {
	n := 0
	paragraphs(e.src, func(start, end int) {
		if n++; n <= 3 && end-start <= 120 && end < len(e.src) && certainByline(e.src[start:end]) {
			e.drop(start, end)
		}
	})
}

func certainByline(line string) bool {
	if len(line) < 4 || !strings.EqualFold(line[:3], "by ") && !strings.HasPrefix(strings.ToLower(line), "written by ") {
		return false
	}
	if strings.ContainsAny(line, "?!;\"“”0123456789") || strings.HasSuffix(line, ".") {
		return false
	}
	names := Byline(line)
	if len(names) == 0 {
		return isOutletByline(line)
	}
	for _, name := range names {
		if !strings.Contains(name, " ") {
			return false
		}
	}
	return everyPartKnown(line)
}

// everyPartKnown reports whether each part of a byline is a name or speaks of nobody, so
// that no words of the article go with it.
func everyPartKnown(line string) bool {
	for _, part := range bylineParts(trimStart(line)) {
		known := nameOf(part) != ""
		for w := range strings.FieldsSeq(strings.ToLower(part)) {
			known = known || nobodyWords[strings.Trim(w, ".")]
		}
		if !known {
			return false
		}
	}
	return true
}

// isOutletByline recognises "By Reuters" and "By The Associated Press".
func isOutletByline(line string) bool {
	ws := strings.Fields(strings.ToLower(line))
	for _, w := range ws[1:] {
		if !nobodyWords[w] {
			return false
		}
	}
	return len(ws) <= 5 && len(ws) > 1 && !dateWords[ws[1]]
}

// removedBylines returns the bylines among the edits that dropByline made.
func removedBylines(edits []corpus.Edit) string {
	var found []string
	for _, e := range edits {
		if e.Pass == bylinePass || strings.HasPrefix(e.Pass, bylinePass+"/") {
			found = append(found, strings.TrimSpace(e.Was))
		}
	}
	return strings.Join(found, "\n")
}
