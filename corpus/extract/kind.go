package extract

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A page holds no article if the signs of one of the classes outweigh those of an article. The signs are what the page
// says of itself (JSON-LD types, og:type, its title and headings), what it is made of (runs of prose, lines that are
// links to other stories, players, forms) and the phrases of kinds.txt in the lines that are shown. Each sign has a
// weight in points; a class is taken at refusal points. No sign refuses a page alone, a page with a long run of prose
// is refused only as a list or for being all about consent, and in doubt a page is an article: one that
// is kept by mistake can be deleted, one that is refused is not missed.
//
// The classes are tried in the order of their certainty; the first that reaches the points is the answer.

const (
	refusal = 5
	sure    = 6 // points for an article, which nothing outweighs that is not a list, a player or an offer
)

// judgement is a page being weighed.
type judgement struct {
	s       *source
	v       *survey
	title   string // as shown in the window, with the headings of the first level
	heads   []string
	text    string // the article's text as extracted
	words   int    // of text, without the lines that are links to other stories
	listed  bool   // most of text is such lines
	folded  string // the shown lines, folded; empty until they are asked for
	path    string // of the page's address, in lower case
	article int    // points for an article, from what the page says of itself
}

// opinion is what speaks for a class.
type opinion struct {
	points  int
	reasons []string
}

func (o *opinion) add(is bool, points int, reason string) {
	if !is {
		return
	}
	o.points += points
	if points > 0 && reason != "" {
		o.reasons = append(o.reasons, reason)
	}
}

// refuse says what a page is that holds no article; nil if it holds one.
func (s *source) refuse(title, text string) *NotArticle {
	j := s.judge(title, text)
	for _, class := range []struct {
		name  string
		weigh func() opinion
	}{
		{Redirect, j.redirect},
		{ErrorPage, j.errorPage},
		{ConsentWall, j.consent},
		{LoginPage, j.login},
		{Paywall, j.paywall},
		{VideoPage, j.video},
		{AboutPage, j.about},
		{IndexPage, j.index},
	} {
		if o := class.weigh(); o.points >= refusal {
			return &NotArticle{Class: class.name, Reason: strings.Join(o.reasons, ", ")}
		}
	}
	if strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return &NotArticle{Class: NoText, Reason: "the page holds nothing to read"}
	}
	return nil
}

func (s *source) judge(title, text string) *judgement {
	j := &judgement{s: s, v: take(s.doc.Nodes[0]), text: text}
	j.title = textOf(s.doc.Find("head title").First())
	const most = 8
	for _, b := range j.v.blocks {
		if b.heading == 1 && len(j.heads) < most && !slices.Contains(j.heads, b.text) {
			j.heads = append(j.heads, b.text)
		}
	}
	if len(j.heads) == 0 {
		j.heads = []string{title}
	}
	if s.url != nil {
		j.path = strings.ToLower(s.url.EscapedPath())
	}
	j.weighText()
	j.article = j.forArticle()
	return j
}

// phrases counts the phrases of a section in the page's lines.
func (j *judgement) phrases(section string) int {
	if j.folded == "" {
		j.folded = j.shown()
	}
	return countPhrases(section, j.folded)
}

// shown returns the page's lines that are no longer than a notice is, folded.
func (j *judgement) shown() string {
	const most, notice = 32 << 10, 120 // bytes in all, words a line
	var b strings.Builder
	for _, line := range j.v.blocks {
		if line.words <= notice && b.Len() < most {
			b.WriteString(foldPhrase(line.text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// forArticle weighs what the page says of itself.
func (j *judgement) forArticle() int {
	var o opinion
	own := 0
	for t, weight := range articleTypes {
		if weight > 3 && j.v.types[t] > 0 {
			own += j.v.types[t]
		}
	}
	const list = 4 // as many articles are a list of them
	o.add(own > 0 && own < list, 3, "")
	o.add(j.v.types["liveblogposting"] > 0 || j.v.types["recipe"] > 0, 3, "")
	o.add(own > 0 && j.headlineIs(j.s.ld.headline), 1, "")
	o.add(j.s.meta.first("og:type") == "article", 1, "")
	o.add(j.s.meta.first("article:published_time", "datepublished", "date", "pubdate", "dc.date", "parsely-pub-date") != "", 2, "")
	o.add(datedPath.MatchString(j.path) && !monthPath.MatchString(j.path), 1, "")
	return o.points
}

// datedPath is an address with a day or a long number, or words joined as those of a headline are; monthPath is that of all
// stories of a year or month.
var (
	monthPath = regexp.MustCompile(`/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]))?/?$`)
	datedPath = regexp.MustCompile(`/(?:19|20)\d\d/?-?\d\d?/|\d{6,}|/[^/]+-[^/]+-[^/]+-[^/]+-[^/]+/?$`)
)

func (j *judgement) headlineIs(headline string) bool {
	key := titleKey(headline)
	const shortest = 12 // bytes
	return len(key) >= shortest && slices.ContainsFunc(append(j.heads, j.title), func(h string) bool {
		return strings.Contains(titleKey(h), key)
	})
}

// says reports whether the window's title or a heading is one of a section's phrases.
func (j *judgement) says(section string) bool {
	return isTitleOf(section, j.title) || slices.ContainsFunc(j.heads, func(h string) bool { return isTitleOf(section, h) })
}

// endsIn reports whether the window's title begins with some words, or a heading is of some, that end in one of a
// section's.
func (j *judgement) endsIn(section string) bool {
	const longest = 3 // words; more are a headline
	first := strings.TrimSpace(strings.FieldsFunc(" "+foldPhrase(j.title), isTitleBorder)[0])
	return slices.ContainsFunc(append([]string{first}, j.heads...), func(t string) bool {
		return wordsIn(t) <= longest && slices.ContainsFunc(kindWords[section], func(w string) bool {
			before, ends := strings.CutSuffix(foldPhrase(t), w)
			return ends && before != "" && (strings.HasSuffix(before, " ") || isDense(w))
		})
	})
}

func (j *judgement) redirect() opinion {
	var o opinion
	const few = 25
	if j.v.refresh == "" || j.v.prose >= few || sameAddress(j.v.refresh, j.s.url) {
		return o
	}
	leads := "it sends its reader on to " + shortAddress(j.v.refresh)
	o.add(!j.v.scripted, 4, leads)
	o.add(j.v.scripted, 3, leads) // when a button is pressed, maybe
	o.add(j.words < few, 1, "")
	o.add(j.words == 0, 1, "")
	o.add(j.phrases("redirect text") > 0, 2, "it says so")
	o.add(j.article > 2 && j.words >= few, -3, "")
	return o
}

func sameAddress(target string, page *url.URL) bool {
	u := webAddress(target, page)
	return u != nil && page != nil && u.Host == page.Host && u.RawQuery == page.RawQuery &&
		strings.TrimSuffix(u.Path, "/") == strings.TrimSuffix(page.Path, "/")
}

func shortAddress(target string) string { return target[:min(len(target), 100)] }

func (j *judgement) errorPage() opinion {
	const few, brief, long = 15, 60, 150 // words of the longest run of prose
	var o opinion
	if j.v.longest > long || j.article > sure {
		return o
	}
	title := j.says("error title")
	phrases := j.phrases("error text")
	o.add(title, 3, fmt.Sprintf("its title says %q", j.firstOfTitles("error title")))
	o.add(title && j.v.prose < few, 2, "")
	o.add(phrases > 0, 1+min(phrases, 4)/2, "its text is an error's or a guard's")
	o.add(phrases > 0 && j.v.longest < brief, 1, "")
	o.add(j.words == 0 && countPhrases("error text", foldPhrase(j.v.noscript)) > 0, 5, "it shows nothing without scripts")
	o.add(j.v.marked(guardMarks), 2, "it holds a check for robots")
	o.add(!title && j.v.longest > brief/2, -2, "")
	o.add(j.v.longest > brief && !title, -3, "")
	o.points -= j.article
	return o
}

var guardMarks = []string{"cf-browser-verification", "cf-error", "challenge-form", "challenge-error", "cf-wrapper", "px-captcha", "captcha-delivery", "g-recaptcha-response", "sec-if-cpt", "error-404", "error404", "page-404", "not-found", "page-not-found"}

// firstOfTitles returns the title that says what a section says.
func (j *judgement) firstOfTitles(section string) string {
	for _, t := range append([]string{j.title}, j.heads...) {
		if isTitleOf(section, t) {
			return t
		}
	}
	return ""
}

func (j *judgement) consent() opinion {
	var o opinion
	title := j.says("consent title")
	if j.article > sure || !title && j.phrases("consent voice") == 0 {
		return o
	}
	about, other := 0, 0 // words of prose
	for i := range j.v.blocks {
		b := &j.v.blocks[i]
		if b.words < 8 || b.linked*2 > b.words {
			continue
		}
		if countPhrases("consent text", foldPhrase(b.text)) > 0 {
			about += b.words
		} else if !b.chrome {
			other += b.words
		}
	}
	const some = 12
	if about < some {
		return o
	}
	phrases := j.phrases("consent text")
	o.add(title, 2, fmt.Sprintf("its title says %q", j.firstOfTitles("consent title")))
	o.add(phrases >= 3, 2, "its text asks for consent")
	o.add(phrases >= 6, 1, "")
	o.add(phrases >= 9, 1, "")
	o.add(about > 4*other, 2, "it says nothing else")
	o.add(!title && j.headline("consent text") != "", -3, "")
	o.add(j.phrases("consent voice") == 0, -2, "")
	o.add(j.v.marked(consentMarks), 1, "")
	o.add(other > about, -3, "")
	o.add(other > 60, -3, "")
	o.points -= j.article
	return o
}

var consentMarks = []string{"consent", "onetrust", "didomi", "usercentrics", "sp_message", "qc-cmp", "cmpbox", "cookiebot", "contentpass", "cookiewall", "cookie-wall", "privacy-wall", "iubenda", "truste", "gdpr"}

func (j *judgement) login() opinion {
	var o opinion
	const few = 40
	o.add(j.v.password, 2, "it asks for a password")
	o.add(j.says("login title"), 3, fmt.Sprintf("its title says %q", j.firstOfTitles("login title")))
	o.add(loginPath.MatchString(j.path), 1, "")
	o.add(j.v.longest > few, -4, "")
	o.points -= j.article
	return o
}

var loginPath = regexp.MustCompile(`/(?:log-?in|sign-?in|account|register|auth|anmelden|connexion|accedi|inloggen|user)(?:/|\.|$)`)

func (j *judgement) paywall() opinion {
	var o opinion
	const stub, most = 90, 200 // words
	if j.words > most {
		return o
	}
	phrases, offers := j.phrases("paywall text"), j.phrases("paywall offer")
	walled := j.v.marked(paywallMarks)
	tier := strings.ToLower(j.s.meta.first("article:content_tier"))
	o.add(j.v.locked, 2, "it says that its text is not free")
	o.add(tier == "locked" || tier == "metered", 1, "")
	o.add(phrases > 0, 1+min(phrases, 2), "it asks for a subscription to read on")
	o.add(offers > 0, 1, "")
	o.add(walled, 1, "")
	o.add(j.words < stub, 1, "what can be read are its first sentences")
	last := strings.TrimRight(j.text, " \n")
	o.add(strings.HasSuffix(last, "…") || strings.HasSuffix(last, "..."), 1, "its text breaks off")
	o.add(j.words > stub, -2, "")
	o.add(phrases == 0 && !j.v.locked || phrases+offers == 0, -3, "")
	return o
}

var paywallMarks = []string{"paywall", "regwall", "subscriber-only", "premium-content", "article-locked", "is-locked", "tp-container", "piano-", "meteredcontent", "subscription-wall", "paid-content", "paid-barrier"}

func (j *judgement) video() opinion {
	var o opinion
	const caption, paragraph = 45, 90 // words
	if j.words >= paragraph {
		return o
	}
	media := j.v.types["videoobject"] + j.v.types["audioobject"] + j.v.types["podcastepisode"]
	kind := j.s.meta.first("og:type")
	o.add(strings.HasPrefix(kind, "video") || strings.HasPrefix(kind, "music"), 3, "it says that it is a video")
	o.add(media > 0, 2, "it describes a recording")
	o.add(j.s.meta.first("twitter:card") == "player", 1, "")
	o.add(j.v.player, 1, "it holds a player")
	o.add(videoPath.MatchString(j.path), 2, "its address is a video's")
	o.add(j.words < caption, 1, "its text is no longer than a caption")
	o.add(j.words >= caption, -2, "")
	o.points -= j.article
	if media+j.v.types["newsarticle"] > 0 && strings.HasPrefix(kind, "video") {
		o.points += min(j.article, 3) // a video's page that has a date is one yet
	}
	return o
}

var videoPath = regexp.MustCompile(`/(?:videos?|watch|vidéos?|mediathek|podcasts?|audio|embed)(?:/|$)`)

func (j *judgement) index() opinion {
	const excerpt, story, long = 60, 120, 250 // words of the longest run of prose
	var o opinion
	v := j.v
	root := j.s.url != nil && (frontPath.MatchString(j.path) && j.s.url.RawQuery == "")
	list := v.types["collectionpage"] + v.types["searchresultspage"]
	o.add(root, 4, "its address is a front page's")
	sought := j.s.url != nil && searchQuery.MatchString(j.s.url.RawQuery)
	o.add(!root && (sought || listPath.MatchString(j.path) || monthPath.MatchString(j.path)), 3, "its address is a list's")
	o.add(!root && sectionPath.MatchString(j.path), 1, "")
	o.add(list > 0, 3, "it says that it is a collection")
	o.add(v.types["itemlist"] > 0 && v.longest < excerpt, 1, "")
	called := j.says("index title") || j.endsIn("index ending")
	o.add(called, 2, "its title is a list's")
	headline := j.headline("index title")
	o.add(!called && headline != "", -3, "")
	o.add(!called && headline == "" && !root && j.lone(), -2, "")
	o.add(v.teasers >= 8, 1, fmt.Sprintf("it leads on to %d stories", v.teasers))
	o.add(v.teasers >= 16, 1, "")
	o.add(v.teasers >= 30, 1, "")
	o.add(v.headed >= 6 && v.headed > v.pieces/2, 1, "")
	o.add(v.headed >= 5 && v.pieces >= 4 && v.pieces <= v.headed+1, 1, "")
	o.add(v.pieces >= 5 && v.prose > 3*v.longest, 2, "it is made of excerpts")
	o.add(j.listed, 2, "its text is a list of links")
	o.add(v.dated >= 8 && v.longest < excerpt, 2, "its links have dates")
	o.add(v.longest < excerpt && v.teasers >= 8, 1, "it holds no story of its own")
	o.add(v.teasers < 6, -3, "")
	o.add(v.longest > story && v.prose < 3*v.longest, -2, "")
	o.add(v.longest > long, -3, "")
	o.add(j.words > story && !j.listed && v.prose < 2*v.longest, -2, "")
	o.points -= j.article
	return o
}

// weighText counts the words of the text.
func (j *judgement) weighText() {
	teasers := map[string]bool{}
	for i := range j.v.blocks {
		if b := &j.v.blocks[i]; b.teaser() {
			teasers[b.text] = true
		}
	}
	linked := 0
	for line := range strings.SplitSeq(j.text, "\n\n") {
		if teasers[line] {
			linked += wordsIn(line)
		} else {
			j.words += wordsIn(line)
		}
	}
	j.listed = linked > j.words
}

// headline returns the heading that leads nowhere else and says what the window's title does, as that of a story; "" if
// there is none, or only one with a phrase of a section.
func (j *judgement) headline(section string) string {
	const shortest = 4 // words
	title := titleKey(j.title)
	for _, b := range j.v.blocks {
		if b.heading == 0 || b.words < shortest || b.teaser() && !sameAddress(b.href, j.s.url) {
			continue
		}
		if strings.Contains(title, titleKey(b.text)) && countPhrases(section, foldPhrase(b.text)) == 0 {
			return b.text
		}
	}
	return ""
}

// lone reports whether the page has one story, however short: a single heading as long as a headline, or a text of
// one or two runs of prose.
func (j *judgement) lone() bool {
	const shortest, sentence = 5, 15 // words
	if len(j.heads) == 1 && wordsIn(j.heads[0]) >= shortest {
		return true
	}
	return j.v.pieces <= 2 && j.v.longest >= sentence && j.words <= 2*j.v.longest && !j.listed
}

var (
	frontPath   = regexp.MustCompile(`^/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.[a-z]+|home/?)?$`)
	listPath    = regexp.MustCompile(`/(?:tags?|topics?|themen?|thema|category|categories|kategorie|section|search|suche|recherche|buscar|authors?|autor(?:en|es)?|auteurs?|archives?|archiv|page|latest|rubrik|etiqueta|keyword|label)(?:/|$)`)
	sectionPath = regexp.MustCompile(`^(?:/[a-z]{2,20}){1,2}/?$`)
	searchQuery = regexp.MustCompile(`(?:^|&)(?:q|s|query|search|keyword)=`)
)
