package country

import (
	"strings"
	"unicode"
)

// A dateline opens a text or a paragraph: one to four words in capitals or, before an agency in brackets, in either
// case; then, each as it may be, a country or state, a day and the agency; then a dash or the
// agency alone: "NAIROBI, Kenya, Jan 5 (Wire) —", "WASHINGTON/BEIJING -"; or a colon directly: "KARACHI:". Newspapers write only cities there that
// need no country beside them, so a city alone in a dateline is the greatest of its name.
//
// The place of those who wrote the story, in a line of credits ("Reporting by Ann Poe in Lagos; editing by
// Tom Hill"), is no fact of the story: a city there gives no mention.

const datelineBytes = 70 // of what follows the first place, up to the dash

// datelines marks the cities and capitals that stand alone in a dateline.
func datelines(s string, ms []match) {
	for i := range ms {
		m := &ms[i]
		if m.rule != ruleCity && m.rule != ruleCapital {
			continue
		}
		m.dateline = opensLine(s, m.start) && endsDateline(s[m.end:], m.upper) ||
			i > 0 && ms[i-1].dateline && s[ms[i-1].end:m.start] == "/"
	}
}

func opensLine(s string, i int) bool {
	line := strings.TrimRightFunc(s[:i], func(r rune) bool { return r != '\n' && unicode.IsSpace(r) })
	return line == "" || strings.HasSuffix(line, "\n")
}

// endsDateline reports whether s, which follows a place, goes on as a dateline does.
func endsDateline(s string, upper bool) bool {
	s = s[:min(len(s), datelineBytes)]
	if line := strings.IndexByte(s, '\n'); line >= 0 {
		s = s[:line]
	}
	rest := strings.TrimLeft(s, " \u00a0")
	if upper && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, ".-")) {
		return true // "KARACHI: ", "MADRID.- "
	}
	if rest == "" || !strings.ContainsAny(rest[:1], ",(/-") && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "–") {
		return false
	}
	if open := strings.IndexByte(s, '('); open >= 0 && agency(s[open+1:]) && dateWords(s[:open]) {
		return true
	}
	dash := len(s)
	for _, mark := range []string{"—", "–", " - ", "--"} {
		if i := strings.Index(s, mark); i >= 0 {
			dash = min(dash, i)
		}
	}
	return upper && dash < len(s) && dateWords(s[:dash])
}

// agency: "Reuters) - ", "AP)", "dpa)".
func agency(s string) bool {
	name, _, closed := strings.Cut(s, ")")
	return closed && (capital(name) || len(name) > 1 && len(name) < 5) && strings.Count(name, " ") < 4
}

// dateWords reports that nothing but names, days and points stands in s.
func dateWords(s string) bool {
	words := strings.Fields(s)
	if len(words) > 6 {
		return false
	}
	for _, w := range words {
		w = strings.TrimLeft(w, ",/(")
		if w != "" && classes[w[0]] == lower {
			return false
		}
	}
	return true
}

var credits = []string{"Reporting by ", "Additional reporting by ", "Editing by ", "Writing by ", "Compiled by "}

// outsideCredits drops the places that stand in a line of credits.
func outsideCredits(s string, ms []match) []match {
	start, end := creditLine(s)
	if start < 0 {
		return ms
	}
	kept := ms[:0]
	for _, m := range ms {
		if m.named || m.start < start || m.start >= end {
			kept = append(kept, m)
		}
	}
	return kept
}

// creditLine returns where the credits stand that begin a sentence or a bracket, or -1.
func creditLine(s string) (start, end int) {
	start = -1
	for _, words := range credits {
		i := strings.Index(s, words)
		if i >= 0 && (start < 0 || i < start) && (i == 0 || strings.ContainsAny(s[max(0, i-2):i], ".(;\n")) {
			start = i
		}
	}
	if start < 0 {
		return -1, -1
	}
	if n := strings.IndexAny(s[start:], ")\n"); n >= 0 {
		return start, start + n
	}
	return start, len(s)
}
