package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Options says what is known of a page's article from elsewhere.
type Options struct {
	Title string // the headline, empty if unknown
	Body  string // the text as the page's metadata gives it, a paragraph a line; empty if it does not, often cut short or in one line
	Heavy bool   // the page is too large for a second opinion
}

// Find returns the paragraphs of a page's article in order, none if there is no text. It takes time and
// memory linear in the size of the tree if o.Heavy.
func Find(doc *html.Node, o Options) []string {
	var witnesses []witness
	if !o.Heavy {
		witnesses = append(witnesses, newWitness(secondOpinion(doc)))
	}
	stated := statedParagraphs(o.Body)
	if stated != nil {
		witnesses = append(witnesses, newWitness(stated))
	}
	page := readPage(doc, pageRole)
	found := search(page, o.Title, witnesses)
	if summary := page.summary(); summary != "" && !slices.ContainsFunc(found, isSentence) {
		return []string{summary}
	}
	if isStub(found, stated) {
		return stated
	}
	if len(found) == 0 {
		found = search(readPage(doc, shownRole), o.Title, witnesses)
	}
	return found
}

// summary returns the paragraph that stands beside the main headline in the same element, "" if there is none: the only text of a page
// whose story is loaded later.
func (o *outline) summary() string {
	header := -1
	for i := range o.blocks {
		b := &o.blocks[i]
		e := &o.elements[b.parent]
		switch {
		case e.node.Data == "h1":
			header = e.parent
		case header >= 0 && e.parent == header && e.node.Data == "p" && b.isProse() && b.linked == 0 && b.endsSentence():
			return b.text
		}
	}
	return ""
}

// isSentence reports whether a text ends as a sentence does.
func isSentence(text string) bool {
	b := block{text: text, size: columns(text)}
	return b.endsSentence()
}

// readPage reads the outline of a page.
func readPage(doc *html.Node, roleOf func(*html.Node) role) *outline {
	page := readOutline(doc, roleOf)
	for i := range page.blocks {
		b := &page.blocks[i]
		b.words = words(b.text)
	}
	return page
}

// search returns the paragraphs of the article in a page, with the witnesses' help.
func search(page *outline, title string, witnesses []witness) []string {
	for _, w := range witnesses {
		page.hear(w)
	}
	page.weigh(title)
	blocks := page.parts(page.container())
	if page.voted {
		blocks = between(blocks)
	}
	var found []string
	for _, b := range page.clean(blocks, title) {
		found = append(found, b.text)
	}
	return found
}

// hear counts a witness's votes for the blocks.
func (o *outline) hear(w witness) {
	for i := range o.blocks {
		if b := &o.blocks[i]; w.has(b.words) {
			b.votes++
		}
	}
}

// parts returns the blocks of an element without its furniture, and before them those that stand between the
// headline and the element in the same place as most of its prose: an article may begin
// above a picture or box as wide as the page. What stands in that place ahead of all that was voted for is voted for too.
func (o *outline) parts(at int) []block {
	place := o.prosePlace(at)
	headed, begun := false, false
	var before, all []block
	for _, b := range o.blocks {
		e := &o.elements[b.parent]
		kin := place != "" && b.isProse() && o.place(b.parent, at) == place
		switch {
		case b.parent >= o.elements[at].end:
			return append(before, all...)
		case e.out:
		case b.parent >= at:
			if begun = begun || b.votes > 0; !begun && kin {
				b.votes++
			}
			all = append(all, b)
		case e.node.Data == "h1":
			headed, before = true, nil
		case headed && kin:
			b.votes++
			before = append(before, b)
		}
	}
	return append(before, all...)
}

// prosePlace returns the place where most of the prose of an element stands, "" if there is none.
func (o *outline) prosePlace(at int) string {
	sizes := map[string]int{}
	for i := range o.blocks {
		if b := &o.blocks[i]; b.parent >= at && b.parent < o.elements[at].end && b.isProse() {
			sizes[o.place(b.parent, at)] += b.size
		}
	}
	for place, size := range sizes {
		if size*10 >= o.elements[at].prose*6 {
			return place
		}
	}
	return ""
}

// place says where a paragraph stands: the class of the element around it, or if it has none the tags between it and the
// element at, "" if it is not below that one.
func (o *outline) place(i, at int) string {
	around := i
	if o.elements[i].node.Data == "p" && o.elements[i].parent >= 0 {
		around = o.elements[i].parent
	}
	if class := attr(o.elements[around].node, "class"); class != "" {
		return class
	}
	var path strings.Builder
	for ; i > at; i = o.elements[i].parent {
		path.WriteString("/" + o.elements[i].node.Data)
	}
	if i < at {
		return ""
	}
	return path.String()
}

// between returns the blocks that were voted for, and what reads like text among them.
func between(blocks []block) []block {
	const least = 20 // columns of a sentence
	first, last := -1, -1
	for i := range blocks {
		if blocks[i].votes > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return blocks
	}
	var kept []block
	for _, b := range blocks[first : last+1] {
		if b.votes > 0 || b.isProse() || b.size >= least && b.endsSentence() {
			kept = append(kept, b)
		}
	}
	return kept
}

// statedParagraphs returns the paragraphs of the text in a page's metadata, nil if it is too short to say anything.
func statedParagraphs(text string) []string {
	const least = 300 // columns
	if columns(text) < least {
		return nil
	}
	var all []string
	for line := range strings.Lines(text) {
		if line = squeeze(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// isStub reports whether what was found is much less than what the page states.
func isStub(found, stated []string) bool {
	return 2*columns(strings.Join(found, " ")) < columns(strings.Join(stated, " "))
}
