package content

import (
	"slices"
	"strings"
)

// clean returns the blocks that are text of the article. In order: what stands before the first and
// behind the last paragraph is kept only if it reads like text; labels, invitations and
// references to other articles go wherever they stand; the headline on top and repeated blocks go.
func (o *outline) clean(blocks []block, title string) []block {
	for i := range blocks {
		b := &blocks[i]
		b.kinds = stock.match(b)
		b.noise = o.isNoise(b)
	}
	o.markCaptions(blocks)
	first, last := o.span(blocks)
	var kept []block
	seen := map[string]bool{}
	headline := words(title)
	for i := range blocks {
		b := &blocks[i]
		key := strings.Join(b.words, " ")
		switch {
		case b.noise, i > last && !o.isTail(b, i-last):
		case i < first+nearTop && (isSignature(b) || slices.Equal(b.words, headline)):
		case i < first && o.isOverline(b):
		case (i < first || i > last) && (isFrame(b) || o.elements[b.parent].node.Data == "h1"):
		case b.size >= longEnough && seen[key]:
		default:
			seen[key] = true
			kept = append(kept, *b)
		}
	}
	return o.trimEnd(kept)
}

const (
	nearTop    = 3  // blocks behind the first paragraph
	longEnough = 20 // columns; shorter blocks may repeat
)

// isOverline reports whether a block above the first paragraph is a name or label: an author, a section, an agency.
func (o *outline) isOverline(b *block) bool {
	const longest = 4 // words
	return len(b.words) <= longest && b.size <= 40 && !b.endsSentence() && !o.isHeading(b) && !o.isItem(b) && !b.breaks
}

// span returns the indexes of the first and the last block that are surely text.
func (o *outline) span(blocks []block) (first, last int) {
	first, last = -1, -1
	total := 0
	for i := range blocks {
		if b := &blocks[i]; b.isText() && (first >= 0 || !o.isHeading(b)) {
			if first < 0 {
				first = i
			}
			last = i
			total += b.size
		}
	}
	if first < 0 {
		return 0, len(blocks) - 1
	}
	before := 0
	for i := first; i <= last; i++ {
		b := &blocks[i]
		if b.kinds&isEnd != 0 && before*10 >= total*6 {
			return first, i - 1
		}
		if b.isText() {
			before += b.size
		}
	}
	return first, last
}

// isText reports whether a block is surely text of the article.
func (b *block) isText() bool { return !b.noise && b.isProse() && !isFrame(b) }

// isTail reports whether a block some lines below the last paragraph still belongs to the text: one of two lines that end like
// sentences, an item of a list, a verse, or a heading above these.
func (o *outline) isTail(b *block, below int) bool {
	if (b.votes > 0 || !o.voted) && b.linked == 0 && (o.isItem(b) || b.breaks || o.isHeading(b)) && !contact.MatchString(b.text) {
		return true
	}
	return below <= 2 && b.endsSentence()
}

// trimEnd returns the blocks without the headings and announcements at their end, which have nothing
// below them.
func (o *outline) trimEnd(blocks []block) []block {
	for len(blocks) > 1 {
		b := &blocks[len(blocks)-1]
		announces := strings.HasSuffix(b.text, ":") && !b.isProse()
		if !announces && !o.isHeading(b) {
			break
		}
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

// isHeading reports whether a block is a heading.
func (o *outline) isHeading(b *block) bool {
	tag := o.elements[b.parent].node.Data
	return len(tag) == 2 && tag[0] == 'h' && tag != "hr"
}

// isItem reports whether a block is an item of a list or a row of a table.
func (o *outline) isItem(b *block) bool {
	for i, up := b.parent, 0; i > 0 && up < 3; i, up = o.elements[i].parent, up+1 {
		switch o.elements[i].node.Data {
		case "li", "dd", "dt":
			return true
		case "tr":
			return up == 0
		}
	}
	return false
}
