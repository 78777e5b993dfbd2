package extract

import "dateline/corpus"

// The classes of pages that hold no article, as reports and the API tell them.
const (
	ConsentWall = "consent wall" // asks for consent, and shows nothing else
	ErrorPage   = "error page"   // not found, refused, a server's failure, a check for robots, a demand for scripts
	IndexPage   = "index page"   // a list of stories: a front page, a section, a tag, an author, search results
	VideoPage   = "video page"   // a player with at most a caption
	Paywall     = "paywall"      // the first sentences and an offer
	Redirect    = "redirect"     // sends the reader on to another page
	LoginPage   = "login page"   // asks for a name and a password
	AboutPage   = "about page"   // speaks of the outlet itself: its staff, its terms, how to reach it
	NoText      = "no text"      // none of these, and nothing to read
)

// NotArticle is the error of [HTML] for a page that was read and holds no article. Its kind is corpus.Invalid.
type NotArticle struct {
	Class  string // one of the classes of this package
	Reason string // what of the page says so, in words fit for a user's eyes
}

// Error returns the class and the reason.
func (e *NotArticle) Error() string {
	if e.Class == NoText {
		return "the page holds no article text: " + e.Reason
	}
	return "the page holds no article (" + e.Class + "): " + e.Reason
}

// Unwrap returns the same as a *corpus.Error, which tells the kind.
func (e *NotArticle) Unwrap() error { return &corpus.Error{Kind: corpus.Invalid, Message: e.Error()} }
