package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"time"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// article is a row of articles, as it was read or as it will be written.
type article struct {
	num       int64
	id        corpus.ID
	revision  int
	content   []byte
	annotator string
	source    string
	deleted   bool
	change    corpus.ChangeKind
	seq       corpus.Seq

	before  bool            // it has a row already
	touched bool            // it is among write.touched
	facts   []byte          // the packed facts to write, nil if they stay
	people  []resolve.Named // with facts

	sightings []sighting // of its revisions, oldest first
	sighted   bool       // sightings were read, if it had a row before
}

// sighting is what a revision was made from: the digest of its original, and when that was fetched; and its address, with
// the key of its text.
type sighting struct {
	original [sha256.Size]byte
	fetched  time.Time
	address  string
	text     corpus.Key
}

func newSighting(a *corpus.Article, o *corpus.Original) sighting {
	key, _ := copies.Key(a)
	return sighting{sha256.Sum256(o.Bytes), a.Fetched, a.URL, key}
}

func (s sighting) sameText(t sighting) bool { return s.text == t.text }

func (s sighting) equal(t sighting) bool {
	return s.original == t.original && s.fetched.Equal(t.fetched)
}

// write gathers what one transaction changes. Numbers of articles and changes are
// given here: the write lock is held from the beginning.
type write struct {
	*Store
	tx                *sqldb.Tx
	head              corpus.Seq
	articles, deleted int
	last              int64 // the highest article number
	curated           *curated

	byKey   map[corpus.Key]*article
	byNum   map[int64]*article
	given   map[corpus.ID]bool // ids of articles that this write creates
	touched []*article         // in order of first change

	revisions, keys, purged []any // rows to insert, and articles whose texts go
	addresses               []any
	carried                 map[int64]*carried
	others                  map[int64]bool  // articles not touched that have other people or copies by this write
	claims                  map[int64]claim // by article, of those that say something else of their outlets
}

func (s *Store) begin(ctx context.Context, tx *sqldb.Tx) (*write, error) {
	w := &write{Store: s, tx: tx, byKey: map[corpus.Key]*article{}, byNum: map[int64]*article{}, given: map[corpus.ID]bool{},
		claims: map[int64]claim{}, carried: map[int64]*carried{}, others: map[int64]bool{}}
	err := tx.QueryRow(ctx, "SELECT head, articles, deleted, (SELECT coalesce(max(num), 0) FROM articles) FROM store", nil,
		&w.head, &w.articles, &w.deleted, &w.last)
	if err == nil {
		w.curated, err = s.curation(ctx, tx)
	}
	return w, err
}

const articleColumns = "a.num, a.id, a.revision, a.content, a.annotator, a.source, a.deleted, a.change, a.seq"

// scan reads an article's row, the same article once only; extra are the columns before it.
func (w *write) scan(rows *sql.Rows, extra ...any) (*article, error) {
	a := &article{before: true}
	err := rows.Scan(append(extra, &a.num, &a.id, &a.revision, &a.content, &a.annotator, &a.source, &a.deleted, &a.change, &a.seq)...)
	if err != nil {
		return nil, err
	}
	if known := w.byNum[a.num]; known != nil {
		return known, nil
	}
	w.byNum[a.num] = a
	return a, nil
}

func (w *write) loadKeys(ctx context.Context, subs []*submission) error {
	names := make(map[string]corpus.Key, 3*len(subs))
	list := make([]any, 0, 3*len(subs))
	for _, sub := range subs {
		for _, k := range sub.keys {
			stored := keyBytes(k)
			if _, twice := names[string(stored)]; !twice {
				names[string(stored)] = k
				list = append(list, stored)
			}
		}
	}
	const query = "SELECT k.key, " + articleColumns + " FROM keys k JOIN articles a ON a.num = k.article WHERE k.key IN (?)"
	return w.tx.QueryIn(ctx, query, list, func(rows *sql.Rows) error {
		var stored sql.RawBytes
		a, err := w.scan(rows, &stored)
		if err == nil {
			w.byKey[names[string(stored)]] = a
		}
		return err
	})
}

func (w *write) loadIDs(ctx context.Context, ids []corpus.ID) (map[corpus.ID]*article, error) {
	byID := make(map[corpus.ID]*article, len(ids))
	const query = "SELECT " + articleColumns + " FROM articles a WHERE a.id IN (?)"
	err := w.tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
		a, err := w.scan(rows)
		if err == nil {
			byID[a.id] = a
		}
		return err
	})
	return byID, err
}

// recognise returns the article that the strongest known key names, and that key; nil if none is known.
func (w *write) recognise(keys []corpus.Key) (*article, corpus.Key) {
	for _, k := range keys {
		if a := w.byKey[k]; a != nil {
			return a, k
		}
	}
	return nil, ""
}

// learn maps the keys that name no article yet.
func (w *write) learn(a *article, keys []corpus.Key) {
	for _, k := range keys {
		if w.byKey[k] == nil {
			w.byKey[k] = a
			w.keys = append(w.keys, keyBytes(k), a.num)
			if address, is := k.Address(); is {
				w.addresses = append(w.addresses, a.num, text(address))
			}
		}
	}
}

// loadSightings reads the revisions of an article that were there before this write. A damaged one
// repeats nothing.
func (w *write) loadSightings(ctx context.Context, a *article) error {
	if !a.before || a.sighted {
		return nil
	}
	a.sighted = true
	const query = "SELECT revision, text, text_seal, about, original, original_seal FROM revisions WHERE article = ? ORDER BY revision"
	return w.tx.Query(ctx, query, []any{a.num}, func(rows *sql.Rows) error {
		var revision int
		var desc string
		var text, textSeal, original, originalSeal sql.RawBytes
		if err := rows.Scan(&revision, &text, &textSeal, &desc, &original, &originalSeal); err != nil {
			return err
		}
		article, err := w.codec.readArticle(a.id, revision, text, textSeal)
		if err != nil {
			return nil
		}
		if o, err := w.codec.readOriginal(a.id, revision, desc, original, originalSeal); err == nil {
			a.sightings = append(a.sightings, newSighting(&article, &o))
		}
		return nil
	})
}

// create makes an article that is first seen under key.
func (w *write) create(ctx context.Context, key corpus.Key) (*article, error) {
	for n := 0; ; n++ {
		id := corpus.NewID(key, n)
		taken := w.given[id]
		if !taken {
			err := w.tx.QueryRow(ctx, "SELECT count(*) FROM articles WHERE id = ?", []any{string(id)}, &taken)
			if err != nil {
				return nil, err
			}
		}
		if taken {
			continue
		}
		w.last++
		w.articles++
		w.given[id] = true
		return &article{num: w.last, id: id}, nil
	}
}

// changed numbers a change to the article.
func (w *write) changed(a *article, kind corpus.ChangeKind) {
	if !a.touched {
		a.touched = true
		w.touched = append(w.touched, a)
	}
	w.head++
	a.change, a.seq = kind, w.head
}

// flush writes the rows, parents before children.
func (w *write) flush(ctx context.Context) error {
	if err := w.writeArticles(ctx, w.touched); err != nil {
		return err
	}
	asked := len(w.touched)
	for _, step := range [...]func(context.Context) error{
		w.writeKeys, w.purgeTexts, w.writeRevisions, w.writeFacts, w.writePeople, w.writeCopies, w.resolveOthers, w.writeClaims,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if err := w.writeArticles(ctx, w.touched[asked:]); err != nil {
		return err
	}
	return w.writeStore(ctx)
}

func (w *write) writeArticles(ctx context.Context, articles []*article) error {
	rows := make([]any, 0, 9*len(articles))
	for _, a := range articles {
		rows = append(rows, a.num, string(a.id), a.revision, a.content, a.annotator, a.source, a.deleted, string(a.change), int64(a.seq))
	}
	return w.tx.Insert(ctx,
		"INSERT INTO articles (num, id, revision, content, annotator, source, deleted, change, seq) VALUES",
		`ON CONFLICT (num) DO UPDATE SET revision = excluded.revision, content = excluded.content,
			annotator = excluded.annotator, source = excluded.source, deleted = excluded.deleted,
			change = excluded.change, seq = excluded.seq`,
		9, rows)
}

func (w *write) writeKeys(ctx context.Context) error {
	err := w.tx.Insert(ctx, "INSERT INTO keys (key, article) VALUES", "ON CONFLICT DO NOTHING", 2, w.keys)
	if err != nil {
		return err
	}
	return w.tx.Insert(ctx, "INSERT INTO addresses (article, url) VALUES", "ON CONFLICT DO NOTHING", 2, w.addresses)
}

func (w *write) purgeTexts(ctx context.Context) error {
	if err := w.tx.ExecIn(ctx, "DELETE FROM revisions WHERE article IN (?)", w.purged); err != nil {
		return err
	}
	return w.tx.ExecIn(ctx, "DELETE FROM annotations WHERE article IN (?)", w.purged)
}

func (w *write) writeRevisions(ctx context.Context) error {
	return w.tx.Insert(ctx,
		"INSERT INTO revisions (article, revision, text, text_seal, about, original, original_seal) VALUES", "", 7, w.revisions)
}

func (w *write) writeFacts(ctx context.Context) error {
	rows := make([]any, 0, 4*len(w.touched))
	for _, a := range w.touched {
		if a.facts != nil {
			rows = append(rows, a.num, a.revision, a.facts, seal(kindAnnotations, a.id, a.revision, a.facts))
		}
	}
	return w.tx.Insert(ctx, "INSERT INTO annotations (article, revision, facts, seal) VALUES",
		`ON CONFLICT (article) DO UPDATE SET revision = excluded.revision, facts = excluded.facts, seal = excluded.seal`, 4, rows)
}

func (w *write) writeStore(ctx context.Context) error {
	if len(w.touched) == 0 {
		return nil
	}
	_, err := w.tx.Exec(ctx, "UPDATE store SET head = ?, articles = ?, deleted = ?", int64(w.head), w.articles, w.deleted)
	return err
}

func list[T ~string](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	return all
}
