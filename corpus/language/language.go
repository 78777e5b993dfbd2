package language

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// What a language must show.
const (
	enough       = 2.0  // evidence that the best has at least, of two kinds
	enoughShare  = 0.12 // of the words
	margin       = 0.9  // by which it leads English
	some         = 1.2  // evidence that is enough for a line of few words
	someMargin   = 0.4  // by which the best leads then
	fewWords     = 3
	mostFewWords = 12
	overrules    = 6.0 // by which a language leads the declared one, which then is wrong
	overruleBy   = 2.5 // and how many times as much evidence it has
)

// Detect returns the primary subtag (BCP 47) of the language of an article, or "" where that cannot be told.
func Detect(title, body string) string { return read(title, body).best() }

// Version names the rules and the data: equal versions find the same language in equal texts.
func Version() string { return version }

// rulesVersion counts the changes to the code that alter what is found.
const rulesVersion = "1"

// Known returns the primary subtags of the languages told by their words; those with a script of their own are not among them.
func Known() []string { return slices.Clone(tags.names) }

// Of returns the language of an article that declares one: the declared one, unless the text is plainly in
// another, since templates and feeds are copied from one language to the next. declared is a tag such as "en",
// "pt_BR" or "eng"; what is none counts as nothing declared.
func Of(declared, title, body string) string {
	base := Base(declared)
	e := read(title, body)
	best := e.best()
	if base == "" || best != "" && e.overrule(best, base) {
		return best
	}
	return base
}

// Base returns the primary subtag of a language tag such as "en", "en_US" or "eng", or "" for what is no tag.
func Base(tag string) string {
	tag, _, _ = strings.Cut(strings.TrimSpace(tag), ",")
	if tag == "" {
		return ""
	}
	t, err := language.Parse(strings.ReplaceAll(tag, "_", "-"))
	if err != nil {
		return ""
	}
	base, confidence := t.Base()
	if confidence != language.Exact {
		return ""
	}
	if tag := base.String(); tag != "nb" {
		return tag
	}
	return "no" // as most Norwegian papers write
}

// best returns the language that the evidence speaks for, or "".
func (e *evidence) best() string {
	if e.script == nil || e.letters < e.script.least {
		return ""
	}
	if len(e.script.languages) == 1 {
		return e.script.languages[0]
	}
	first, second := e.leaders()
	score, lead := e.score[first], e.score[first]-e.score[second]
	switch {
	case e.script != latin:
		return tags.names[first] // nothing else than a language of the script is possible
	case e.levelWithEnglish(first):
		return ""
	case score >= enough && e.kinds[first] >= 2 && score >= enoughShare*float64(e.words):
		return tags.names[first]
	case e.words >= fewWords && e.words <= mostFewWords && score >= some && lead >= someMargin:
		return tags.names[first]
	}
	return ""
}

// overrule reports whether the evidence is too strong for the declared language to be right.
func (e *evidence) overrule(best, declared string) bool {
	if best == declared {
		return false
	}
	if len(e.script.languages) == 1 {
		return e.letters >= 2*e.script.least && kin[declared] != best
	}
	if near, ok := kin[declared]; ok {
		declared = near
	}
	mine, other := e.score[tags.byName[best]], 0.0
	if i, known := tags.byName[declared]; known {
		other = e.score[i]
	}
	return mine-other >= overrules && mine >= overruleBy*other && mine >= 2*enoughShare*float64(e.words)
}

// kin names for languages that have no words here the one that they share most of theirs with.
var kin = map[string]string{"nn": "no", "bs": "hr", "sh": "hr", "cnr": "hr", "lb": "de", "gsw": "de", "nds": "de",
	"fy": "nl", "li": "nl", "ast": "es", "an": "es", "lad": "es", "oc": "ca", "co": "it", "scn": "it", "fo": "is", "prs": "fa",
	"arz": "ar", "yue": "zh", "wuu": "zh", "nan": "zh", "uz": "tr", "az": "tr", "tk": "tr", "tt": "kk", "mai": "hi", "bho": "hi"}
