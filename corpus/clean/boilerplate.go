package clean

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus/byline"
)

// dropStubs deletes stub lines.
func dropStubs(e *editor) {
	paragraphs(e.src, func(start, end int) {
		if end-start <= 120 && byline.IsStub(e.src[start:end]) {
			e.drop(start, end)
		}
	})
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
