package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A stub is a line that a page's template left where a byline or a date should
// stand, such as "Written by Published", "By Staff | Published: Jan 5, 2025" or
// "Posted on". It has at most maxStubWords words, every one of them a stub word, a number
// or a time, and at least one is a stub verb; "by" alone is a verb only if no date
// follows, since "By May 2021" can be a heading.
const maxStubWords = 14

var (
	stubVerbs = words("written posted published updated modified edited")
	stubWords = words(`by on at in last first and the a of for to from date dated time author authors staff admin administrator editor
		editors writer writers reporter reporters correspondent desk team newsroom news web online min mins minute minutes
		hour hours day days ago read comments views share am pm a.m p.m est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst
		cet cest ist jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november
		dec december mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday today yesterday`)
	dateWords = words(`on jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
		november dec december mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday today`)
)

// dropStubs deletes stub lines.
func dropStubs(e *editor) {
	paragraphs(e.src, func(start, end int) {
		if end-start <= 120 && isStub(e.src[start:end]) {
			e.drop(start, end)
		}
	})
}

func isStub(line string) bool {
	if endsSentence(line) && !strings.HasSuffix(line, ":") {
		return false
	}
	fields := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("|•·,;:/()–—-", r)
	})
	verb := isReadingTime(fields)
	for i, w := range fields {
		w = strings.Trim(w, ".")
		switch {
		case stubVerbs[w]:
			verb = true
		case w == "by":
			verb = verb || i+1 == len(fields) || stubWords[fields[i+1]] && !dateWords[fields[i+1]]
		case !stubWords[w] && !isNumberWord(w):
			return false
		}
	}
	return verb && len(fields) <= maxStubWords
}

// isReadingTime recognises "3 min read".
func isReadingTime(fields []string) bool {
	if len(fields) != 3 || !isNumberWord(fields[0]) || fields[2] != "read" {
		return false
	}
	return strings.HasPrefix(fields[1], "min")
}

// isNumberWord reports whether w is digits, perhaps with an ordinal's or a time's letters.
func isNumberWord(w string) bool {
	if !startsDigit(w) {
		return false
	}
	switch strings.TrimLeft(w, "0123456789.") {
	case "", "st", "nd", "rd", "th", "am", "pm", "a.m", "p.m", "z", "h":
		return true
	}
	return false
}

// boilerplateLines are whole lines that belong to a page, in lower case, without
// the punctuation around them.
var boilerplateLines = lines(`
	advertisement
	advertisements
	advertisement - scroll to continue
	advertisement scroll to continue
	ad feedback
	article continues after advertisement
	article continues below
	article continues below advertisement
	continue reading
	continue reading below
	continue reading the main story
	story continues
	story continues below
	story continues below advertisement
	scroll to continue
	scroll to continue with content
	sponsored content
	read more
	read also
	also read
	read next
	up next
	see also
	related articles
	related stories
	related coverage
	related content
	recommended stories
	recommended for you
	more from this author
	more on this story
	most read
	most popular
	you may also like
	you might also like
	share this
	share this article
	share this story
	share this post
	share on facebook
	share on twitter
	share on x
	share on linkedin
	share on whatsapp
	share via email
	share full article
	click to share on facebook (opens in new window)
	click to share on twitter (opens in new window)
	click to share
	copy link
	copy link to clipboard
	link copied
	print this article
	email this article
	save article
	listen to this article
	follow us
	skip to main content
	skip to content
	leave a comment
	leave a reply
	view comments
	show comments
	post a comment
	sign up for our newsletter
	sign up for our newsletters
	sign up to our newsletter
	sign up for our daily newsletter
	sign up for our free newsletter
	subscribe to our newsletter
	subscribe to our newsletters
	subscribe now
	all rights reserved
	loading
	anzeige
	publicité
	publicidad
	pubblicità
	реклама
`)

// boilerplateStarts begin a line of at most maxBoilerplate bytes that points away from
// the article; the rest is another article's title or a page's address.
var boilerplateStarts = []string{
	"read more: ", "read also: ", "also read: ", "read next: ", "related: ", "see also: ", "more: ", "recommended: ",
	"follow us on ", "follow us @", "click here to ", "click here for ", "lire aussi : ", "lire aussi: ", "lesen sie auch: ",
	"lea también: ", "leia também: ", "leggi anche: ",
}

const maxBoilerplate = 200

// dropBoilerplate deletes lines that belong to the page and not to the article.
func dropBoilerplate(e *editor) {
	paragraphs(e.src, func(start, end int) {
		if end-start <= maxBoilerplate && isBoilerplate(e.src[start:end]) {
			e.drop(start, end)
		}
	})
}

func isBoilerplate(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("aAcCdEfFlLmMpPrRsSuUvVyYрР©([*-<>→»•|", first) {
		low := strings.ToLower(line)
		bare := strings.Trim(low, " .:…!*-<>()[]→»•|")
		if boilerplateLines[bare] || isCopyright(low) || isNewsletter(low) {
			return true
		}
		for _, start := range boilerplateStarts {
			if strings.HasPrefix(low, start) {
				return true
			}
		}
	}
	return false
}

// isCopyright recognises "© 2024 Example News. All rights reserved."
func isCopyright(low string) bool {
	mark := strings.HasPrefix(low, "©") || strings.HasPrefix(low, "copyright ") || strings.HasPrefix(low, "(c) ")
	return mark && (strings.Contains(low, "all rights reserved") || strings.ContainsAny(low, "0123456789") && len(low) < 80)
}

// isNewsletter recognises "Sign up for the Morning Brief newsletter here."
func isNewsletter(low string) bool {
	start := strings.HasPrefix(low, "sign up ") || strings.HasPrefix(low, "subscribe ") || strings.HasPrefix(low, "get our ")
	return start && strings.Contains(low, "newsletter")
}
