package index

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// The grammar of an address: the parameters by which pages, API and command line state a
// Request, read here and written back in one canonical form (address_write.go).
//
//	q=TEXT                     the query
//	country=KP  -country=CN    facet values wanted and not wanted (FacetParameters
//	                           lists the keys); a repeated key is OR inside, AND across
//	amount=LO..HI              an interval of US dollars, one end may be left out;
//	                           LO..HI[EUR] is of another currency
//	from=2025-01-01 to=2025-02 ISO days or months, the last one included
//	amounts=1000000            the facet of money: a power of ten of US dollars, or EUR:1000000
//	implied=1                  countries only implied by a place count too
//	once=1                     copies of a text are one result, and counts are of texts
//	match=all|most|any         how many of the words (left out: all, relaxed if need be)
//	sort=newest|oldest|amount|country
//	                           (left out: relevance)
//	page=2 size=50             from 1; results a page
//	cursor=…                   the place after which to go on, instead of page
//	facet_size=20              values of each facet
//
// A scalar parameter given twice, an unknown one and a value outside the grammar are
// errors that name the parameter. An empty value is as if it were left out.

// ParseAddress reads a raw query string (without "?"). Every error is a *ParameterError.
func ParseAddress(raw string) (Request, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return Request{}, brokenEscape(raw)
	}
	return ReadParameters(values)
}

// brokenEscape is the error for an address that cannot be taken apart. It names the parameter where the fault is in a value.
func brokenEscape(raw string) error {
	e := &ParameterError{Code: CodeInvalidEscape, Message: "the address holds a broken %-escape or a semicolon", Hint: "Write % as %25 and ; as %3B."}
	for pair := range strings.SplitSeq(raw, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if _, err := url.ParseQuery(pair); err != nil && slices.Contains(ParameterNames(), name) {
			e.Parameter, e.Message = name, "holds a broken %-escape or a semicolon"
			break
		}
	}
	return e
}

// ReadParameters reads the parameters of an address. Every error is a *ParameterError.
func ReadParameters(values url.Values) (Request, error) {
	var r Request
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := readParameter(&r, name, values[name]); err != nil {
			return Request{}, err
		}
	}
	r.sortSelections()
	return r, r.checkAddress()
}

func readParameter(r *Request, name string, given []string) error {
	for _, v := range given {
		if !utf8.ValidString(v) {
			return wrong(name, "Send text as UTF-8, percent-escaped.", "is not UTF-8")
		}
	}
	given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return strings.TrimSpace(v) == "" })
	if p, exclude, ok := facetParameterOf(name); ok {
		return readFacet(r, name, p, exclude, given)
	}
	if !slices.Contains(scalars, name) {
		return UnknownParameter(name, "Known are "+strings.Join(ParameterNames(), ", ")+".")
	}
	switch len(given) {
	case 0:
		return nil
	case 1:
		return readScalar(r, name, given[0])
	}
	return RepeatedParameter(name)
}

func readFacet(r *Request, name string, p facetParameter, exclude bool, given []string) error {
	if len(given) > maxFacetValues {
		return wrong(name, "", "holds %d values, the limit is %d", len(given), maxFacetValues)
	}
	for _, v := range given {
		value, ok := p.read(strings.TrimSpace(v))
		if !ok {
			return wrong(name, "It takes "+p.want+".", "%q is no value of this facet", shorten(v))
		}
		s := r.selection(p.facet)
		if exclude {
			s.Exclude = insertValue(s.Exclude, value)
		} else {
			s.Include = insertValue(s.Include, value)
		}
	}
	return nil
}

func readScalar(r *Request, name, v string) (err error) {
	switch name {
	case "q":
		r.Text = v
		if n := utf8.RuneCountInString(v); n > MaxQueryLength {
			return wrong(name, "Shorten it.", "is %d characters long, the limit is %d", n, MaxQueryLength)
		}
	case "amount":
		r.Amount, err = readAmount(v)
	case "from":
		r.From, err = readDay(name, v)
	case "to":
		r.To, err = readDay(name, v)
	case "implied":
		r.Implied, err = readFlag(name, v)
	case "once":
		r.Once, err = readFlag(name, v)
	case "match":
		r.Match, err = oneOf(name, Match(v), MatchAll, MatchMost, MatchAny)
	case "sort":
		r.Sort, err = oneOf(name, Sort(v), ByRelevance, ByNewest, ByOldest, ByAmount, ByCountry)
		if r.Sort == ByRelevance {
			r.Sort = ""
		}
	case "page":
		r.Page, err = readNumber(name, v, 1, 1_000_000)
	case "size":
		if r.Size, err = readNumber(name, v, 0, MaxSize); r.Size == 0 {
			r.Size = -1
		}
	case "cursor":
		r.Cursor, err = readCursor(v)
	case "facet_size":
		r.FacetSize, err = readNumber(name, v, 1, MaxFacetSize)
	}
	return err
}

func (r *Request) checkAddress() error {
	if r.Page > 0 && r.Cursor != "" {
		return wrong("page", "Leave out one of the two.", "cannot be given with cursor")
	}
	size := r.Size
	if size <= 0 {
		size = DefaultSize
	}
	if skipped := (r.Page - 1) * size; skipped > MaxOffset {
		return wrong("page", "To go deeper, pass the next_cursor of an answer as cursor.",
			"skips %d results, the limit is %d", skipped, MaxOffset)
	}
	if from, to := firstDay(r.From), lastDay(r.To); from != "" && to != "" && from > to {
		return wrong("from", "Swap the two.", "%s is later than to=%s", r.From, r.To)
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
		return "", wrong(name, "It takes a day such as 2025-01-23 or a month such as 2025-01.", "%q is no ISO date", shorten(v))
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
	return false, wrong(name, "It takes 1 or 0.", "%q is neither yes nor no", shorten(v))
}

func oneOf[T ~string](name string, v T, allowed ...T) (T, error) {
	if slices.Contains(allowed, v) {
		return v, nil
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	return "", wrong(name, "It takes "+strings.Join(words, ", ")+".", "%q is no such choice", shorten(string(v)))
}

func readNumber(name, v string, lo, hi int) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < lo || n > hi || v[0] == '+' {
		return 0, wrong(name, fmt.Sprintf("It takes a whole number from %d to %d.", lo, hi), "%q is out of range", shorten(v))
	}
	return n, nil
}

func readCursor(v string) (string, error) {
	ok := len(v) <= maxCursorLength && !strings.ContainsFunc(v, func(c rune) bool { return c <= ' ' || c > '~' })
	if !ok {
		return "", wrong("cursor", "Pass the next_cursor of an answer unchanged.", "is not one that Dateline gave")
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
