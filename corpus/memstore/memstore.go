package memstore

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/resolve"
)

// Store is a corpus.Store in memory. It is safe for concurrent use.
type Store struct {
	mu       sync.Mutex
	uuid     string
	created  time.Time
	head     corpus.Seq
	articles map[corpus.ID]*entry
	keys     map[corpus.Key]corpus.ID

	decisions []corpus.Decision
	decided   int64 // changes of decisions
	who       resolve.Resolution
	groups    map[corpus.ID]*group // of the articles that carry texts

	edits map[string]*corpus.OutletEdit // of outlets, by key
}

var _ corpus.Store = (*Store)(nil)

// entry is an article, or the tombstone of one.
type entry struct {
	id        corpus.ID
	number    int    // of the newest revision, also of a deleted one
	content   string // of the newest revision, as JSON
	revisions []revision
	source    string
	facts     facts
	deleted   bool
	change    corpus.Change
	people    []corpus.Resolved // as its record shows them
	print     *copies.Print     // of the newest revision
	published int64             // of the newest revision
	copies    corpus.Copies     // as its record shows them
	touched   bool              // it was changed by the call under way
}

type revision struct {
	number   int
	article  []byte // JSON
	fetched  time.Time
	address  string
	text     corpus.Key
	original corpus.Original
}

// facts are annotations as JSON, with the names of the people in them.
type facts struct {
	version     string
	annotations []byte
	names       []resolve.Named
}

// New returns an empty store.
func New() *Store {
	return &Store{
		uuid:     uuid.NewString(),
		created:  time.Now().UTC(),
		articles: make(map[corpus.ID]*entry),
		keys:     make(map[corpus.Key]corpus.ID),
		edits:    make(map[string]*corpus.OutletEdit),
	}
}

// Close does nothing.
func (s *Store) Close() error { return nil }

// submission is one that was found valid.
type submission struct {
	keys     []corpus.Key
	text     corpus.Key // the last of keys, where the text is one
	print    *copies.Print
	content  string
	article  corpus.Article // valid UTF-8
	packed   []byte
	original corpus.Original
	facts    facts
}

// Put stores a batch.
func (s *Store) Put(ctx context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	subs := make([]submission, len(batch))
	for i := range batch {
		var err error
		if subs[i], err = newSubmission(&batch[i]); err != nil {
			return nil, fmt.Errorf("submission %d (%s): %w", i, batch[i].Original.Name, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var outcomes []corpus.Outcome
	for _, sub := range subs {
		outcomes = append(outcomes, s.put(sub))
	}
	s.settle()
	for i := range outcomes {
		if of := s.articles[outcomes[i].ID].copies.Of; of != outcomes[i].ID {
			outcomes[i].CopyOf = of
		}
	}
	return outcomes, nil
}

func newSubmission(in *corpus.Submission) (sub submission, err error) {
	sub.keys = in.Keys()
	if len(sub.keys) == 0 {
		return sub, corpus.Errorf(corpus.Invalid, "there is nothing to recognise it by: no URL, no id of its source, no original")
	}
	key, long := copies.Key(&in.Article)
	if long {
		sub.keys, sub.text = append(sub.keys, key), key
	}
	sub.print = copies.Of(&in.Article)
	content, err := json.Marshal(in.Article.Content())
	if err != nil {
		return sub, corpus.Errorf(corpus.Invalid, "%w", err)
	}
	sub.content = string(content)
	if sub.packed, err = json.Marshal(in.Article); err != nil {
		return sub, corpus.Errorf(corpus.Invalid, "%w", err)
	}
	if err := json.Unmarshal(sub.packed, &sub.article); err != nil {
		return sub, err
	}
	sub.original = corpus.Original{
		Bytes:     slices.Clone(in.Original.Bytes),
		MediaType: valid(in.Original.MediaType),
		Name:      valid(in.Original.Name),
	}
	sub.facts, err = newFacts(in.Annotations)
	return sub, err
}

func newFacts(a corpus.Annotations) (f facts, err error) {
	f.version = valid(a.Version)
	f.names = resolve.Names(a)
	if f.annotations, err = json.Marshal(a); err != nil {
		return f, corpus.Errorf(corpus.Invalid, "%w", err)
	}
	return f, nil
}

func (s *Store) put(sub submission) corpus.Outcome {
	e, by := s.recognise(sub.keys)
	status := corpus.Changed
	switch {
	case e == nil:
		e = s.create(sub.keys[0])
		status = corpus.New
	case e.deleted:
		status = corpus.New
	case e.content == sub.content:
		status = corpus.Unchanged
	case by == sub.text, e.repeats(&sub):
		s.learn(e, sub.keys)
		return corpus.Outcome{ID: e.id, Revision: e.number, Status: corpus.Unchanged}
	}
	s.learn(e, sub.keys)
	if status == corpus.Unchanged {
		if sub.facts.version != "" && sub.facts.version != e.facts.version {
			e.facts = sub.facts
			s.changed(e, corpus.ChangeAnnotated)
		}
		return corpus.Outcome{ID: e.id, Revision: e.number, Status: status}
	}
	e.deleted = false
	e.number++
	e.content, e.source, e.facts = sub.content, sub.article.Source.Domain, sub.facts
	e.print, e.published = sub.print, copies.PublishedAt(sub.article.Published)
	e.revisions = append(e.revisions, revision{e.number, sub.packed, sub.article.Fetched, sub.article.URL, sub.text, sub.original})
	s.changed(e, corpus.ChangePut)
	return corpus.Outcome{ID: e.id, Revision: e.number, Status: status, Seq: e.change.Seq}
}

// repeats reports whether a submission is a revision over again: an earlier one from the same original, or any at
// another address than the current one.
func (e *entry) repeats(sub *submission) bool {
	if len(e.revisions) == 0 {
		return false
	}
	if sub.text != "" && sub.article.URL != e.revisions[len(e.revisions)-1].address &&
		slices.ContainsFunc(e.revisions, func(r revision) bool { return r.text == sub.text }) {
		return true
	}
	if bytes.Equal(e.revisions[len(e.revisions)-1].original.Bytes, sub.original.Bytes) {
		return false
	}
	return slices.ContainsFunc(e.revisions, func(r revision) bool {
		return bytes.Equal(r.original.Bytes, sub.original.Bytes) && r.fetched.Equal(sub.article.Fetched)
	})
}

func (s *Store) learn(e *entry, keys []corpus.Key) {
	for _, k := range keys {
		if _, known := s.keys[k]; !known {
			s.keys[k] = e.id
		}
	}
}

func (s *Store) recognise(keys []corpus.Key) (*entry, corpus.Key) {
	for _, k := range keys {
		if id, known := s.keys[k]; known {
			return s.articles[id], k
		}
	}
	return nil, ""
}

func (s *Store) create(key corpus.Key) *entry {
	n := 0
	for s.articles[corpus.NewID(key, n)] != nil {
		n++
	}
	e := &entry{id: corpus.NewID(key, n)}
	s.articles[e.id] = e
	return e
}

func (s *Store) changed(e *entry, kind corpus.ChangeKind) {
	s.head++
	e.change = corpus.Change{Seq: s.head, Kind: kind, ID: e.id}
	e.touched = true
}

// Annotate stores facts found later.
func (s *Store) Annotate(ctx context.Context, batch []corpus.Annotated) error {
	found := make([]facts, len(batch))
	for i, one := range batch {
		var err error
		if found[i], err = newFacts(one.Annotations); err != nil {
			return fmt.Errorf("facts of article %s: %w", one.ID, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, one := range batch {
		if e := s.live(one.ID); e != nil && e.number == one.Revision {
			e.facts = found[i]
			s.changed(e, corpus.ChangeAnnotated)
		}
	}
	s.settle()
	return nil
}

// Delete purges articles.
func (s *Store) Delete(ctx context.Context, ids []corpus.ID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		if e := s.live(id); e != nil {
			n++
			*e = entry{id: e.id, number: e.number, deleted: true}
			s.changed(e, corpus.ChangeDeleted)
		}
	}
	s.settle()
	return n, nil
}

// live returns an article that is not deleted, or nil.
func (s *Store) live(id corpus.ID) *entry {
	if e := s.articles[id]; e != nil && !e.deleted {
		return e
	}
	return nil
}

// all returns the articles that are not deleted and pass keep, in id order.
func (s *Store) all(keep func(*entry) bool) []*entry {
	var es []*entry
	for _, e := range s.articles {
		if !e.deleted && keep(e) {
			es = append(es, e)
		}
	}
	slices.SortFunc(es, func(a, b *entry) int { return cmp.Compare(a.id, b.id) })
	return es
}

// valid replaces every byte that is not UTF-8, as JSON does.
func valid(s string) string { return string([]rune(s)) }
