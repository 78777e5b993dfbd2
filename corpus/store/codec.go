package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"dateline/corpus"
)

// Stored bytes
//
//   - An article is the JSON of corpus.Article with empty id and revision (the row says
//     them), as one zstd frame.
//   - An original is its bytes as one zstd frame; its media type and name stand beside it as JSON.
//   - Facts are the JSON of corpus.Annotations as one zstd frame.
//   - A seal is the first 16 bytes of the SHA-256 of: what the record is, the article's id and
//     revision, and the stored bytes, each preceded by its length as 8 bytes, little-endian.
//     So it shows a record that was altered and one that stands in another's place.
//   - The digest of a content is the first 16 bytes of the SHA-256 of the JSON of Article.Content.

// MaxRecord is the largest original, or article or set of facts in JSON, in bytes. A
// larger one is refused with an error of kind TooLarge.
const MaxRecord = 64 << 20

const sealSize = 16

var errSeal = errors.New("the stored bytes do not match their seal")

// codec compresses and seals. It is safe for concurrent use.
type codec struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newCodec() (*codec, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(MaxRecord+1))
	if err != nil {
		return nil, err
	}
	return &codec{enc, dec}, nil
}

func (c *codec) pack(b []byte) ([]byte, error) {
	if len(b) > MaxRecord {
		return nil, corpus.Errorf(corpus.TooLarge, "a record of %d bytes is over the limit of %d", len(b), MaxRecord)
	}
	return c.enc.EncodeAll(b, make([]byte, 0, len(b)/2+64)), nil
}

func (c *codec) packJSON(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, corpus.Errorf(corpus.Invalid, "%w", err)
	}
	return c.pack(b)
}

func (c *codec) unpack(b []byte) ([]byte, error) { return c.dec.DecodeAll(b, nil) }

func (c *codec) unpackJSON(b []byte, v any) error {
	plain, err := c.unpack(b)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, v)
}

// The kinds of record, as corpus.Damage names them.
const (
	kindArticle     = "article"
	kindOriginal    = "original"
	kindAnnotations = "annotations"
)

func seal(kind string, id corpus.ID, revision int, parts ...[]byte) []byte {
	h := sha256.New()
	var n [8]byte
	write := func(b []byte) {
		binary.LittleEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	write([]byte(kind))
	write([]byte(id))
	binary.LittleEndian.PutUint64(n[:], uint64(revision))
	h.Write(n[:])
	for _, p := range parts {
		write(p)
	}
	return h.Sum(nil)[:sealSize]
}

// open verifies a sealed record.
func open(stored []byte, kind string, id corpus.ID, revision int, parts ...[]byte) error {
	if string(stored) != string(seal(kind, id, revision, parts...)) {
		return errSeal
	}
	return nil
}

func digest(a *corpus.Article) ([]byte, error) {
	b, err := json.Marshal(a.Content())
	if err != nil {
		return nil, corpus.Errorf(corpus.Invalid, "%w", err)
	}
	sum := sha256.Sum256(b)
	return sum[:sealSize], nil
}

// about is what is kept of an original beside its bytes.
type about struct {
	MediaType string `json:"media_type,omitempty"`
	Name      string `json:"name,omitempty"`
}

func (c *codec) readArticle(id corpus.ID, revision int, text, stored []byte) (corpus.Article, error) {
	var a corpus.Article
	err := open(stored, kindArticle, id, revision, text)
	if err == nil {
		err = c.unpackJSON(text, &a)
	}
	if err != nil {
		return a, corpus.Damage{ID: id, Revision: revision, What: kindArticle, Err: err}
	}
	a.ID, a.Revision = id, revision
	return a, nil
}

func (c *codec) readOriginal(id corpus.ID, revision int, desc string, packed, stored []byte) (corpus.Original, error) {
	var o corpus.Original
	var is about
	err := open(stored, kindOriginal, id, revision, []byte(desc), packed)
	if err == nil {
		err = json.Unmarshal([]byte(desc), &is)
	}
	if err == nil {
		o.Bytes, err = c.unpack(packed)
	}
	if err != nil {
		return o, corpus.Damage{ID: id, Revision: revision, What: kindOriginal, Err: err}
	}
	o.MediaType, o.Name = is.MediaType, is.Name
	return o, nil
}

func (c *codec) readFacts(id corpus.ID, revision int, facts, stored []byte) (corpus.Annotations, error) {
	var a corpus.Annotations
	err := open(stored, kindAnnotations, id, revision, facts)
	if err == nil {
		err = c.unpackJSON(facts, &a)
	}
	if err != nil {
		return a, corpus.Damage{ID: id, Revision: revision, What: kindAnnotations, Err: err}
	}
	return a, nil
}

// keyBytes is a key as it is stored: long ones by their digest, for an index entry
// has to stay small.
func keyBytes(k corpus.Key) []byte {
	const most = 512
	if len(k) <= most {
		return []byte(k)
	}
	kind, _, _ := strings.Cut(string(k), ":")
	return fmt.Appendf(nil, "%s#%x", kind, sha256.Sum256([]byte(k)))
}

// text is s as a text column holds it: a byte that is not UTF-8 is U+FFFD, as it is in JSON.
func text(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
