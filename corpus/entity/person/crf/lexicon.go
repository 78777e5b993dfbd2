package crf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Entry is what the lexicon knows of a lower-case word. Clusters count from 1, 0 is none. First and
// Last are bands of first and last names: 0 none, 1 common to 4 foreign.
type Entry struct {
	C64, C256, C1024 uint16
	First, Last      uint8
}

// Lexicon holds the entries of words, keyed by hash, in one flat string that is used as it is
// embedded: nothing is parsed at start.
//
// Layout, little endian: the magic "DLEX0001"; uint32 number of entries n; uint32 bucket bits b; (1<<b)+1
// uint32 numbers of the first entry of each bucket; n uint32 fingerprints; n uint32 packed values. An
// entry's bucket is the upper b bits of its word's hash, its fingerprint the lower 32. A value
// holds, from the lowest bit, 7 bits of C64, 9 of C256, 11 of C1024 and then 5 bits that number the
// pair First×5+Last.
type Lexicon struct {
	buckets, prints, values string
	shift                   uint
}

const lexiconMagic = "DLEX0001"

// OpenLexicon reads the layout above.
func OpenLexicon(data string) (*Lexicon, error) {
	if len(data) < 16 || data[:8] != lexiconMagic {
		return nil, fmt.Errorf("lexicon: not in format %s", lexiconMagic)
	}
	n, bits := int(u32(data, 8)), u32(data, 12)
	if bits > 24 || len(data) != 16+4*(1<<bits+1)+8*n {
		return nil, fmt.Errorf("lexicon: %d bytes do not hold %d entries", len(data), n)
	}
	at := 16 + 4*(1<<bits+1)
	return &Lexicon{data[16:at], data[at : at+4*n], data[at+4*n:], 64 - uint(bits)}, nil
}

func u32(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func (l *Lexicon) lookup(hash uint64) Entry {
	if l == nil {
		return Entry{}
	}
	bucket := int(hash>>l.shift) * 4
	from, to := u32(l.buckets, bucket), u32(l.buckets, bucket+4)
	for i := from; i < to; i++ {
		if u32(l.prints, int(i)*4) == uint32(hash) {
			return unpack(u32(l.values, int(i)*4))
		}
	}
	return Entry{}
}

// Names returns the bands of a word as a first and a last name, 0 where it is none. Case and accents do not count.
func (l *Lexicon) Names(word string) (first, last uint8) {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	e := lookup(l, word)
	if e.First == 0 && e.Last == 0 && strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		e = lookup(l, strings.Map(withoutAccent, norm.NFD.String(word)))
	}
	return e.First, e.Last
}

func withoutAccent(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

func unpack(v uint32) Entry {
	names := uint8(v >> 27)
	return Entry{uint16(v & 127), uint16(v >> 7 & 511), uint16(v >> 16 & 2047), names / 5, names % 5}
}

func pack(e Entry) uint32 {
	return uint32(e.C64) | uint32(e.C256)<<7 | uint32(e.C1024)<<16 | uint32(e.First*5+e.Last)<<27
}

// WriteLexicon returns the layout of the entries of words.
func WriteLexicon(words map[string]Entry) []byte {
	type row struct {
		hash  uint64
		value uint32
	}
	rows := make([]row, 0, len(words))
	for w, e := range words {
		rows = append(rows, row{hashString(w), pack(e)})
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	bits := uint32(1)
	for 1<<bits < len(rows)/2 {
		bits++
	}
	out := []byte(lexiconMagic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(rows)))
	out = binary.LittleEndian.AppendUint32(out, bits)
	at := 0
	for b := uint64(0); b <= 1<<bits; b++ {
		for at < len(rows) && rows[at].hash>>(64-bits) < b {
			at++
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
	}
	for _, r := range rows {
		out = binary.LittleEndian.AppendUint32(out, uint32(r.hash))
	}
	for _, r := range rows {
		out = binary.LittleEndian.AppendUint32(out, r.value)
	}
	return out
}
