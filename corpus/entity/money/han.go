package money

import (
	"strings"
	"unicode/utf8"
)

// Chinese, Japanese and Korean write no spaces, so their words are read by the longest name that
// stands at a place, in text of any language. A number is
//
//	number  = {section myriad} [section] ["多" | "余"]     1億2000万, 三百五十万, 1万億
//	section = digits | {han digit [十 | 百 | 千]}
//
// and the currency follows it. A vague "数百万" has bounds only.

// isHan reports a character of these scripts at i.
func isHan(s string, i int) bool {
	if i >= len(s) || s[i] < 0xE3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return hanRune(r)
}

func hanRune(r rune) bool {
	return r >= 0x3041 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r == '〇'
}

var hanDigits = map[rune]int64{
	'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '壱': 1, '弐': 2, '参': 3,
}

// hanTens multiply one digit, hanMyriads everything before them.
var (
	hanTens    = map[rune]int{'十': 1, '拾': 1, '百': 2, '佰': 2, '千': 3, '仟': 3, '백': 2, '천': 3}
	hanMyriads = map[rune]int{'万': 4, '萬': 4, '만': 4, '亿': 8, '億': 8, '억': 8, '兆': 12, '조': 12}
)

// hanAhead reports a magnitude of these scripts at i, after up to one space.
func hanAhead(s string, i int) bool {
	if i < len(s) && s[i] == ' ' {
		i++
	}
	if !isHan(s, i) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return hanTens[r] > 0 || hanMyriads[r] > 0
}

// moreAhead reports a 多 before a magnitude: 300多万.
func moreAhead(s string, i int) bool {
	if i >= len(s) || s[i] < 0xE4 {
		return false
	}
	for _, more := range [...]string{"多", "余", "餘"} {
		if strings.HasPrefix(s[i:], more) {
			return hanAhead(s, i+len(more)) || strings.HasPrefix(s[i+len(more):], "元")
		}
	}
	return false
}

// hanNumber is a number being read.
type hanNumber struct {
	total, section, current num
	some                    bool // of an unknown digit
	teens                   bool // of ten and an unknown digit: 十几亿
	digit, scaled           bool
	power                   int // of its only myriad
}

// hanLength is how many digits and magnitudes a number has at most: 9,999兆9,999億9,999万9,999 in characters.
const hanLength = 40

// readHan reads a number at i that holds a numeral or magnitude of these scripts.
func (lx *lexicon) readHan(s string, i int) (quantity, bool) {
	var h hanNumber
	end, myriad := i, 99
	for range hanLength {
		at := end
		if at < len(s) && s[at] == ' ' && hanAhead(s, at) {
			at++
		}
		if digitAt(s, at) && h.current.coef == 0 {
			n, next, ok := lx.readDigits(s, at)
			if !ok {
				return quantity{}, false
			}
			h.current, h.digit, end = n, true, next
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		if size == 0 || !h.take(r, &myriad) {
			break
		}
		end = at + size
	}
	return h.quantity(s, i, end)
}

// take adds one character; it is false for one that belongs to no number.
func (h *hanNumber) take(r rune, myriad *int) bool {
	fits := true
	digit, known := hanDigits[r]
	ten, isTen := hanTens[r]
	power, isMyriad := hanMyriads[r]
	switch {
	case known:
		h.current, fits = h.current.times(10, 0)
		h.current, _ = h.current.plus(num{digit, 0})
		h.digit = true
	case r == '数' || r == '數' || r == '几' || r == '幾' || r == '수':
		if h.section == (num{1, 1}) && h.current.coef == 0 && h.total.coef == 0 && !h.teens {
			h.teens = true
			return true
		}
		if h.digit || h.scaled || h.some {
			return false
		}
		h.some, h.current = true, num{1, 0}
	case isTen && (h.digit || h.some || r == '十' || r == '百' || r == '千'):
		if h.current.coef == 0 {
			h.current = num{1, 0}
		}
		var up num
		up, fits = h.current.times(1, ten)
		h.section, _ = h.section.plus(up)
		h.current, h.digit, h.scaled = num{}, true, true
	case isMyriad && (h.digit || h.some):
		whole, _ := h.section.plus(h.current)
		if power > *myriad || whole.coef == 0 { // 1万億
			h.total, fits = h.total.times(1, power)
			h.power += power
		} else {
			if h.total.coef == 0 {
				h.power = power
			}
			whole, fits = whole.times(1, power)
			h.total, _ = h.total.plus(whole)
		}
		h.section, h.current, h.scaled, *myriad = num{}, num{}, true, power
	default:
		return false
	}
	return fits
}

// quantity closes the number s[i:end].
func (h *hanNumber) quantity(s string, i, end int) (quantity, bool) {
	if !h.digit && !h.scaled {
		return quantity{}, false
	}
	v, _ := h.total.plus(h.section)
	v, ok := v.plus(h.current)
	q := quantity{value: v, scaled: h.scaled, spelt: !isDigit(s[i]), power: h.power, end: end}
	if h.some {
		q.vague = true
		q.lo, _ = v.times(2, 0)
		q.hi, _ = v.times(1, 1)
	}
	if h.teens {
		q.vague = true
		q.lo, _ = v.times(11, -1)
		q.hi, _ = v.times(19, -1)
	}
	for _, more := range [...]string{"多", "余", "餘"} {
		if strings.HasPrefix(s[end:], more) {
			q.end += len(more)
			q.over = true
			if hanAhead(s, q.end) { // 300多万
				r, size := utf8.DecodeRuneInString(s[q.end:])
				q.value, ok = q.value.times(1, hanMyriads[r]+hanTens[r])
				q.scaled, q.end = true, q.end+size
			}
		}
	}
	return q, ok && v.exp < 24
}

// hanUnits are currencies, the longer name before the shorter that it begins with.
var hanUnits = []struct {
	text string
	unit unit
}{
	{"人民币", unit{code: "CNY"}}, {"人民幣", unit{code: "CNY"}}, {"人民元", unit{code: "CNY"}}, {"元人民币", unit{code: "CNY"}}, {"元人民幣", unit{code: "CNY"}},
	{"新台币", unit{code: "TWD"}}, {"新台幣", unit{code: "TWD"}}, {"新臺幣", unit{code: "TWD"}}, {"台币", unit{code: "TWD"}}, {"台幣", unit{code: "TWD"}}, {"元新台幣", unit{code: "TWD"}},
	{"ニュー台湾ドル", unit{code: "TWD"}}, {"台湾ドル", unit{code: "TWD"}}, {"港元", unit{code: "HKD"}}, {"港币", unit{code: "HKD"}}, {"港幣", unit{code: "HKD"}}, {"香港ドル", unit{code: "HKD"}},
	{"美元", unit{code: "USD"}}, {"美金", unit{code: "USD"}}, {"米ドル", unit{code: "USD"}}, {"ドル", unit{code: "USD"}}, {"달러", unit{code: "USD"}},
	{"豪ドル", unit{code: "AUD"}}, {"カナダドル", unit{code: "CAD"}}, {"シンガポールドル", unit{code: "SGD"}}, {"澳元", unit{code: "AUD"}}, {"加元", unit{code: "CAD"}}, {"新加坡元", unit{code: "SGD"}}, {"新元", unit{code: "SGD"}}, {"纽元", unit{code: "NZD"}},
	{"欧元", unit{code: "EUR"}}, {"歐元", unit{code: "EUR"}}, {"ユーロ", unit{code: "EUR"}}, {"유로", unit{code: "EUR"}},
	{"英镑", unit{code: "GBP"}}, {"英鎊", unit{code: "GBP"}}, {"英ポンド", unit{code: "GBP"}}, {"ポンド", unit{code: "GBP", strict: true}}, {"파운드", unit{code: "GBP", strict: true}},
	{"日元", unit{code: "JPY"}}, {"日圆", unit{code: "JPY"}}, {"日圓", unit{code: "JPY"}}, {"円", unit{code: "JPY"}}, {"엔", unit{code: "JPY"}},
	{"韩元", unit{code: "KRW"}}, {"韓元", unit{code: "KRW"}}, {"韩圆", unit{code: "KRW"}}, {"ウォン", unit{code: "KRW"}}, {"원", unit{code: "KRW"}}, {"위안", unit{code: "CNY"}},
	{"卢布", unit{code: "RUB"}}, {"盧布", unit{code: "RUB"}}, {"ルーブル", unit{code: "RUB"}}, {"瑞士法郎", unit{code: "CHF"}}, {"スイス・フラン", unit{code: "CHF"}}, {"スイスフラン", unit{code: "CHF"}},
	{"法郎", unit{code: "CHF", family: "franc"}}, {"フラン", unit{code: "CHF", family: "franc"}}, {"卢比", unit{code: "INR", family: "rupee"}}, {"盧比", unit{code: "INR", family: "rupee"}}, {"ルピー", unit{code: "INR", family: "rupee"}},
	{"ペソ", unit{code: "MXN", family: "peso"}}, {"比索", unit{code: "MXN", family: "peso"}}, {"バーツ", unit{code: "THB"}}, {"泰铢", unit{code: "THB"}}, {"泰銖", unit{code: "THB"}},
	{"ナイラ", unit{code: "NGN"}}, {"奈拉", unit{code: "NGN"}}, {"パナマ・バルボア", unit{code: "PAB"}}, {"巴波亚", unit{code: "PAB"}}, {"レアル", unit{code: "BRL"}}, {"雷亚尔", unit{code: "BRL"}},
	{"トルコリラ", unit{code: "TRY"}}, {"里拉", unit{code: "TRY", family: "lira"}}, {"リラ", unit{code: "TRY", family: "lira"}}, {"越南盾", unit{code: "VND"}}, {"ドン", unit{code: "VND", strict: true}}, {"印尼盾", unit{code: "IDR"}}, {"ルピア", unit{code: "IDR"}},
	{"林吉特", unit{code: "MYR"}}, {"リンギット", unit{code: "MYR"}}, {"ランド", unit{code: "ZAR", strict: true}}, {"兰特", unit{code: "ZAR"}}, {"元", unit{code: "CNY"}}, {"块钱", unit{code: "CNY"}}, {"塊錢", unit{code: "TWD"}},
	{"美分", unit{code: "USD", minor: true}}, {"セント", unit{code: "USD", minor: true}}, {"日本銭", unit{code: "JPY", minor: true}}, {"銭", unit{code: "JPY", minor: true, strict: true}}, {"ペンス", unit{code: "GBP", minor: true}}, {"便士", unit{code: "GBP", minor: true}},
}

// unitEnds follow 元 where it is no yuan: 多元化, 二元论.
var unitEnds = [...]string{"化", "论", "論", "素", "旦", "首", "老", "组"}

// readHanUnit reads a currency of these scripts at i.
func readHanUnit(s string, i int) (currency, bool) {
	if !isHan(s, i) {
		return currency{}, false
	}
	for _, u := range hanUnits {
		if !strings.HasPrefix(s[i:], u.text) {
			continue
		}
		end := i + len(u.text)
		for _, other := range unitEnds {
			if u.text == "元" && strings.HasPrefix(s[end:], other) {
				return currency{}, false
			}
		}
		return currency{code: u.unit.code, family: u.unit.family, minor: u.unit.minor, strict: u.unit.strict, word: true, end: end}, true
	}
	return currency{}, false
}

// takeHanMinor takes the minor units after a sum in whole major ones: 2222円13銭, 5元3角.
func (lx *lexicon) takeHanMinor(s string, a side) side {
	if a.vague || a.scaled && a.value.exp < 0 {
		return a
	}
	at := a.end
	linked := false
	for _, and := range [...]string{"と", "又"} {
		if strings.HasPrefix(s[at:], and) {
			at, linked = at+len(and), true
		}
	}
	if !digitAt(s, at) && !isHan(s, at) {
		return a
	}
	var q quantity
	ok := false
	if digitAt(s, at) {
		var n num
		n, q.end, ok = lx.readDigits(s, at)
		q.value = n
	} else {
		q, ok = lx.readHan(s, at)
	}
	if !ok || q.value.exp < 0 || !q.value.less(num{1, 2}) {
		return a
	}
	exp, end := hanMinor(s, q.end)
	if end == 0 {
		if !linked {
			return a
		}
		exp, end = -2, q.end
	}
	if v, ok := a.value.plus(num{q.value.coef, q.value.exp + exp}); ok {
		a.value, a.end = v, end
	}
	return a
}

// hanMinor returns the power of ten of a minor unit at i, and where it ends; 0 if there is none.
func hanMinor(s string, i int) (exp, end int) {
	for _, m := range [...]struct {
		text string
		exp  int
	}{{"日本銭", -2}, {"セント", -2}, {"ペンス", -2}, {"美分", -2}, {"便士", -2}, {"銭", -2}, {"分", -2}, {"角", -1}, {"毛", -1}} {
		if strings.HasPrefix(s[i:], m.text) {
			return m.exp, i + len(m.text)
		}
	}
	return 0, 0
}
