package content

import (
	"strings"

	"golang.org/x/net/html"
)

// Options says what is known of a page's article from elsewhere.
type Options struct {
	Title string // the headline, empty if unknown
	Heavy bool   // the page is too large for a second opinion
}

// Find returns the paragraphs of a page's article in order, none if there is no text. It takes time and
// memory linear in the size of the tree if o.Heavy.
func Find(doc *html.Node, o Options) []string {
	page := readOutline(doc, pageRole)
	if !o.Heavy {
		page.hear(newWitness(readabilityText(doc)))
	}
	page.weigh(o.Title)
	blocks := page.parts(page.container())
	if !o.Heavy {
		blocks = between(blocks)
	}
	var all []string
	for _, b := range page.clean(blocks, o.Title) {
		all = append(all, b.text)
	}
	return all
}

// hear counts a witness's votes for the blocks.
func (o *outline) hear(w witness) {
	for i := range o.blocks {
		if b := &o.blocks[i]; w.has(b.text) {
			b.votes++
		}
	}
}

// between returns the blocks that were voted for, and what reads like text among them.
func between(blocks []block) []block {
	first, last := -1, -1
	for i, b := range blocks {
		if b.votes > 0 {
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
		if b.votes > 0 || b.isProse() || b.size >= 20 && b.endsSentence() {
			kept = append(kept, b)
		}
	}
	return kept
}

// weigh settles which elements are furniture and how much prose each element holds.
func (o *outline) weigh(title string) {
	total, votes := 0, 0
	for i := range o.blocks {
		b := &o.blocks[i]
		if b.isProse() {
			o.elements[b.parent].prose += b.size
			total += b.size
		}
		o.elements[b.parent].votes += b.size * b.votes
		votes += b.size * b.votes
	}
	for i := len(o.elements) - 1; i > 0; i-- {
		e := &o.elements[i]
		up := &o.elements[e.parent]
		up.prose += e.prose
		up.votes += e.votes
		up.named = up.named || e.named || e.role == body
	}
	o.settle(total, votes)
	o.titled(title)
	o.gains()
}

// settle decides which elements are out. What looks like furniture but holds most of the prose, alone or together
// with elements of the same class, is none.
func (o *outline) settle(total, votes int) {
	groups := map[string]int{}
	for i := range o.elements {
		if e := &o.elements[i]; e.role == furniture {
			groups[attr(e.node, "class")] += e.prose
		}
	}
	for i := range o.elements {
		e := &o.elements[i]
		if e.parent >= 0 {
			e.out = o.elements[e.parent].out
		}
		prose := e.prose
		switch e.role {
		case furniture:
			if class := attr(e.node, "class"); class != "" {
				prose = groups[class]
			}
			e.out = e.out || prose*10 < total*4 && e.votes*4 <= votes && !(e.named && e.prose*10 > total)
		case comments:
			e.out = e.out || prose*10 < total*9 && e.votes*2 <= votes
		}
	}
}

// titled leaves other articles out, where one of a page's <article> elements holds the headline.
func (o *outline) titled(title string) {
	const enough = 200 // columns of prose
	key := strings.Join(words(title), " ")
	if key == "" {
		return
	}
	own := -1
	for _, b := range o.blocks {
		if strings.Join(words(b.text), " ") != key || o.elements[b.parent].out {
			continue
		}
		for at := b.parent; at > 0; at = o.elements[at].parent {
			if e := &o.elements[at]; e.node.Data == "article" && e.prose >= enough {
				own = at
			}
		}
		if own >= 0 {
			break
		}
	}
	if own < 0 {
		return
	}
	for i := 1; i < len(o.elements); i++ {
		if e := &o.elements[i]; e.node.Data == "article" && (i < own || i >= o.elements[own].end) && e.end <= own || e.node.Data == "article" && i >= o.elements[own].end {
			for j := i; j < e.end; j++ {
				o.elements[j].out = true
			}
		}
	}
}

// gains adds up how much more prose than noise each element holds.
func (o *outline) gains() {
	for i := range o.blocks {
		b := &o.blocks[i]
		e := &o.elements[b.parent]
		switch {
		case e.out:
		case b.votes > 0:
			e.gain += b.size * b.votes
		case b.isProse():
			e.gain += b.size / 2
		default:
			e.gain -= b.size
		}
	}
	for i := len(o.elements) - 1; i > 0; i-- {
		if e := &o.elements[i]; !e.out {
			if e.role == body && e.gain > 0 {
				e.gain += e.gain / 4
			}
			o.elements[e.parent].gain += e.gain
		}
	}
}

// attr returns an attribute of an element.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// container returns the element whose text is the article's: the one with the largest gain, the innermost of equals.
func (o *outline) container() int {
	best, most := 0, 0
	for i := range o.elements {
		if e := &o.elements[i]; !e.out && (e.gain > most || e.gain == most && most > 0 && e.parent == best) {
			best, most = i, e.gain
		}
	}
	return best
}

// parts returns the blocks of an element without its furniture, and before them those of the elements that stand between the
// headline and it and bear the same class as the element around most of its prose: an article may begin
// above a picture or box as wide as the page.
func (o *outline) parts(at int) []block {
	class := o.proseClass(at)
	headed, begun := false, false
	var before, all []block
	for _, b := range o.blocks {
		e := &o.elements[b.parent]
		switch {
		case b.parent >= o.elements[at].end:
			return append(before, all...)
		case e.out:
		case b.parent >= at:
			if begun = begun || b.votes > 0; !begun && class != "" && b.isProse() && o.classAround(b.parent) == class {
				b.votes++
			}
			all = append(all, b)
		case e.node.Data == "h1":
			headed, before = true, nil
		case headed && class != "" && b.isProse() && o.classAround(b.parent) == class:
			b.votes++
			before = append(before, b)
		}
	}
	return append(before, all...)
}

// proseClass returns the class that stands around most of the prose of an element, "" if there is none.
func (o *outline) proseClass(at int) string {
	sizes := map[string]int{}
	for _, b := range o.blocks {
		if b.parent >= at && b.parent < o.elements[at].end && b.isProse() {
			sizes[o.classAround(b.parent)] += b.size
		}
	}
	for class, size := range sizes {
		if size*10 >= o.elements[at].prose*6 {
			return class
		}
	}
	return ""
}

// classAround returns the class of the element around a paragraph.
func (o *outline) classAround(i int) string {
	if o.elements[i].node.Data == "p" && o.elements[i].parent >= 0 {
		i = o.elements[i].parent
	}
	return attr(o.elements[i].node, "class")
}
