package byline

import (
	"strings"
	"unicode"
)

// mixedCase joins the words of a name, in mixed case where all are capitals.
func mixedCase(words []string) string {
	name := strings.Join(words, " ")
	if len(words) < 2 || name != strings.ToUpper(name) || name == strings.ToLower(name) {
		return name
	}
	mixed := make([]string, len(words))
	for i, w := range words {
		switch bare := strings.Trim(w, "."); {
		case len(bare) == 1 || strings.Contains(bare, ".") || bare == "II" || bare == "III" || bare == "IV":
			mixed[i] = w
		case len(bare) > 3 && strings.HasPrefix(bare, "MC"):
			mixed[i] = "Mc" + capitalised(w[2:])
		default:
			mixed[i] = capitalised(w)
		}
	}
	return strings.Join(mixed, " ")
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

// squeeze trims s and makes one space of each run of white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// appendNew adds the names that are not there yet, whatever their case.
func appendNew(names []string, more ...string) []string {
	for _, n := range more {
		if !has(names, n) {
			names = append(names, n)
		}
	}
	return names
}

func has(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
