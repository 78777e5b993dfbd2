package query

import (
	"math/big"
	"strings"

	"golang.org/x/text/currency"
)

// The value of amount: is a sum ("5bn"), a comparison (">=1m"), or a range with one end
// or two ("900k..5m", "..5m", "900k-5m"), then perhaps a currency in brackets. A sum is
// a number, perhaps with a currency sign before it and a magnitude after it. Sums are exact,
// and no larger or finer than the amounts of articles can be (the max… limits).

const amountHint = "Write amount:5bn, amount:>=1m, amount:900k..5m, amount:..5m or, in another currency, amount:>1m[EUR]."

// magnitudes are the powers of ten that a word after a number means.
var magnitudes = map[string]int64{
	"": 0, "k": 3, "thousand": 3, "lakh": 5, "m": 6, "mn": 6, "mln": 6, "million": 6, "crore": 7,
	"b": 9, "bn": 9, "bln": 9, "billion": 9, "t": 12, "tn": 12, "trn": 12, "trillion": 12,
}

// currencySigns are the signs that name one currency; "$" is the US dollar here.
var currencySigns = []struct{ sign, code string }{
	{"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"}, {"NZ$", "NZD"}, {"HK$", "HKD"}, {"S$", "SGD"}, {"R$", "BRL"},
	{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"₹", "INR"}, {"₽", "RUB"}, {"₩", "KRW"}, {"₺", "TRY"}, {"₴", "UAH"},
}

// The limits of a sum, before and after its magnitude is applied.
const (
	maxDigits      = 18 // without zeros at either end
	maxWholeDigits = 22
	maxFracDigits  = 6
)

func amountValue(p *parser, value string, pos Pos) (Node, *Problem) {
	a := Amount{Currency: "USD", Pos: pos}
	text := strings.ToUpper(strings.TrimSpace(value))
	if i := strings.Index(text, "["); i >= 0 && strings.HasSuffix(text, "]") {
		unit, err := currency.ParseISO(strings.TrimSpace(text[i+1 : len(text)-1]))
		if err != nil {
			return nil, problem(CodeUnknownCurrency, pos, "Use a code of three letters: [EUR]", "No currency is known as %s.", quote(text[i+1:len(text)-1]))
		}
		a.Currency, text = unit.String(), text[:i]
	}
	if !a.read(text) {
		return nil, problem(CodeBadAmount, pos, amountHint, "%s is not an amount.", quote(value))
	}
	if a.Min != nil && a.Max != nil && a.Min.Cmp(a.Max) > 0 {
		a.Min, a.Max = a.Max, a.Min
		p.warn(problem(CodeReversedRange, pos, "", "The larger amount stands first; the range was turned round."))
	}
	return a, nil
}

// read sets the bounds from text.
func (a *Amount) read(text string) bool {
	for _, op := range []string{">=", "<=", ">", "<", "="} {
		if rest, ok := strings.CutPrefix(text, op); ok {
			d := a.sum(rest)
			if op[0] != '<' {
				a.Min, a.MinExcl = d, op == ">"
			}
			if op[0] != '>' {
				a.Max, a.MaxExcl = d, op == "<"
			}
			return d != nil
		}
	}
	for _, sign := range []string{"..", "…", "–", "-"} {
		if from, to, ok := strings.Cut(text, sign); ok {
			a.Min, a.Max = a.sum(from), a.sum(to)
			open := sign == ".." || sign == "…"
			return (a.Min != nil || open && from == "") && (a.Max != nil || open && to == "") && (a.Min != nil || a.Max != nil)
		}
	}
	a.Min = a.sum(text)
	a.Max = a.Min
	return a.Min != nil
}

// sum reads one sum; a currency sign sets the currency. It returns nil if it is none.
func (a *Amount) sum(s string) *big.Rat {
	s = strings.TrimSpace(s)
	for _, c := range currencySigns {
		if rest, ok := strings.CutPrefix(s, c.sign); ok {
			s = rest
			if c.code != "USD" {
				a.Currency = c.code
			}
			break
		}
	}
	end := strings.LastIndexAny(s, "0123456789") + 1
	exp, ok := magnitudes[strings.ToLower(strings.TrimSpace(s[end:]))]
	number := strings.TrimSpace(s[:end])
	if !ok || number == "" || strings.Trim(number, "0123456789.,") != "" || strings.Contains(number, ",") && !grouped(number) {
		return nil
	}
	d, ok := new(big.Rat).SetString(strings.ReplaceAll(number, ",", ""))
	if !ok || !fits(d) {
		return nil
	}
	if d.Mul(d, tenTo(exp)); !fits(d) {
		return nil
	}
	return d
}

// fits reports whether a sum is within the limits.
func fits(d *big.Rat) bool {
	whole, frac, _ := strings.Cut(plain(d), ".")
	digits := strings.Trim(whole+frac, "0")
	return len(digits) <= maxDigits && len(whole) <= maxWholeDigits && len(frac) <= maxFracDigits
}

// plain prints a decimal number in digits, with none after the point that is not needed.
func plain(d *big.Rat) string {
	digits, _ := d.FloatPrec()
	return d.FloatString(digits)
}

func tenTo(exp int64) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(exp), nil))
}

// grouped reports whether the commas of a number part groups of three digits.
func grouped(number string) bool {
	whole, _, _ := strings.Cut(number, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if len(g) > 3 || len(g) < 3 && i > 0 || g == "" {
			return false
		}
	}
	return !strings.Contains(number[len(whole):], ",")
}

// amountText prints an amount as its value is written.
func amountText(a Amount) string {
	var s string
	switch {
	case a.Min != nil && a.Max != nil && a.Min.Cmp(a.Max) == 0:
		s = shortSum(a.Min)
	case a.Max == nil && a.Min != nil:
		s = map[bool]string{false: ">=", true: ">"}[a.MinExcl] + shortSum(a.Min)
	case a.Min == nil && a.Max != nil:
		s = map[bool]string{false: "<=", true: "<"}[a.MaxExcl] + shortSum(a.Max)
	case a.Min != nil:
		s = shortSum(a.Min) + ".." + shortSum(a.Max)
	default:
		s = ">=0"
	}
	if a.Currency != "USD" {
		s += "[" + a.Currency + "]"
	}
	return s
}

// shortSum prints a sum with a magnitude where that is short: "900k", "1.5m", "1234567".
func shortSum(d *big.Rat) string {
	for _, m := range []struct {
		exp  int64
		name string
	}{{12, "t"}, {9, "bn"}, {6, "m"}, {3, "k"}} {
		s := plain(new(big.Rat).Quo(d, tenTo(m.exp)))
		if whole, _, _ := strings.Cut(s, "."); whole != "0" && len(s) <= 5 {
			return s + m.name
		}
	}
	return plain(d)
}
