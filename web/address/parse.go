package address

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/index"
)

// Parse reads a raw query string (without "?"). Every error is an *Error.
func Parse(raw string) (index.Request, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return index.Request{}, &Error{Code: "invalid-escape", Message: "the address holds a broken %-escape or a semicolon",
			Hint: "Write % as %25 and ; as %3B."}
	}
	return Read(values)
}

// Read reads query parameters. Every error is an *Error.
func Read(values url.Values) (index.Request, error) {
	var r index.Request
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := readOne(&r, name, values[name]); err != nil {
			return index.Request{}, err
		}
	}
	sortSelections(&r)
	return r, checkWhole(&r)
}

func readOne(r *index.Request, name string, given []string) error {
	for _, v := range given {
		if !utf8.ValidString(v) {
			return invalid(name, "Send text as UTF-8, percent-escaped.", "is not UTF-8")
		}
	}
	given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return strings.TrimSpace(v) == "" })
	if k, exclude, ok := facetKey(name); ok {
		return readFacet(r, name, k, exclude, given)
	}
	if !slices.Contains(Scalars, name) {
		return &Error{Code: "unknown-parameter", Parameter: shorten(name), Message: "there is no such parameter",
			Hint: "Known are " + strings.Join(Parameters(), ", ") + "."}
	}
	switch len(given) {
	case 0:
		return nil
	case 1:
		return readScalar(r, name, given[0])
	}
	return &Error{Code: "repeated-parameter", Parameter: name, Message: "is given more than once", Hint: "Give it once."}
}

func readFacet(r *index.Request, name string, k FacetKey, exclude bool, given []string) error {
	if len(given) > maxFacetValues {
		return invalid(name, "", "holds %d values, the limit is %d", len(given), maxFacetValues)
	}
	for _, v := range given {
		value, ok := k.read(strings.TrimSpace(v))
		if !ok {
			return invalid(name, "It takes "+k.want+".", "%q is no value of this facet", shorten(v))
		}
		s := selection(r, k.Facet)
		if exclude {
			s.Exclude = insert(s.Exclude, value)
		} else {
			s.Include = insert(s.Include, value)
		}
	}
	return nil
}

func readScalar(r *index.Request, name, v string) (err error) {
	switch name {
	case "q":
		r.Text = v
		if n := utf8.RuneCountInString(v); n > index.MaxQueryLength {
			return invalid(name, "Shorten it.", "is %d characters long, the limit is %d", n, index.MaxQueryLength)
		}
	case "amount":
		r.Amount, err = readAmount(v)
	case "from":
		r.From, err = readDay(name, v)
	case "to":
		r.To, err = readDay(name, v)
	case "implied":
		r.Implied, err = readFlag(name, v)
	case "match":
		r.Match, err = oneOf(name, index.Match(v), index.MatchAll, index.MatchMost, index.MatchAny)
	case "sort":
		r.Sort, err = oneOf(name, index.Sort(v), index.ByRelevance, index.ByNewest, index.ByOldest, index.ByAmount)
		if r.Sort == index.ByRelevance {
			r.Sort = ""
		}
	case "page":
		r.Page, err = readNumber(name, v, 1, 1_000_000)
	case "size":
		if r.Size, err = readNumber(name, v, 0, index.MaxSize); r.Size == 0 {
			r.Size = -1
		}
	case "cursor":
		r.Cursor, err = readCursor(v)
	case "facet_size":
		r.FacetSize, err = readNumber(name, v, 1, index.MaxFacetSize)
	}
	return err
}

func checkWhole(r *index.Request) error {
	if r.Page > 0 && r.Cursor != "" {
		return invalid("page", "Leave out one of the two.", "cannot be given with cursor")
	}
	size := r.Size
	if size <= 0 {
		size = index.DefaultSize
	}
	if skipped := (r.Page - 1) * size; skipped > index.MaxOffset {
		return invalid("page", "To go deeper, pass the next_cursor of an answer as cursor.",
			"skips %d results, the limit is %d", skipped, index.MaxOffset)
	}
	if from, to := firstDay(r.From), lastDay(r.To); from != "" && to != "" && from > to {
		return invalid("from", "Swap the two.", "%s is later than to=%s", r.From, r.To)
	}
	return nil
}

func firstDay(s string) string {
	if len(s) == len("2025-01") {
		return s + "-01"
	}
	return s
}

func lastDay(s string) string {
	if len(s) == len("2025-01") {
		return s + "-31" // compared as text only
	}
	return s
}

func readDay(name, v string) (string, error) {
	d, err := corpus.ParseISO(v, "")
	if err != nil || d.Precision == corpus.PrecisionMinute {
		return "", invalid(name, "It takes a day such as 2025-01-23 or a month such as 2025-01.", "%q is no ISO date", shorten(v))
	}
	return v, nil
}

func readFlag(name, v string) (bool, error) {
	switch v {
	case "1", "true":
		return true, nil
	case "0", "false":
		return false, nil
	}
	return false, invalid(name, "It takes 1 or 0.", "%q is neither yes nor no", shorten(v))
}

func oneOf[T ~string](name string, v T, allowed ...T) (T, error) {
	if slices.Contains(allowed, v) {
		return v, nil
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	return "", invalid(name, "It takes "+strings.Join(words, ", ")+".", "%q is no such choice", shorten(string(v)))
}

func readNumber(name, v string, lo, hi int) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < lo || n > hi || v[0] == '+' {
		return 0, invalid(name, fmt.Sprintf("It takes a whole number from %d to %d.", lo, hi), "%q is out of range", shorten(v))
	}
	return n, nil
}

func readCursor(v string) (string, error) {
	ok := len(v) <= maxCursorLength && !strings.ContainsFunc(v, func(c rune) bool { return c <= ' ' || c > '~' })
	if !ok {
		return "", invalid("cursor", "Pass the next_cursor of an answer unchanged.", "is not one that Dateline gave")
	}
	return v, nil
}

// shorten keeps a stranger's text in a message readable.
func shorten(s string) string {
	const limit = 60
	s = strings.ToValidUTF8(s, "�")
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return s
}

// Only refuses every parameter but the known ones, and those given twice.
func Only(values url.Values, known ...string) error {
	for name, given := range values {
		if !slices.Contains(known, name) {
			return &Error{Code: "unknown-parameter", Parameter: shorten(name), Message: "there is no such parameter", Hint: "Leave it out."}
		}
		if len(given) > 1 {
			return &Error{Code: "repeated-parameter", Parameter: name, Message: "is given more than once", Hint: "Give it once."}
		}
	}
	return nil
}
