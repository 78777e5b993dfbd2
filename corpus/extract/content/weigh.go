package content

import (
	"slices"
)

// weigh settles which elements are furniture and how much prose each element holds.
func (o *outline) weigh(title string) {
	total, votes := 0, 0
	for i := range o.blocks {
		b := &o.blocks[i]
		e := &o.elements[b.parent]
		if b.isProse() {
			e.prose += b.size
			total += b.size
		}
		e.votes += b.size * b.votes
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
	o.leaveOthers(title)
	o.voted = votes > 0
	o.gains()
}

// settle decides which elements are out. What looks like furniture but holds most of the prose, or a good part of what was
// voted for, alone or together with elements of the same class, is none.
func (o *outline) settle(total, votes int) {
	groups := map[string]int{} // votes by class
	for i := range o.elements {
		if e := &o.elements[i]; e.role == furniture {
			groups[attr(e.node, "class")] += e.votes
		}
	}
	for i := range o.elements {
		e := &o.elements[i]
		if e.parent >= 0 {
			e.out = o.elements[e.parent].out
		}
		switch e.role {
		case furniture:
			voted := e.votes
			if class := attr(e.node, "class"); class != "" {
				voted = groups[class]
			}
			holdsBody := e.named && e.prose*10 > total
			doubtful := voted*3 > votes && e.node.Data != "footer" && e.node.Data != "nav"
			e.out = e.out || e.prose*10 < total*6 && !doubtful && !holdsBody
		case comments:
			e.out = e.out || e.prose*10 < total*9
		}
	}
}

// leaveOthers leaves other articles out, where one of a page's <article> elements holds the headline.
func (o *outline) leaveOthers(title string) {
	own := o.headlined(words(title))
	if own < 0 {
		return
	}
	for i := 1; i < len(o.elements); i++ {
		e := &o.elements[i]
		around := i <= own && e.end >= o.elements[own].end
		inside := i > own && i < o.elements[own].end
		if e.node.Data != "article" || around || inside || e.out {
			continue
		}
		for j := i; j < e.end; j++ {
			o.elements[j].out = true
		}
	}
}

// headlined returns the outermost <article> element with the headline and prose in it, -1 if there is none.
func (o *outline) headlined(title []string) int {
	const enough = 200 // columns of prose
	if len(title) == 0 {
		return -1
	}
	for i := range o.blocks {
		b := &o.blocks[i]
		if o.elements[b.parent].out || !slices.Equal(b.words, title) {
			continue
		}
		own := -1
		for at := b.parent; at > 0; at = o.elements[at].parent {
			if e := &o.elements[at]; e.node.Data == "article" && e.prose >= enough {
				own = at
			}
		}
		if own >= 0 {
			return own
		}
	}
	return -1
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
		case b.isProse() && o.voted:
			e.gain += b.size / 2
		case b.isProse():
			e.gain += b.size
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

// container returns the element whose text is the article's: the one with the largest gain, the innermost of
// equals, and no paragraph by itself.
func (o *outline) container() int {
	best, most := 0, 0
	for i := range o.elements {
		e := &o.elements[i]
		if !e.out && !textTags[e.node.Data] && (e.gain > most || e.gain == most && most > 0 && e.parent == best) {
			best, most = i, e.gain
		}
	}
	return o.markedBody(best)
}

// markedBody returns the element below at that the page marks as the article's body, if it holds most of the
// gain, and else at.
func (o *outline) markedBody(at int) int {
	for i := at + 1; i < o.elements[at].end; i++ {
		e := &o.elements[i]
		if !e.out && e.marked && e.gain*10 >= o.elements[at].gain*7 {
			return i
		}
	}
	return at
}
