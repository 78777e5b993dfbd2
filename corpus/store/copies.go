package store

import (
	"context"
	"database/sql"
	"maps"
	"math"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
)

// Which articles are copies stands in tables of its own, joined when articles are read. What is compared is texts: all
// articles of the same words carry one. A write that changes what articles carry
//
//  1. makes texts that are new, drops those that nobody carries, and counts the others (this file),
//  2. compares the new ones with texts that share a band, and others where a band becomes or ceases to be shared by
//     too many (copies_near.go), and
//  3. makes the groups anew that hold a text of which something changed, and appends a change for
//     every other article whose group is another by that (copies_group.go).
//
// Most texts share no band with any other, and cost the insertion of their rows.

// carried is what an article of a write carries from now on.
type carried struct {
	*article
	print     *copies.Print // of hash 0 if it carries nothing
	published int64
}

// carry notes that the article's text is another one now.
func (w *write) carry(a *article, print *copies.Print, published int64) {
	w.carried[a.num] = &carried{a, print, published}
}

// textRow is a row of texts. Where it stands is as it was before the write, if it is not new.
type textRow struct {
	num       int64
	hash      int64
	bands     []int64
	published int64
	first     int64
	articles  int
	standing

	firstID corpus.ID
	fresh   bool // it has no row yet
}

const textColumns = "t.num, t.hash, t.bands, t.published, t.first, t.articles, t.leader, t.of, t.total"

// shelf keeps the texts true in one write.
type shelf struct {
	*write
	texts   map[int64]*textRow // by number
	byHash  map[int64]*textRow
	was     map[int64]int64 // the text that an article carried before
	counted map[int64]bool  // texts that other articles carry than before
	seeds   map[int64]bool  // texts whose groups are to be made anew
	bands   map[int64][]int64
	last    int64
}

func newShelf(w *write) *shelf {
	return &shelf{write: w, texts: map[int64]*textRow{}, byHash: map[int64]*textRow{}, was: map[int64]int64{},
		counted: map[int64]bool{}, seeds: map[int64]bool{}, bands: map[int64][]int64{}}
}

// writeCopies brings texts, pairs and groups up to date with what the articles of this write carry.
func (w *write) writeCopies(ctx context.Context) error {
	if len(w.carried) == 0 {
		return nil
	}
	s := newShelf(w)
	for _, step := range [...]func(context.Context) error{s.load, s.carryAll, s.recount, s.compare, s.drop, s.regroup} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	clear(w.carried)
	return nil
}

// load reads what the articles carried, and which of the texts there are already.
func (s *shelf) load(ctx context.Context) error {
	var before, hashes []any
	for _, num := range slices.Sorted(maps.Keys(s.carried)) {
		c := s.carried[num]
		if c.before {
			before = append(before, num)
		}
		if c.print.Hash != 0 {
			hashes = append(hashes, c.print.Hash)
			s.prints.add(c.print)
		}
	}
	err := s.tx.QueryIn(ctx, "SELECT article, text FROM copies WHERE article IN (?)", before, func(rows *sql.Rows) error {
		var article, text int64
		err := rows.Scan(&article, &text)
		s.was[article] = text
		return err
	})
	if err != nil {
		return err
	}
	if err := s.loadTexts(ctx, "t.hash", hashes); err != nil {
		return err
	}
	return s.loadTexts(ctx, "t.num", numbers(slices.Sorted(maps.Values(s.was))))
}

// loadTexts reads the rows of texts that were not read yet.
func (s *shelf) loadTexts(ctx context.Context, column string, values []any) error {
	query := "SELECT " + textColumns + ", a.id FROM texts t JOIN articles a ON a.num = t.first WHERE " + column + " IN (?)"
	return s.tx.QueryIn(ctx, query, values, func(rows *sql.Rows) error {
		t, err := scanText(rows)
		if err == nil && s.texts[t.num] == nil {
			s.texts[t.num], s.byHash[t.hash] = t, t
		}
		return err
	})
}

// loadUnread reads the rows of those texts that were not read yet.
func (s *shelf) loadUnread(ctx context.Context, texts map[int64]bool) error {
	var unread []any
	for num := range texts {
		if s.texts[num] == nil {
			unread = append(unread, num)
		}
	}
	return s.loadTexts(ctx, "t.num", unread)
}

func scanText(rows *sql.Rows) (*textRow, error) {
	var t textRow
	var bands sql.RawBytes
	err := rows.Scan(&t.num, &t.hash, &bands, &t.published, &t.first, &t.articles, &t.leader, &t.of, &t.total, &t.firstID)
	t.bands = unpackBands(bands)
	return &t, err
}

// carryAll replaces what the articles carry.
func (s *shelf) carryAll(ctx context.Context) error {
	if err := s.tx.ExecIn(ctx, "DELETE FROM copies WHERE article IN (?)", numbers(slices.Sorted(maps.Keys(s.was)))); err != nil {
		return err
	}
	for _, text := range s.was {
		s.counted[text] = true
	}
	var rows []any
	for _, num := range slices.Sorted(maps.Keys(s.carried)) {
		c := s.carried[num]
		if c.print.Hash == 0 {
			continue
		}
		t := s.byHash[c.print.Hash]
		if t == nil {
			var err error
			if t, err = s.newText(ctx, c); err != nil {
				return err
			}
		}
		if t.fresh {
			t.join(c)
		} else {
			s.counted[t.num] = true
		}
		rows = append(rows, num, t.num, c.published)
	}
	if err := s.insertTexts(ctx); err != nil {
		return err
	}
	return s.tx.Insert(ctx, "INSERT INTO copies (article, text, published) VALUES", "", 3, rows)
}

// newText makes a text that no article carried.
func (s *shelf) newText(ctx context.Context, c *carried) (*textRow, error) {
	if s.last == 0 {
		if err := s.tx.QueryRow(ctx, "SELECT coalesce(max(num), 0) FROM texts", nil, &s.last); err != nil {
			return nil, err
		}
	}
	s.last++
	t := &textRow{num: s.last, hash: c.print.Hash, bands: c.print.Bands, published: math.MaxInt64, fresh: true}
	t.leader = t.num
	s.texts[t.num], s.byHash[t.hash] = t, t
	return t, nil
}

// join counts an article that carries the text.
func (t *textRow) join(c *carried) {
	t.articles++
	t.total = t.articles
	if t.articles == 1 || c.published < t.published || c.published == t.published && c.id < t.firstID {
		t.published, t.first, t.firstID = c.published, c.num, c.id
		t.of = t.first
	}
}

func (s *shelf) fresh() []*textRow {
	var all []*textRow
	for _, num := range slices.Sorted(maps.Keys(s.texts)) {
		if t := s.texts[num]; t.fresh {
			all = append(all, t)
		}
	}
	return all
}

func (s *shelf) insertTexts(ctx context.Context) error {
	var rows []any
	for _, t := range s.fresh() {
		rows = append(rows, t.num, t.hash, packBands(t.bands), t.published, t.first, t.articles, t.leader, t.of, t.total)
	}
	return s.tx.Insert(ctx, "INSERT INTO texts (num, hash, bands, published, first, articles, leader, of, total) VALUES", "", 9, rows)
}

// recount counts the articles of texts that were there before.
func (s *shelf) recount(ctx context.Context) error {
	nums := slices.Sorted(maps.Keys(s.counted))
	for _, num := range nums {
		t := s.texts[num]
		t.articles, t.published, t.first, t.firstID = 0, math.MaxInt64, 0, ""
		s.seeds[num] = true
	}
	const query = "SELECT c.text, c.published, c.article, a.id FROM copies c JOIN articles a ON a.num = c.article WHERE c.text IN (?)"
	err := s.tx.QueryIn(ctx, query, numbers(nums), func(rows *sql.Rows) error {
		var text, published, article int64
		var id corpus.ID
		err := rows.Scan(&text, &published, &article, &id)
		t := s.texts[text]
		t.articles++
		if t.articles == 1 || published < t.published || published == t.published && id < t.firstID {
			t.published, t.first, t.firstID = published, article, id
		}
		return err
	})
	if err != nil {
		return err
	}
	var rows []any
	for _, num := range nums {
		if t := s.texts[num]; t.articles > 0 {
			rows = append(rows, num, t.published, t.first, t.articles)
		}
	}
	return s.tx.Insert(ctx, "WITH v (num, published, first, articles) AS (VALUES",
		`) UPDATE texts SET published = v.published, first = v.first, articles = v.articles FROM v WHERE texts.num = v.num`, 4, rows)
}

// drop removes the texts that nobody carries. What was near them is seen to again.
func (s *shelf) drop(ctx context.Context) error {
	var gone []any
	for _, num := range slices.Sorted(maps.Keys(s.counted)) {
		if s.texts[num].articles > 0 {
			continue
		}
		gone = append(gone, num)
		delete(s.texts, num)
		delete(s.seeds, num)
	}
	return s.tx.ExecIn(ctx, "DELETE FROM texts WHERE num IN (?)", gone)
}

// numbers are parameters of a statement.
func numbers(values []int64) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

const bandSize = 6

func packBands(bands []int64) []byte {
	packed := make([]byte, 0, bandSize*len(bands))
	for _, b := range bands {
		for shift := 8 * (bandSize - 1); shift >= 0; shift -= 8 {
			packed = append(packed, byte(b>>shift))
		}
	}
	return packed
}

func unpackBands(packed []byte) []int64 {
	var bands []int64
	for one := range slices.Chunk(packed, bandSize) {
		b := int64(0)
		for _, x := range one {
			b = b<<8 | int64(x)
		}
		bands = append(bands, b)
	}
	return bands
}
