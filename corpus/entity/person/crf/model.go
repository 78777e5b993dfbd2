package crf

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// Tags are in the order O, then B and I of each kind: B of kind k is 1+2k, I is 2+2k.
type tag = uint8

const (
	outside tag = 0
	maxTags     = 7
	slotLen     = 4 + maxTags + 1 // fingerprint, a weight per tag, one byte spare
)

type scores [maxTags]int32

// Model holds the weights of a trained tagger.
//
// The file is gzip of, little endian: the magic "DPER0001"; a byte with the number of kinds, each kind as
// a length byte and its name; tags×(tags+1) int16 transition weights (from each tag, then from the start of
// a sentence); uint32 number of features n; n delta-coded uvarint feature numbers, ascending;
// then for each tag n int8 weights. A feature's number is the upper featureBits bits of its hash.
type Model struct {
	kinds       []string
	tags        int
	transitions [maxTags + 1][maxTags]int32
	slots       []slot
	mask        uint32
}

type slot struct {
	key     uint32 // feature number + 1, 0 is free
	weights [maxTags]int8
}

const (
	modelMagic  = "DPER0001"
	featureBits = 22
)

func number(feature uint64) uint32 { return uint32(feature >> (64 - featureBits)) }

// Kinds returns the kinds of name the model tells apart.
func (m *Model) Kinds() []string { return m.kinds }

// OpenModel reads a model file.
func OpenModel(data []byte) (*Model, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	m, err := decodeModel(bytes.NewBuffer(raw))
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	return m, nil
}

func decodeModel(b *bytes.Buffer) (*Model, error) {
	if string(b.Next(len(modelMagic))) != modelMagic {
		return nil, fmt.Errorf("not in format %s", modelMagic)
	}
	m := &Model{}
	kinds, err := b.ReadByte()
	if err != nil || 1+2*int(kinds) > maxTags {
		return nil, fmt.Errorf("%d kinds: %w", kinds, io.ErrUnexpectedEOF)
	}
	for range kinds {
		n, _ := b.ReadByte()
		m.kinds = append(m.kinds, string(b.Next(int(n))))
	}
	m.tags = 1 + 2*len(m.kinds)
	for from := range m.tags + 1 {
		for to := range m.tags {
			var w int16
			if err := binary.Read(b, binary.LittleEndian, &w); err != nil {
				return nil, err
			}
			m.transitions[from][to] = int32(w)
		}
	}
	var n uint32
	if err := binary.Read(b, binary.LittleEndian, &n); err != nil || n > 1<<featureBits {
		return nil, fmt.Errorf("%d features: %w", n, io.ErrUnexpectedEOF)
	}
	return m, m.readWeights(b, int(n))
}

func (m *Model) readWeights(b *bytes.Buffer, n int) error {
	numbers := make([]uint32, n)
	last := uint32(0)
	for i := range numbers {
		delta, err := binary.ReadUvarint(b)
		if err != nil {
			return err
		}
		last += uint32(delta)
		numbers[i] = last
	}
	weights := b.Bytes()
	if len(weights) != n*m.tags {
		return fmt.Errorf("%d bytes of weights for %d features", len(weights), n)
	}
	size := 16
	for size < n*2 {
		size *= 2
	}
	m.slots, m.mask = make([]slot, size), uint32(size-1)
	for i, number := range numbers {
		s := m.place(number)
		s.key = number + 1
		for t := range m.tags {
			s.weights[t] = int8(weights[t*n+i])
		}
	}
	return nil
}

// place returns the slot of a feature number, or the free one where it belongs.
func (m *Model) place(number uint32) *slot {
	for i := number * 0x9e3779b1 >> 7 & m.mask; ; i = (i + 1) & m.mask {
		if s := &m.slots[i]; s.key == 0 || s.key == number+1 {
			return s
		}
	}
}

func (m *Model) add(sum *scores, features []uint64) {
	for _, f := range features {
		s := m.place(number(f))
		if s.key == 0 {
			continue
		}
		for t := range m.tags {
			sum[t] += int32(s.weights[t])
		}
	}
}

// encode writes a model file from float weights: the largest becomes 127.
func encode(kinds []string, transitions [maxTags + 1][maxTags]float64, numbers []uint32, weights [][maxTags]float64) ([]byte, error) {
	tags := 1 + 2*len(kinds)
	scale := 127 / largest(weights, tags)
	var raw bytes.Buffer
	raw.WriteString(modelMagic)
	raw.WriteByte(byte(len(kinds)))
	for _, k := range kinds {
		raw.WriteByte(byte(len(k)))
		raw.WriteString(k)
	}
	for from := range tags + 1 {
		for to := range tags {
			_ = binary.Write(&raw, binary.LittleEndian, int16(math.Round(transitions[from][to]*scale)))
		}
	}
	_ = binary.Write(&raw, binary.LittleEndian, uint32(len(numbers)))
	last := uint32(0)
	for _, n := range numbers {
		raw.Write(binary.AppendUvarint(nil, uint64(n-last)))
		last = n
	}
	for t := range tags {
		for _, w := range weights {
			raw.WriteByte(byte(int8(math.Round(max(-127, min(127, w[t]*scale))))))
		}
	}
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(raw.Bytes()); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// largest is the 99.95th percentile of the absolute weights, so that a few outliers do not
// cost the others their precision.
func largest(weights [][maxTags]float64, tags int) float64 {
	var histogram [4096]int
	top := 1e-9
	for _, w := range weights {
		for _, v := range w[:tags] {
			top = max(top, math.Abs(v))
		}
	}
	total := 0
	for _, w := range weights {
		for _, v := range w[:tags] {
			histogram[int(math.Abs(v)/top*4095)]++
			total++
		}
	}
	above := 0
	for i := 4095; i > 0; i-- {
		if above += histogram[i]; above*2000 > total {
			return top * float64(i) / 4095
		}
	}
	return top
}
