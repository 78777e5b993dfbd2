package query

import "fmt"

// The limits of a query. Over one of them is a Problem.
const (
	MaxLength   = 2000 // code points
	MaxWords    = 64   // words, those inside phrases and values of fields included
	MaxFuzzy    = 4    // fuzzy words
	MaxPrefixes = 8    // prefixes
	MaxNesting  = 32   // parentheses inside one another
	MaxSlop     = 100  // N of "a b"~N
)

// The codes of problems that make a query wrong.
const (
	CodeTooLong         = "too-long"
	CodeTooManyWords    = "too-many-words"
	CodeTooManyFuzzy    = "too-many-fuzzy"
	CodeTooManyPrefixes = "too-many-prefixes"
	CodeTooDeep         = "too-deep"
	CodeNothingToSearch = "nothing-to-search"
	CodeLeadingWildcard = "leading-wildcard"
	CodeInnerWildcard   = "inner-wildcard"
	CodeShortPrefix     = "short-prefix"
	CodeNotOneWord      = "not-one-word"
	CodeFuzzyDistance   = "fuzzy-distance"
	CodeShortFuzzy      = "short-fuzzy"
	CodeSlop            = "slop"
	CodeUnknownCountry  = "unknown-country"
	CodeUnknownLanguage = "unknown-language"
	CodeUnknownCurrency = "unknown-currency"
	CodeBadSite         = "bad-site"
	CodeBadPerson       = "bad-person"
	CodeBadAmount       = "bad-amount"
	CodeBadDate         = "bad-date"
	CodeBadAge          = "bad-age"
)

// The codes of warnings: the query was read in the one way that is obvious.
const (
	CodeUnclosedQuote    = "unclosed-quote"
	CodeUnclosedGroup    = "unclosed-parenthesis"
	CodeStrayParenthesis = "stray-parenthesis"
	CodeEmptyGroup       = "empty-parentheses"
	CodeEmptyPhrase      = "empty-phrase"
	CodeEmptyField       = "empty-field"
	CodeUnknownField     = "unknown-field"
	CodeDanglingOperator = "dangling-operator"
	CodeStraySign        = "stray-sign"
	CodeStarInPhrase     = "star-in-phrase"
	CodeMixedOr          = "mixed-or"
	CodeReadAsURL        = "read-as-url"
	CodeReversedRange    = "reversed-range"
	CodeUnreadable       = "unreadable-character"
	CodeAllCapitals      = "all-capitals"
)

// quote returns s in quotation marks, for a message; the rest of a long one is left out.
func quote(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return `"` + s + `"`
}

func problem(code string, pos Pos, hint, format string, args ...any) *Problem {
	return &Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint, Pos: pos}
}
