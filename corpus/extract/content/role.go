package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// role says what an element is by its tag and attributes alone.
type role uint8

const (
	plain     role = iota
	silent         // never text of an article, whatever its size: scripts, controls, captions, what is hidden
	furniture      // no text of an article unless most of the page's prose is in it
	comments       // what readers wrote
	body           // the page names it as the article's text
)

var (
	silentTags = set("script style svg template math head noscript button select textarea input option iframe object embed noembed noframes xmp plaintext " +
		"video audio canvas map figcaption dialog")
	furnitureTags = set("nav footer aside form menu search address")
	blockTags     = set("p div li ul ol menu h1 h2 h3 h4 h5 h6 blockquote pre table tr section article header footer aside main body html " +
		"figure figcaption dl dt dd hr address form fieldset legend details summary tbody thead tfoot caption center nav hgroup search")
	pictureWords = set("image images img photo photos picture pictures figure media gallery thumbnail thumb pic imgbox imgboxa illustration video")
	pictureTags  = set("img figure picture amp-img")
	landmarks    = map[string]role{
		"navigation": furniture, "complementary": furniture, "banner": furniture, "contentinfo": furniture, "search": furniture,
		"dialog": silent, "alertdialog": silent, "alert": furniture, "menu": furniture, "menubar": furniture, "toolbar": furniture,
		"tooltip": silent, "tablist": furniture, "button": silent, "figure": plain, "note": plain,
	}
)

// isBlock reports whether an element stands on lines of its own. Elements of a page's own
// making do.
func isBlock(n *html.Node) bool { return blockTags[n.Data] || strings.Contains(n.Data, "-") }

// holdsBlocks reports whether there is a block element below n.
func holdsBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (isBlock(d) || d.Data == "br") {
			return true
		}
	}
	return false
}

// fragmentRole is for HTML of which all is text.
func fragmentRole(n *html.Node) role {
	if silentTags[n.Data] || isHidden(n) {
		return silent
	}
	return plain
}

// pageRole is for a page.
func pageRole(n *html.Node) role {
	if silentTags[n.Data] || isHidden(n) {
		return silent
	}
	if furnitureTags[n.Data] {
		return furniture
	}
	if n.Data == "body" || n.Data == "html" {
		return plain
	}
	best := plain
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop":
			if r := itemRole(a.Val); r != plain {
				return r
			}
		case "role":
			best = max(best, landmarks[strings.ToLower(a.Val)])
		case "class", "id", "data-component", "data-testid", "data-qa", "data-type", "data-module":
			if n.Data != "a" || !behaves(a.Val) {
				best = max(best, nameRole(a.Val))
			}
		}
	}
	return best
}

// itemRole reads an itemprop attribute.
func itemRole(value string) role {
	for name := range strings.FieldsSeq(value) {
		switch strings.ToLower(name) {
		case "articlebody", "text":
			return body
		case "caption", "comment", "headline", "alternativeheadline", "description", "author", "publisher", "datepublished", "datemodified", "keywords":
			return furniture
		}
	}
	return plain
}

// nameRole reads a class or id attribute: the strongest role of its names.
func nameRole(value string) role {
	best := plain
	for name := range strings.FieldsSeq(value) {
		if len(name) > 80 {
			continue
		}
		if unseen[name] {
			best = max(best, furniture)
		}
		best = max(best, roleOfWords(wordsOf(name)))
	}
	return best
}

// behaves reports whether the name of a link says how it opens, or that it explains its word, as glossaries do.
func behaves(value string) bool {
	return slices.ContainsFunc(wordsOf(value), func(w string) bool { return behaviours[w] })
}

// wordsOf splits a name at its marks and humps: "article__shareBar" is article, share, bar.
func wordsOf(name string) []string {
	var words []string
	start := 0
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	wasLower := false
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			cut(i)
			start = i + len(string(r))
			wasLower = false
		case unicode.IsUpper(r):
			if wasLower {
				cut(i)
			}
			wasLower = false
		default:
			wasLower = true
		}
	}
	cut(len(name))
	return words
}

// roleOfWords looks the words of one name up.
func roleOfWords(words []string) role {
	if len(words) == 0 || modifiers[words[0]] {
		return plain
	}
	joined := strings.Join(words, "-")
	if bodyNames[joined] {
		return body
	}
	for i, w := range words {
		if commentWords[w] {
			return comments
		}
		if furnitureWords[w] || i+1 < len(words) && furnitureWords[w+"-"+words[i+1]] {
			return furniture
		}
	}
	return plain
}

var (
	// unseen are whole names by which style sheets hide an element.
	unseen       = set("hidden hide is-hidden d-none u-hidden visually-hidden sr-only screen-reader-text invisible element-invisible print-only")
	behaviours   = set("popup modal tooltip overlay keyword keywords tag tags related navigation nav")
	modifiers    = set("has no not with without is js hide show hidden-if wp category tag author type format status")
	commentWords = set("comments disqus commentlist respond commentarea kommentare comentarios commentaires")
	bodyNames    = set("article-body story-body entry-content post-content article-content article-text story-text body-text content-body post-body " +
		"articlebody storybody articlecontent postcontent postbody entrycontent bodytext storytext articletext body-copy article-copy " +
		"article-main-content story-content article-body-content td-post-content rich-text-article-body main-article-content news-content " +
		"news-body news-text newscontent newsbody article-full-body post-entry artikel-text artikeltext texte-article article-texte " +
		"cuerpo-noticia cuerpo-articulo corpo-noticia texto-noticia testo-articolo artikel-inhalt article-body-text article-body-container")
	furnitureWords = set(`share sharing shares sharebar sharebox sharedaddy addtoany addthis sharethis social socials socialbar newsletter newsletters
		subscribe subscription signup related relateds relatedposts relatedstory relatedstories relatedarticles recommended recommendation recommendations recommend recirc
		recirculation outbrain taboola revcontent mgid zergnet advert adverts advertisement advertising advertorial ads ad adv adslot adbox adunit
		dfp gpt sponsor sponsored sponsors promo promos promotion promobox breadcrumb breadcrumbs caption captions byline bylines timestamp toolbar tooltip
		cookie cookies gdpr consent sidebar nav navbar navigation menu footer popup modal overlay pagination pager taglist tags keywords credit credits
		copyright disclaimer jsonld follow followus rating ratings login popular trending teaser teasers mostread
		readmore read-more more-news more-stories see-also read-also also-read most-read most-popular
		author-bio author-box authorbox author-info author-card about-author authorinfo article-tags post-tags entry-meta post-meta article-meta
		post-author article-footer post-footer entry-footer article-share jp-relatedposts up-next next-article inline-related
		skip-link screen-reader visually-hidden sr-only print-only noprint robots-nocontent carousel pullquote pull-quote key-points keypoints standfirst dek strapline kicker infobox factbox bio author-details
		donation donations donate membership signin sign-in regwall register registration highlights story-highlights feedback poll quiz
		correlati anzeige werbung
		anuncio publicidad publicidade publicite pubblicita reklama annons reklam relacionadas relacionados noticias-relacionadas leia-mais`)
)

// isHidden reports whether an element is marked as not shown.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}
