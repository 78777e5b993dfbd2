package analysis

import "strings"

// isNumber reports whether s is digits with separators that belong to one number:
// groups of three ("900,000", "1'000'000", "1.000.000"), a decimal point, or both, and
// perhaps letters right after ("3.5bn"). Lists ("1,2") and versions ("1.2.3") are none.
func isNumber(s string) bool {
	end := strings.LastIndexAny(s, "0123456789") + 1
	if end == 0 || !plainASCII(s[end:]) {
		return false
	}
	number := s[:end]
	for _, separator := range []string{",", "'", "’", "."} {
		if grouped(number, separator) {
			return true
		}
	}
	whole, fraction, ok := strings.Cut(number, ".")
	return ok && digits(fraction) && (digits(whole) || grouped(whole, ",") || grouped(whole, "'"))
}

// grouped reports whether s is groups of three digits. One group after a full stop
// is a decimal fraction, so of those it takes two.
func grouped(s, separator string) bool {
	groups := strings.Split(s, separator)
	if len(groups) < 2 || len(groups) == 2 && separator == "." || len(groups[0]) > 3 || !digits(groups[0]) {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || !digits(g) {
			return false
		}
	}
	return true
}

// foldNumber removes the separators between groups.
func foldNumber(s string) string {
	if strings.Count(s, ".") > 1 {
		s = strings.ReplaceAll(s, ".", "")
	}
	return groupSeparators.Replace(s)
}

var groupSeparators = strings.NewReplacer(",", "", "'", "", "’", "")

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
