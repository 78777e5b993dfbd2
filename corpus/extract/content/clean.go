package content

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean returns the blocks that are text of the article. In order: what stands before the first and
// behind the last paragraph is kept only if it reads like text; labels, invitations and
// references to other articles go wherever they stand; the headline on top and repeated blocks go.
func (o *outline) clean(blocks []block, title string) []block {
	for i := range blocks {
		b := &blocks[i]
		b.words = words(b.text)
		b.kinds = stock.match(b.words)
		b.noise = o.isNoise(b)
	}
	o.markCaptions(blocks)
	first, last := o.textSpan(blocks)
	last = endOf(blocks, first, last)
	var kept []block
	seen := map[string]bool{}
	titleKey := strings.Join(words(title), " ")
	for i, b := range blocks {
		key := strings.Join(b.words, " ")
		switch {
		case b.noise, i > last && !o.isTail(&b, i-last):
			continue
		case i < first+3 && isFrame(&b) && clock.MatchString(b.text) && byline.MatchString(b.text):
			continue
		case (i < first || i > last) && (isFrame(&b) || isAddress(b.text) || b.kinds&(isOpening|isInside) != 0):
			continue
		case key == titleKey && i < first+3:
			continue
		case b.size >= 20 && seen[key]:
			continue
		}
		seen[key] = true
		kept = append(kept, b)
	}
	for len(kept) > 1 && o.isHeading(&kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// isTail reports whether a block some lines below the last paragraph still belongs to the text: a line or two that end like sentences, a
// list, verses.
func (o *outline) isTail(b *block, below int) bool {
	if b.votes > 0 && b.linked == 0 && !contact.MatchString(b.text) && (o.isItem(b) || b.breaks || o.isHeading(b)) {
		return true
	}
	return below <= 2 && b.endsSentence()
}

// textSpan returns the indexes of the first and the last block that are surely text.
func (o *outline) textSpan(blocks []block) (first, last int) {
	first, last = -1, len(blocks)-1
	for i := range blocks {
		if b := &blocks[i]; !b.noise && b.isProse() && !(first < 0 && o.isHeading(b)) && b.kinds&(isOpening|isInside) == 0 && !isFrame(b) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return max(first, 0), last
}

// endOf returns the last block before a label that closes articles, if most of the text stands
// before it.
func endOf(blocks []block, first, last int) int {
	total := 0
	for _, b := range blocks {
		if b.isProse() && !b.noise {
			total += b.size
		}
	}
	before := 0
	for i := first; i <= last; i++ {
		if b := &blocks[i]; b.kinds&isEnd != 0 && before*10 >= total*6 {
			return i - 1
		} else if b.isProse() && !b.noise {
			before += b.size
		}
	}
	return last
}

// isNoise reports whether a block is no text wherever it stands.
func (o *outline) isNoise(b *block) bool {
	if len(b.words) == 0 {
		return true
	}
	heading := o.isHeading(b)
	if b.kinds&isLabel != 0 || o.elements[b.parent].node.Data == "h1" || isCounter(b) && !o.isItem(b) {
		return true
	}
	pointed := b.linked > 0 || (b.bold+b.slanted)*2 >= b.size
	if b.kinds&isOpening != 0 && pointed && len(b.words) <= 40 {
		return true
	}
	if b.kinds&isInside != 0 && (pointed || len(b.words) <= 15) && len(b.words) <= 40 {
		return true
	}
	return b.linked*10 >= b.size*9 && (!heading || o.isItem(b)) || isReference(b) || namesNetworks(b)
}

// isHeading reports whether a block is a heading.
func (o *outline) isHeading(b *block) bool {
	tag := o.elements[b.parent].node.Data
	return len(tag) == 2 && tag[0] == 'h' && tag != "hr"
}

// isItem reports whether a block is an item of a list or table.
func (o *outline) isItem(b *block) bool {
	for i, up := b.parent, 0; i > 0 && up < 3; i, up = o.elements[i].parent, up+1 {
		switch o.elements[i].node.Data {
		case "li", "tr", "dd", "dt":
			return true
		}
	}
	return false
}

// isCounter reports whether a block is a place in a row ("1 of 6") or the time of an entry in a ticker.
func isCounter(b *block) bool {
	if b.endsSentence() || len(b.words) > 8 {
		return false
	}
	digits := true
	for _, w := range b.words {
		digits = digits && (unicode.IsDigit(rune(w[0])) || w == "of")
	}
	return digits && len(b.words) <= 3 || ticker.MatchString(b.text)
}

var contact = regexp.MustCompile(`\w@\w|https?:|www\.`)

var ticker = regexp.MustCompile(`(?i)^\d{1,2}[:.h]\d\d\s?([ap]\.?m)?\D|\d+ (secs?|mins?|minutes?|hours?|hrs?) ago`)

// markCaptions marks the line under a picture as noise, and the credit below that one. A line is under
// a picture if it stands in an element with it and nothing else, or right behind it in italics.
func (o *outline) markCaptions(blocks []block) {
	const longest, credit = 400, 6 // columns, words
	under := -1
	for i := range blocks {
		b := &blocks[i]
		if b.picture >= 0 {
			under = -1
		}
		switch {
		case o.isHeading(b) || o.isItem(b) || b.size > longest:
			under = -1
		case b.picture >= 0 && o.isCaption(b):
			b.noise, under = true, b.parent
		case under >= 0 && len(b.words) <= credit && !b.endsSentence():
			b.noise, under = true, -1
		default:
			under = -1
		}
	}
}

// isCaption reports whether a block behind a picture speaks of the picture.
func (o *outline) isCaption(b *block) bool {
	if b.slanted*10 >= b.size*9 {
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
	if frame == b.parent || o.elements[frame].prose > prose {
		return false
	}
	return !b.endsSentence() || o.namesPicture(frame) || o.namesPicture(b.parent)
}

// namesPicture reports whether an element is called a picture's.
func (o *outline) namesPicture(i int) bool {
	for name := range strings.FieldsSeq(attr(o.elements[i].node, "class")) {
		for _, w := range wordsOf(name) {
			if pictureWords[w] {
				return true
			}
		}
	}
	return false
}

// endsSentence reports whether a block ends as a sentence does. The scripts that write no full stops
// end one in any long line.
func (b *block) endsSentence() bool {
	const long = 100 // columns
	t := strings.TrimRightFunc(b.text, func(r rune) bool {
		return unicode.In(r, unicode.Pe, unicode.Pf, unicode.Pi) || r == '"' || r == '\''
	})
	last, _ := utf8.DecodeLastRuneInString(t)
	if unicode.In(last, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return b.size > long
	}
	return strings.ContainsRune(".!?…。！？؟।۔:：;", last)
}

// namesNetworks reports whether a short block names several social networks.
func namesNetworks(b *block) bool {
	const short, several = 25, 2
	if len(b.words) > short || b.linked == 0 {
		return false
	}
	n := 0
	for _, w := range b.words {
		if networks[w] {
			n++
		}
	}
	return n >= several
}

var networks = set("facebook twitter instagram youtube telegram whatsapp linkedin pinterest tiktok snapchat reddit flipboard threads bluesky mastodon viber vk вконтакте одноклассники телеграм")

// isReference reports whether a block is a short label, a colon and a link: "Related: ...".
func isReference(b *block) bool {
	const longest = 30 // columns of the label
	at := strings.IndexAny(b.text, ":：|>»")
	return at > 0 && columns(b.text[:at]) <= longest && b.linked > 0 && b.linked >= b.size-columns(b.text[:at])-2
}

// isAddress reports whether a text is a web address alone.
func isAddress(text string) bool {
	return !strings.Contains(text, " ") && (strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www."))
}

// isFrame reports whether a block is a line that stands around an article: a date, a byline.
func isFrame(b *block) bool {
	if len(b.words) <= 4 && !b.endsSentence() && strings.ContainsAny(b.text, "0123456789") {
		return true
	}
	return len(b.words) <= 30 && (byline.MatchString(b.text) || !b.endsSentence() && b.size < 120 && clock.MatchString(b.text))
}

var (
	byline = regexp.MustCompile(`(?i)^(by|von|par|por|di|door|av|af|autor|author|auteur|autore|autora|автор|text|写真|文|記者)\s*:?\s+\p{Lu}`)
	clock  = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\bago$|\d+\s*年`)
)
