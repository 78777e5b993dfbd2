package money

import (
	"strings"
	"unicode/utf8"
)

// A word after a number is its currency only where nothing speaks for another reading.

// ratio reports that a sum only measures another: "30 cents on the dollar", "one in five dollars".
func ratio(s string, a *side) bool {
	if !a.has || a.scaled {
		return false
	}
	first, at := back(s, a.start)
	if first == "in" || first == "of" {
		if first == "of" {
			first, at = back(s, at)
		}
		n, _ := back(s, at)
		if _, counted := english.numbers[n]; (first == "in" || first == "out") && (counted || at > 1 && isDigit(s[at-2])) {
			return true
		}
	}
	return exchanged(s, a)
}

// rated link the ends of a rate of exchange: "145 yen to the dollar", "30 cents on the dollar".
var rated = wordSet("on to against per for versus a an")

// exchanged reports that one of another currency follows: a rate, and no sum.
func exchanged(s string, a *side) bool {
	at, ok := blank(s, a.end)
	var w word
	if ok && at > a.end && a.value == (num{1, 0}) && !a.cur.minor && a.cur.word && readWord(s, at, &w) && quoted(s, &w) {
		return true
	}
	if !ok || at == a.end || !readWord(s, at, &w) || !rated[string(w.text())] {
		if key, before := back(s, a.start); key == "to" && a.value == (num{1, 0}) && before > 1 { // "7.80 to one dollar"
			return isDigit(s[before-2])
		}
		return false
	}
	link := string(w.text())
	one := link == "per" || link == "a" || link == "an"
	for range 3 {
		if at, ok = blank(s, w.end); !ok || !readWord(s, at, &w) {
			return false
		}
		key := string(w.text())
		if _, nation := nations[key]; nation {
			continue
		}
		if key == "the" || key == "one" || key == "each" || key == "every" {
			one = true
			continue
		}
		u, unit := english.units[key]
		return one && unit && !u.minor && !u.strict && (u.family != "pound" || link == "to" || link == "on" || link == "against")
	}
	return false
}

// quotes are verbs of the rate of one unit: "One dollar was traded at 145 yen".
var quotes = wordSet("traded trading trades worth quoted exchanged fetching fetched fetches buying bought buys equal equals equalled equaled changed fixed")

// quoted reports one of them at the word w, or after a verb.
func quoted(s string, w *word) bool {
	switch string(w.text()) {
	case "was", "is", "were", "now", "today":
		at, ok := blank(s, w.end)
		return ok && letterAt(s, at) && readWord(s, at, w) && quotes[string(w.text())]
	}
	return quotes[string(w.text())]
}

// singular are the units that "a" stands before: "a dollar".
var singular = wordSet("dollar cent euro rupee buck penny pound tenner fiver")

// articleEnds may follow "a dollar"; before another word it is part of a name.
var articleEnds = wordSet("a an per for each and or more in to on from at apiece if when but less")

// fits reports whether the currency c, at position at, belongs to the number before it.
func (a *side) fits(lx *lexicon, s string, at int, c *currency) bool {
	switch {
	case c.strict && !a.scaled && (a.digits > 0 || a.spelt):
		a.local = (c.family == "krone" || c.family == "sol") && !a.alone
		return a.local
	case c.worth > 0 && (a.scaled && a.power > 2 || !ended(s, c.end)): // "ten grand pianos"
		return false
	case a.alone:
		return a.oneOf(s, at, c)
	case !c.word && lx.nextOwns(s, a, c):
		return false
	case c.weight && lx.weighs(s, a, c):
		return false
	case c.letter && a.labelled(s):
		return false
	case lx.english && c.word && !c.nation && s[at] >= 'A' && s[at] <= 'Z' && !allCaps(s[at:c.end]) && (a.yearly() || c.minor):
		return false
	}
	return true
}

// ended reports that no noun follows at i.
func ended(s string, i int) bool {
	if dash(s, i) > 0 {
		return false
	}
	at, _ := blank(s, i)
	var w word
	return !letterAt(s, at) || !readWord(s, at, &w) || functions[string(w.text())] || uncounted[string(w.text())] || w.capital
}

// labellers are words before a number with a letter that is no price: "section 45c", "gate 12p".
var labellers = wordSet("section article rule schedule room gate flat iphone class paragraph unit row exhibit form chapter apartment galaxy number no platform route bus")

// labelled reports that a letter right after the number is no minor unit: "1080p", "section 45c".
func (a *side) labelled(s string) bool {
	switch a.value.coef {
	case 48, 72, 108, 144, 216, 24, 36, 480, 720, 1080, 1440, 2160, 240, 360:
		if a.digits > 2 && s[a.end] == 'p' {
			return true
		}
	}
	key, _ := back(s, a.start)
	return labellers[key] || a.digits == 1 && s[a.end] == 'c' || a.digits > 3
}

func (a *side) yearly() bool {
	return a.digits == 4 && a.value.exp == 0 && a.value.coef >= 1900 && a.value.coef < 2100
}

// oneOf: "a dollar", "a U.S. penny", but not "a dollar store".
func (a *side) oneOf(s string, at int, c *currency) bool {
	name := strings.ToLower(s[at:c.end])
	if c.nation { // "a U.S. penny"
		name = name[strings.LastIndexByte(name, ' ')+1:]
	}
	if !singular[name] || c.nation && c.weight {
		return false
	}
	var w word
	next, _ := blank(s, c.end)
	if !letterAt(s, next) {
		return dash(s, c.end) == 0 && (!c.minor || c.nation) // "lose a cent"
	}
	readWord(s, next, &w)
	return articleEnds[string(w.text())]
}

func allCaps(s string) bool { return s == strings.ToUpper(s) }

// nextOwns reports that a sign or code belongs to the number after it: "in 2005 $5".
func (lx *lexicon) nextOwns(s string, a *side, c *currency) bool {
	if digitAt(s, c.end) {
		return a.end < c.end && (s[a.end] == ' ' || s[a.end] == '\n' || s[a.end] >= utf8.RuneSelf || dash(s, a.end) > 0)
	}
	at, _ := blank(s, c.end)
	if !digitAt(s, at) {
		return false
	}
	if a.yearly() {
		return true
	}
	if isLetter(s[c.end-1]) {
		return false
	}
	q, ok := lx.readQuantity(s, at)
	if !ok {
		return true
	}
	at, _ = blank(s, q.end)
	_, again := readSign(s, at)
	return !again
}

// weighers near pounds make them a weight.
var weighers = wordSet("weigh weighs weighed weighing lost lose losing gained gain shed heavier lighter lift lifted lifting bench weight overweight seized")

// worths before pounds of something make them money all the same.
var worthy = wordSet("note notes coin coins fine bill debt fee deal bet prize bonus loan grant payout offer")

// weighs reports that pounds are a weight: "200 pounds of cocaine", "weighed 90
// pounds", "a 180-pound man". A magnitude makes them money.
func (lx *lexicon) weighs(s string, a *side, c *currency) bool {
	if a.scaled {
		return false
	}
	var w word
	next, _ := blank(s, c.end)
	following := ""
	if letterAt(s, next) && readWord(s, next, &w) {
		following = string(w.text())
	}
	if dash(s, a.end) > 0 {
		return !worthy[following]
	}
	if !lx.english && lx.of[following] {
		return true
	}
	switch following {
	case "of", "per", "heavier", "lighter", "overweight":
		return true
	}
	at := a.start
	for range 5 {
		var key string
		if key, at = back(s, at); key == "" {
			return false
		} else if weighers[key] {
			return true
		}
	}
	return false
}
