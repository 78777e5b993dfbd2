package clean

import (
	"strconv"

	"dateline/corpus"
)

// Version names the rules of this package. It changes whenever a text may come
// out of cleaning differently than before.
const Version = "clean-3"

// Result is a cleaned text with the edits that led to it, in order.
type Result struct {
	Text  string
	Edits []corpus.Edit
	// Byline is the byline that stood as a paragraph of its own above the body and
	// was taken out of it, such as "By Jane Doe", or empty. Several are separated by
	// line feeds. [byline.Names] reads the names.
	Byline string
}

// A pass is one named step of cleaning.
type pass struct {
	name  string
	apply func(*editor)
}

// basicPasses leave valid UTF-8 with "\n" line ends and no control characters.
// They need no second round.
var basicPasses = []pass{
	{"utf8", replaceInvalid},
	{"newlines", unifyNewlines},
	{"controls", dropControls},
}

// bodyPasses run on a body, in this order: characters first, then layout, then
// lines that nobody said, then sentences and punctuation.
var bodyPasses = []pass{
	{"mojibake", repairMojibake},
	{"entities", decodeEntities},
	{"tags", dropTags},
	{"invisible", dropInvisible},
	{"spaces", plainSpaces},
	{"wrapped", joinWrapped},
	{"trim", trimLines},
	{stubPass, dropStubs},
	{"boilerplate", dropBoilerplate},
	{bylinePass, dropByline},
	{"sentences", joinSentences},
	{"punctuation", repairPunctuation},
	{"spacing", repairSpacing},
	{"repeats", dropRepeats},
}

// titlePasses run on a title, which is one line.
var titlePasses = []pass{
	{"mojibake", repairMojibake},
	{"entities", decodeEntities},
	{"tags", dropTags},
	{"invisible", dropInvisible},
	{"spaces", plainSpaces},
	{"one-line", oneLine},
	{"trim", trimLines},
}

const (
	stubPass   = "stubs"
	bylinePass = "byline"
)

// maxRounds bounds how often the passes run. Real text settles in two or three.
const maxRounds = 6

// Body cleans the body of an article. Paragraphs of the result are separated by
// one empty line; it is valid UTF-8 and has no empty line at its ends. Cleaning
// the result again changes nothing.
func Body(s string) Result { return run(s, bodyPasses) }

// Title cleans a title into one line.
func Title(s string) Result { return run(s, titlePasses) }

// run applies the basic passes and then the others round by round until a round
// changes nothing. A text that does not settle (nobody writes one by accident) is
// left as the basic passes made it, so that cleaning it again does the same.
func run(s string, passes []pass) Result {
	basic := Result{Text: s}
	basic.round(basicPasses, 1)
	r := Result{Text: basic.Text, Edits: basic.Edits[:len(basic.Edits):len(basic.Edits)]}
	for n := 1; n <= maxRounds; n++ {
		if !r.round(passes, n) {
			r.Byline = removedBylines(r.Edits)
			return r
		}
	}
	return basic
}

// round applies each pass once and reports whether any changed the text.
func (r *Result) round(passes []pass, n int) bool {
	changed := false
	for _, p := range passes {
		e := editor{pass: p.name, src: r.Text}
		if n > 1 {
			e.pass += "/" + strconv.Itoa(n)
		}
		p.apply(&e)
		if len(e.edits) > 0 {
			r.Text, changed = e.text(), true
			r.Edits = append(r.Edits, e.edits...)
		}
	}
	return changed
}
