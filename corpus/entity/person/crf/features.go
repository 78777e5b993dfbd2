package crf

// Templates number the kinds of feature. A feature is the hash of its template's number and values;
// a template of one word also counts its offset (-2 to 2).
const (
	tWord = iota + 1
	tShape
	tPrefix
	tSuffix
	tCluster64
	tCluster256
	tCluster1024
	tFirst
	tLast
	tGaz
	tWordWord
	tShapeShape
	tShape3
	tClusterCluster
	tGazGaz
	tGaz3
	tShapeGazCluster
	tWordShape
	tClusterShapeCluster
	tWord2
	tPlace
	tDocument
	tNeighbour
)

func feature(template, offset int, v uint64) uint64 {
	return mix(v ^ (uint64(template)<<8+uint64(offset+3))*0x9e3779b97f4a7c15)
}

func pair(a, b uint64) uint64 { return mix(a*0x9e3779b97f4a7c15 + b) }

// appendWordFeatures appends the features that the word at this offset gives alone.
func appendWordFeatures(dst []uint64, w *word, offset int) []uint64 {
	dst = append(dst, feature(tWord, offset, w.lower))
	if w.entry.C256 != 0 {
		dst = append(dst, feature(tCluster256, offset, uint64(w.entry.C256)), feature(tCluster64, offset, uint64(w.entry.C64)))
	}
	if offset < -1 || offset > 1 {
		return append(dst, feature(tShape, offset, w.shape))
	}
	dst = append(dst, feature(tShape, offset, w.shape), feature(tGaz, offset, w.gaz), feature(tSuffix, offset, w.suffixes[2]))
	if w.entry.C1024 != 0 {
		dst = append(dst, feature(tCluster1024, offset, uint64(w.entry.C1024)))
	}
	if w.entry.First != 0 {
		dst = append(dst, feature(tFirst, offset, uint64(w.entry.First)))
	}
	if w.entry.Last != 0 {
		dst = append(dst, feature(tLast, offset, uint64(w.entry.Last)))
	}
	if offset == 0 {
		for n := range 4 {
			dst = append(dst, feature(tPrefix, 0, w.prefixes[n]))
			if n != 2 {
				dst = append(dst, feature(tSuffix, 0, w.suffixes[n]))
			}
		}
		dst = append(dst, feature(tGaz, 3, pair(w.gaz, w.shape)), feature(tGaz, 4, pair(w.gaz, uint64(w.entry.C64))))
	}
	return dst
}

// context is what the features need to know of a token's sentence and document.
type context struct {
	words    []*word
	allCaps  bool // the sentence has no lower-case word
	headline bool // nearly every word of the sentence begins with a capital
	inside   []uint8
}

// appendContextFeatures appends the features that token i gives together with its neighbours.
func appendContextFeatures(dst []uint64, c *context, i int) []uint64 {
	w, before, after := c.words[i], at(c.words, i-1), at(c.words, i+1)
	before2, after2 := at(c.words, i-2), at(c.words, i+2)
	cl, clBefore, clAfter := uint64(w.entry.C256), uint64(before.entry.C256), uint64(after.entry.C256)
	dst = append(dst,
		feature(tWordWord, -1, pair(before.lower, w.lower)),
		feature(tWordWord, 1, pair(w.lower, after.lower)),
		feature(tShapeShape, -1, pair(before.shape, w.shape)),
		feature(tShapeShape, 1, pair(w.shape, after.shape)),
		feature(tShape3, 0, pair(pair(before.shape, w.shape), after.shape)),
		feature(tClusterCluster, -1, pair(clBefore, cl)),
		feature(tClusterCluster, 1, pair(cl, clAfter)),
		feature(tGazGaz, -1, pair(before.gaz, w.gaz)),
		feature(tGazGaz, 1, pair(w.gaz, after.gaz)),
		feature(tGaz3, 0, pair(pair(before.gaz, w.gaz), after.gaz)),
		feature(tShapeGazCluster, -1, pair(pair(w.shape, w.gaz), clBefore)),
		feature(tShapeGazCluster, 1, pair(pair(w.shape, w.gaz), clAfter)),
		feature(tWordShape, -1, pair(before.lower, w.shape)),
		feature(tWordShape, 1, pair(after.lower, w.shape)),
		feature(tClusterShapeCluster, 0, pair(pair(clBefore, w.shape), clAfter)),
		feature(tWord2, -1, pair(before2.lower, before.lower)),
		feature(tWord2, 1, pair(after.lower, after2.lower)),
		feature(tNeighbour, -1, pair(pair(clBefore, uint64(before2.entry.C256)), w.shape)),
		feature(tNeighbour, 1, pair(pair(clAfter, uint64(after2.entry.C256)), w.shape)),
	)
	place := uint64(min(i, 1))
	if i == 1 && !before.capital && before.entry == (Entry{}) {
		place = 0 // after an opening quote
	}
	if c.allCaps {
		place += 2
	} else if c.headline {
		place += 4
	}
	seen := uint64(c.inside[i])
	return append(dst,
		feature(tPlace, 0, pair(place, w.shape)),
		feature(tPlace, 1, pair(place, w.gaz)),
		feature(tDocument, 0, pair(seen, place)),
		feature(tDocument, 1, pair(pair(seen, place), w.gaz)),
	)
}

var edge = &word{lower: 1, shape: 1}

func at(words []*word, i int) *word {
	if i < 0 || i >= len(words) {
		return edge
	}
	return words[i]
}

// open reports whether token i can be part of a name at all: it has a capital, or it stands
// between capitals and can glue them.
func open(words []*word, i int) bool {
	w := words[i]
	if w.capital {
		return true
	}
	if w.part && at(words, i-1).hyphen && at(words, i-2).capital {
		return true // "Jong - un"
	}
	if w.hyphen && at(words, i-1).capital && at(words, i+1).part {
		return true
	}
	if !w.glue {
		return false
	}
	before := at(words, i-1).capital || at(words, i-1).glue && at(words, i-2).capital
	after := at(words, i+1).capital || at(words, i+1).glue && at(words, i+2).capital
	return before && after || w.shape == lowerShape && after
}

var lowerShape = shape("xx")

// The ways a word is written elsewhere in its document, a bit each.
const (
	seenCapital = 1 << iota // inside a sentence with a capital
	seenLower               // without a capital
)

// documentContexts returns the context of each sentence of a document.
func documentContexts(sentences [][]*word) []context {
	contexts := make([]context, len(sentences))
	seen := map[uint64]*[2]int{}
	for s, words := range sentences {
		c := &contexts[s]
		c.words = words
		c.inside = make([]uint8, len(words))
		capital, long, caps := 0, 0, 0
		for _, w := range words {
			if w.capital || w.shape == lowerShape {
				long++
				if w.capital {
					capital++
				}
				if w.allCaps {
					caps++
				}
			}
		}
		c.allCaps = caps > 1 && caps*10 >= long*8
		c.headline = !c.allCaps && long > 3 && capital*10 >= long*7
		if c.allCaps || c.headline {
			continue
		}
		for i, w := range words {
			count(seen, w, i)
		}
	}
	for s := range contexts {
		c := &contexts[s]
		for i, w := range c.words {
			c.inside[i] = elsewhere(seen[w.lower], w, i, c.allCaps || c.headline)
		}
	}
	return contexts
}

func count(seen map[uint64]*[2]int, w *word, i int) {
	if w.capital && i == 0 {
		return
	}
	n := seen[w.lower]
	if n == nil {
		n = new([2]int)
		seen[w.lower] = n
	}
	if w.capital {
		n[0]++
	} else {
		n[1]++
	}
}

func elsewhere(n *[2]int, w *word, i int, heading bool) uint8 {
	if n == nil {
		return 0
	}
	capital, lower := n[0], n[1]
	if i > 0 && !heading {
		if w.capital {
			capital--
		} else {
			lower--
		}
	}
	var bits uint8
	if capital > 0 {
		bits |= seenCapital
	}
	if lower > 0 {
		bits |= seenLower
	}
	return bits
}
