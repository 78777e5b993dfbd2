package money

import (
	"math"
	"strings"

	"dateline/corpus"
)

// changes are words before two sums that make them a change from one to the other,
// not a range.
var changes = wordSet(`rose rise rises rising risen fell fall falls fallen falling increase increased increases increasing decrease decreased
	decreases raise raised raises raising cut cuts cutting up down climb climbed climbs dropped drop drops dropping grew grow grown grows jump
	jumped jumps surged soared slid slipped dipped declined decline declines improved went gone moved swung expanded doubled tripled narrowed
	widened reduced lowered lifted boosted upped hiked slashed trimmed revised change changed shrank plunged tumbled sank advanced gained lost
	rebounded ballooned swelled edged upgraded increasing lowering raising
	subió bajó pasó aumentó creció cayó redujo elevó subir aumentar passou subiu caiu aumentou cresceu reduziu passe passé augmenté chuté baissé passer stieg stiegen sank sanken
	gestiegen gesunken erhöht gesenkt erhöhte senkte вырос выросли упал снизился`)

// issues right before a range are no change: "raise 2 bln to 2.5 bln yuan" of capital.
var issues = wordSet("raise raises raised raising")

type connector uint8

const (
	noConnector connector = iota
	dashed
	toward // "to"
	either // "or"
	joined // "and", after "between"
)

// readConnector reads what stands between the ends of a range, and where the second begins.
func (lx *lexicon) readConnector(s string, i int) (connector, int) {
	at, ok := blank(s, i)
	if !ok || at >= len(s) {
		return noConnector, 0
	}
	if s[at] >= 0xE3 || s[at] == '~' {
		for _, to := range [...]string{"至", "到", "から", "〜", "~"} {
			if next, found := strings.CutPrefix(s[at:], to); found && next != "" {
				return dashed, at + len(to)
			}
		}
	}
	if n := dash(s, at); n > 0 {
		if breaks(s[i:at]) { // it opens a line of a list
			return noConnector, 0
		}
		if strings.HasPrefix(s[at+n:], "to-") { // "$5-to-$8 billion"
			return dashed, at + n + len("to-")
		}
		next, ok := blank(s, at+n)
		if !ok || next >= len(s) {
			return noConnector, 0
		}
		if strings.HasPrefix(s[next:], "to ") && next > at+n { // "three- to four-billion-dollar"
			next += len("to ")
		}
		return dashed, next
	}
	var w word
	if at == i || !letterAt(s, at) || !readWord(s, at, &w) || !lx.linkSieve.holdsKey(&w) {
		return noConnector, 0
	}
	next, ok := blank(s, w.end)
	if !ok || next >= len(s) || next == w.end && !lx.clitics {
		return noConnector, 0
	}
	switch key := w.text(); {
	case lx.to[string(key)]:
		return toward, next
	case lx.or[string(key)]:
		return either, next
	case lx.and[string(key)]:
		return joined, next
	}
	return noConnector, 0
}

// readRange reads the second end of a range that begins with a.
func (lx *lexicon) readRange(s string, a side) (sum, bool) {
	kind, at := lx.readConnector(s, a.end)
	if kind == either && !a.has && listed(s, a.start) {
		return sum{}, false
	}
	if kind == toward && lx.english {
		at = afterCeiling(s, at)
	}
	if kind == noConnector || a.vague || a.alone || letterAt(s, at) && lx.plainWord(s, at) > 0 {
		return sum{}, false
	}
	_, first := lx.hedge(s, a.start)
	lead, leadStart := back(s, first)
	if kind == joined && !lx.between[lead] {
		return sum{}, false
	}
	b, ok := lx.readSide(s, at)
	if !ok || b.vague || b.alone || !a.pairs(s, &b, kind) {
		return sum{}, false
	}
	lo, hi := a.value, b.value
	if kind == toward && (lead == "by" && hi.float() > 2*lo.float() || lead != "by" && !issues[lead] && changed(s, first)) { // "rose by $3 to $15"
		return sum{}, false
	}
	cur := b.cur
	if !b.has {
		cur = a.cur
	}
	if cur.minor && b.has && !a.has {
		lo.exp -= 2
	}
	if !a.has && kind == toward && (isMonth(s, first) || !a.scaled && lo.exp >= 0 && b.digits == 0 && b.value.float() > 100*a.value.float()*math.Pow10(b.power)) {
		return sum{}, false
	}
	if !a.scaled && b.scaled {
		if up, ok := lo.times(1, b.power); ok && up.less(hi) {
			lo = up
		}
	}
	if !lo.less(hi) {
		return sum{}, false
	}
	f := sum{start: a.start, end: b.end, value: lo, lo: lo, hi: hi, bounded: true, code: cur.code, family: cur.shared(), qualifier: corpus.Between, rule: RuleRange}
	if lx.between[lead] && kind == joined || lx.english && lx.from[lead] && kind == toward {
		f.start = leadStart
	}
	return f, true
}

// listed reports that a number at i goes on with a list of numbers, as in "5, 10 or 15 dollars". These are
// alternatives, not the ends of a range; only the last has a currency of its own, and it alone is read.
func listed(s string, i int) bool {
	lead := strings.TrimRight(s[max(0, i-8):i], " ")
	return len(lead) > 1 && lead[len(lead)-1] == ',' && isDigit(lead[len(lead)-2])
}

// ceilings hedge the upper end of a range, which is one all the same: "from $1 to as much as $2".
var ceilings = [...]string{"as much as ", "as high as ", "up to ", "perhaps ", "about ", "around ", "nearly ", "almost "}

// afterCeiling returns where what such a hedge at i belongs to begins, or i.
func afterCeiling(s string, i int) int {
	for _, c := range ceilings {
		if strings.HasPrefix(s[i:], c) {
			return i + len(c)
		}
	}
	return i
}

// months before a number make it a day: "April 1 to 110 billion dlrs".
var months = wordSet("january february march april may june july august september october november december jan feb mar apr aug sept sep oct nov dec")

func isMonth(s string, i int) bool {
	key, _ := back(s, i)
	return months[key]
}

// pairs reports whether b can be the upper end of a range from a.
func (a *side) pairs(s string, b *side, kind connector) bool {
	switch {
	case !a.has && !b.has, a.has && b.has && a.cur.code != b.cur.code:
		return false
	case !a.has && b.prefix:
		return kind == joined
	case a.has && !a.prefix && !b.has:
		return false
	case kind == either && a.has && b.has:
		return false
	case !a.has && a.yearly():
		return false
	}
	if b.has {
		return true
	}
	if b.scaled {
		return true
	}
	return kind == dashed && !strings.HasPrefix(s[b.end:], "-") && !strings.HasPrefix(s[b.end:], "/") || closes(s, b.end)
}

// closes reports that a number ends its clause or is told per something, so that it
// counts nothing else: "$5 to $8 people" never, "$5 to 8 a share" yes.
func closes(s string, i int) bool {
	if strings.HasPrefix(s[i:], "%") {
		return false
	}
	at, _ := blank(s, i)
	if !letterAt(s, at) {
		return true
	}
	var w word
	readWord(s, at, &w)
	return articleEnds[string(w.text())]
}

// changed reports whether a word of change stands up to eight words before i in its sentence.
func changed(s string, i int) bool {
	for range 8 {
		key, at := back(s, i)
		if key == "" {
			// A number or a comma may stand between: "rose 5 pct, from".
			j := strings.LastIndexAny(s[max(0, i-24):i], " \n")
			if j <= 0 || strings.ContainsAny(s[max(0, i-24)+j:i], ".;:!?") && !digitAt(s, max(0, i-24)+j+1) {
				return false
			}
			at = max(0, i-24) + j
			if at >= i {
				return false
			}
			if at == i-1 {
				k := at
				for k > 0 && s[k-1] != ' ' && s[k-1] != '\n' && at-k < 24 {
					k--
				}
				if strings.ContainsAny(s[k:at], ".;:!?") && !digitAt(s, k) {
					return false
				}
				at = k
			}
		}
		if changes[key] {
			return true
		}
		i = at
	}
	return false
}
