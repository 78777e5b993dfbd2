package copies

import (
	"math"
	"slices"

	"dateline/corpus"
)

// Version names the rules: prints and groups made by another version have to be made again.
const Version = "copies-1"

// MostInBand is how many texts may share a band and are compared for it.
const MostInBand = 256

const (
	leastWords     = 12     // of headline and body, to have copies at all
	leastUndated   = 20     // of the same, to be the same article where the day is unknown
	leastBody      = 40     // to be the same under another headline, and to be nearly the same
	mostWords      = 20_000 // that are read for sequences
	sequence       = 5      // words
	headWords      = 64
	bandsWhole     = 6
	bandsHead      = 3
	minimaPerBand  = 2
	edgeWords      = 15 // at both ends of a long text, in which numbers may differ
	longText       = 80 // words
	tableShare     = 6  // of so many words one is a number: a table
	contextOnASide = 2  // words that say where a number stands
)

// Print is what texts are compared by. It depends on the words of a title and body, and on nothing else.
type Print struct {
	// Hash is the same for the same text, and 0 for one that says too little to have copies.
	Hash int64
	// Bands are shared with texts to compare with. A short text has none.
	Bands []int64

	sequences []uint32 // sorted, each once
	numbers   []number
}

// number is a number with the words around it.
type number struct {
	context, value uint32
	edge           bool // it stands at the beginning or end of a long text
}

// Of returns the print of an article's text.
func Of(a *corpus.Article) *Print {
	all := make([]word, 0, len(a.Body)/5+1)
	for w := range words(a.Body) {
		all = append(all, w)
	}
	p := &Print{}
	body := length(all)
	if body >= leastBody {
		p.Hash = hashOf(all, 1)
		if !isTable(all) {
			p.sequence(all[:min(len(all), mostWords)])
		}
		return p
	}
	for w := range words(a.Title) {
		all = append(all, w)
	}
	if length(all) >= leastWords {
		p.Hash = hashOf(all, 2)
	}
	return p
}

// length counts the words of a text, letters of scripts without spaces by halves.
func length(all []word) int {
	halves := 0
	for _, w := range all {
		halves += 2
		if w.half {
			halves--
		}
	}
	return halves / 2
}

// isTable reports whether so much of a text is numbers that its words say little.
func isTable(all []word) bool {
	n := 0
	for _, w := range all {
		if w.number {
			n++
		}
	}
	return tableShare*n >= len(all)
}

// hashOf returns a hash of words in order that is not 0.
func hashOf(all []word, seed uint64) int64 {
	h := seed
	for _, w := range all {
		h = mix(h*hashPrime ^ w.hash)
	}
	return int64(max(h, 1))
}

// mix spreads the bits of x.
func mix(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x ^ x>>32
}

// sequence fills the sequences, bands and numbers of a print.
func (p *Print) sequence(all []word) {
	minima := newMinima()
	p.sequences = make([]uint32, 0, len(all))
	for i := range len(all) - sequence + 1 {
		h := uint64(0)
		for _, w := range all[i : i+sequence] {
			h = h*hashPrime + w.hash
		}
		h = mix(h)
		p.sequences = append(p.sequences, uint32(h))
		minima.add(h, i+sequence <= headWords)
	}
	slices.Sort(p.sequences)
	p.sequences = slices.Compact(p.sequences)
	p.Bands = minima.bands()
	p.number(all)
}

// minima are the smallest values of random orders over sequences.
type minima [(bandsWhole + bandsHead) * minimaPerBand]uint64

func newMinima() *minima {
	var m minima
	for i := range m {
		m[i] = math.MaxUint64
	}
	return &m
}

func (m *minima) add(h uint64, head bool) {
	most := bandsWhole * minimaPerBand
	if head {
		most = len(m)
	}
	for i := range m[:most] {
		m[i] = min(m[i], (h^uint64(i+1)*0x9e3779b97f4a7c15)*0xd6e8feb86659fd93)
	}
}

// bands are numbers of 47 bits, which an SQL database keeps in six bytes.
func (m *minima) bands() []int64 {
	bands := make([]int64, 0, bandsWhole+bandsHead)
	for i := 0; i < len(m); i += minimaPerBand {
		h := uint64(i + 1)
		for _, v := range m[i : i+minimaPerBand] {
			h = mix(h*hashPrime ^ v)
		}
		bands = append(bands, int64(h>>17))
	}
	return bands
}

// number fills the numbers of a print.
func (p *Print) number(all []word) {
	edge := 0
	if length(all) >= longText {
		edge = edgeWords
	}
	for i := range all {
		if !all[i].number {
			continue
		}
		h := uint64(0)
		for k := max(0, i-contextOnASide); k <= min(len(all)-1, i+contextOnASide); k++ {
			w := all[k].hash
			if all[k].number {
				w = 0
			}
			h = h*hashPrime + w + uint64(k-i)
		}
		p.numbers = append(p.numbers, number{uint32(mix(h)), uint32(mix(all[i].hash)), i < edge || i >= len(all)-edge})
	}
	slices.SortFunc(p.numbers, compareNumbers)
	p.numbers = slices.CompactFunc(p.numbers, func(a, b number) bool { return compareNumbers(a, b) == 0 })
}

// Size is how many values the print holds.
func (p *Print) Size() int { return len(p.sequences) + 2*len(p.numbers) + len(p.Bands) + 8 }
