package corpus

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number, coef × 10^exp with no trailing zero in coef,
// so that equal numbers are equal values. The zero value is 0.
//
// An int64 of cents would do for dollars, but not for a national debt in rials or
// a petrol price in tenths of a cent; a float64 is exact for neither.
type Decimal struct {
	coef int64
	exp  int32
}

const (
	decimalIntDigits  = 22
	decimalFracDigits = 6
)

// NewDecimal returns coef × 10^exp.
func NewDecimal(coef int64, exp int32) Decimal {
	if coef == 0 {
		return Decimal{}
	}
	for coef%10 == 0 {
		coef /= 10
		exp++
	}
	return Decimal{coef, exp}
}

// ParseDecimal reads digits with an optional sign, point and e-exponent, such as
// "900000", "-0.25" or "1.5e9". It refuses more than 18 significant digits, over
// 22 digits before the point or 6 after it.
func ParseDecimal(s string) (Decimal, error) {
	bad := func(why string) (Decimal, error) {
		return Decimal{}, fmt.Errorf("%q is not a decimal number: %s", s, why)
	}
	mantissa, exponent, hasExp := strings.Cut(strings.ToLower(s), "e")
	exp := int32(0)
	if hasExp {
		e, err := strconv.Atoi(exponent)
		if err != nil || e < -30 || e > 30 {
			return bad("bad exponent")
		}
		exp = int32(e)
	}
	mantissa, neg := strings.CutPrefix(mantissa, "-")
	if !neg {
		mantissa = strings.TrimPrefix(mantissa, "+")
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	frac = strings.TrimRight(frac, "0")
	digits := strings.TrimLeft(whole+frac, "0")
	if whole+frac == "" && !strings.Contains(mantissa, "0") {
		return bad("no digits")
	}
	exp -= int32(len(frac))
	for strings.HasSuffix(digits, "0") {
		digits, exp = digits[:len(digits)-1], exp+1
	}
	if len(digits) > 18 {
		return bad("more than 18 digits")
	}
	var coef int64
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return bad("not a digit")
		}
		coef = coef*10 + int64(c-'0')
	}
	if neg {
		coef = -coef
	}
	d := NewDecimal(coef, exp)
	if len(digits)+int(d.exp) > decimalIntDigits || d.exp < -decimalFracDigits {
		return bad("out of range")
	}
	return d, nil
}

// DecimalOf returns a rational number as a Decimal. It refuses what is no finite
// decimal fraction, and what ParseDecimal refuses.
func DecimalOf(r *big.Rat) (Decimal, error) {
	digits, exact := r.FloatPrec()
	if !exact || digits > decimalFracDigits {
		return Decimal{}, fmt.Errorf("%s is no decimal number with at most %d digits after the point", r, decimalFracDigits)
	}
	return ParseDecimal(r.FloatString(digits))
}

// Rat returns the same number as a rational of its own.
func (d Decimal) Rat() *big.Rat {
	r := new(big.Rat).SetInt64(d.coef)
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(d.exp, -d.exp))), nil)
	if d.exp >= 0 {
		return r.Mul(r, new(big.Rat).SetInt(ten))
	}
	return r.Quo(r, new(big.Rat).SetInt(ten))
}

// Cmp returns -1, 0 or 1 as d is less than, equal to or greater than e.
func (d Decimal) Cmp(e Decimal) int { return d.Rat().Cmp(e.Rat()) }

// Mul returns the product, rounded to 18 significant digits.
func (d Decimal) Mul(e Decimal) Decimal {
	p := new(big.Int).Mul(big.NewInt(d.coef), big.NewInt(e.coef))
	exp := d.exp + e.exp
	limit := big.NewInt(1_000_000_000_000_000_000)
	for p.CmpAbs(limit) >= 0 {
		p.Quo(p, big.NewInt(10))
		exp++
	}
	return NewDecimal(p.Int64(), exp)
}

// String returns the number in plain digits, "900000" or "0.25".
func (d Decimal) String() string {
	sign, coef := "", d.coef
	if coef < 0 {
		sign, coef = "-", -coef
	}
	digits := fmt.Sprint(coef)
	if d.exp >= 0 {
		return sign + digits + strings.Repeat("0", int(d.exp))
	}
	point := len(digits) + int(d.exp)
	if point <= 0 {
		return sign + "0." + strings.Repeat("0", -point) + digits
	}
	return sign + digits[:point] + "." + digits[point:]
}

// SortKey returns a string of fixed length that sorts as the number does.
// Negative numbers sort below zero, all negative numbers alike by magnitude reversed.
func (d Decimal) SortKey() string {
	s := strings.TrimPrefix(d.String(), "-")
	whole, frac, _ := strings.Cut(s, ".")
	key := strings.Repeat("0", max(0, decimalIntDigits-len(whole))) + whole +
		frac + strings.Repeat("0", max(0, decimalFracDigits-len(frac)))
	if d.coef >= 0 {
		return "1" + key
	}
	nines := []byte(key)
	for i := range nines {
		nines[i] = '9' - (nines[i] - '0')
	}
	return "0" + string(nines)
}

// MarshalText makes a Decimal usable as a JSON object key and in text formats.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// MarshalJSON writes an exact JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads a JSON number.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	v, err := ParseDecimal(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
