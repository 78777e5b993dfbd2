package content

// markCaptions marks the line under a picture as noise, and the credit below that one. A line is under
// a picture if it stands in an element with it and nothing else, or right behind it in italics.
func (o *outline) markCaptions(blocks []block) {
	const longest, credit = 400, 6 // columns, words
	under := false
	for i := range blocks {
		b := &blocks[i]
		switch {
		case o.isHeading(b) && !b.isProse() || o.isItem(b) && !b.isSmall() || b.size > longest:
			under = false
		case b.picture >= 0 && o.isCaption(b):
			b.noise, under = true, true
		case under && b.picture < 0 && len(b.words) <= credit && !b.endsSentence():
			b.noise, under = true, false
		default:
			under = false
		}
	}
}

// isSmall reports whether a block is all in italics or small print.
func (b *block) isSmall() bool { return b.slanted*10 >= b.size*9 }

// isCaption reports whether a block behind a picture speaks of the picture.
func (o *outline) isCaption(b *block) bool {
	if b.isSmall() {
		return true
	}
	frame := b.parent
	for frame > 0 && (b.picture < frame || b.picture >= o.elements[frame].end) {
		frame = o.elements[frame].parent
	}
	prose := 0
	if b.isProse() {
		prose = b.size
	}
	if frame == b.parent && o.elements[frame].prose <= prose && o.namesPicture(frame) && !textTags[o.elements[frame].node.Data] {
		return true
	}
	if frame == b.parent || o.elements[frame].prose > prose {
		return false
	}
	return !b.endsSentence() || o.namesPicture(frame) || o.namesPicture(b.parent)
}

// namesPicture reports whether an element is called a picture's.
func (o *outline) namesPicture(i int) bool {
	return named(attr(o.elements[i].node, "class"), ofPicture)
}
