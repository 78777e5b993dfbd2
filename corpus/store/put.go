package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// submission is one on its way in, with what is known before the transaction.
type submission struct {
	*corpus.Submission
	keys   []corpus.Key
	text   corpus.Key // the last of keys, where the text is one
	digest []byte
	people []resolve.Named
}

func newSubmission(sub *corpus.Submission) (*submission, error) {
	keys := sub.Keys()
	if len(keys) == 0 {
		return nil, corpus.Errorf(corpus.Invalid, "there is nothing to recognise it by: no URL, no id of its source, no original")
	}
	sum, err := digest(&sub.Article)
	if err != nil {
		return nil, err
	}
	text, long := copies.Key(&sub.Article)
	if long {
		keys = append(keys, text)
	}
	return &submission{sub, keys, text, sum, resolve.Names(sub.Annotations)}, nil
}

// Put stores a batch in one transaction.
//
// First every key of the batch is looked up at once. Then each submission is decided
// in order, against the rows read and what the batch itself has changed so far. At
// the end the rows are written, table by table.
func (s *Store) Put(ctx context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	subs := make([]*submission, len(batch))
	for i := range batch {
		var err error
		if subs[i], err = newSubmission(&batch[i]); err != nil {
			return nil, fmt.Errorf("submission %d (%s): %w", i, batch[i].Original.Name, err)
		}
	}
	if len(batch) == 0 {
		return nil, nil
	}
	var outcomes []corpus.Outcome
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		if err := w.loadKeys(ctx, subs); err != nil {
			return err
		}
		outcomes = make([]corpus.Outcome, len(subs))
		for i, sub := range subs {
			if outcomes[i], err = w.put(ctx, sub); err != nil {
				return fmt.Errorf("submission %d (%s): %w", i, sub.Original.Name, err)
			}
		}
		if err := w.flush(ctx); err != nil {
			return err
		}
		return w.tellCopies(ctx, outcomes)
	})
	if err != nil {
		return nil, fmt.Errorf("storing %d articles: %w", len(batch), err)
	}
	return outcomes, nil
}

func (w *write) put(ctx context.Context, sub *submission) (corpus.Outcome, error) {
	a, by := w.recognise(sub.keys)
	status := corpus.Changed
	switch {
	case a == nil:
		var err error
		if a, err = w.create(ctx, sub.keys[0]); err != nil {
			return corpus.Outcome{}, err
		}
		status = corpus.New
	case a.deleted:
		w.deleted--
		w.articles++
		a.deleted, a.sighted = false, true // its revisions are gone
		status = corpus.New
	case bytes.Equal(a.content, sub.digest):
		w.learn(a, sub.keys)
		return w.unchanged(a, sub)
	case by == sub.text:
		w.learn(a, sub.keys)
		return corpus.Outcome{ID: a.id, Revision: a.revision, Status: corpus.Unchanged}, nil
	default:
		repeated, err := w.repeats(ctx, a, sub)
		if err != nil {
			return corpus.Outcome{}, err
		}
		if repeated {
			w.learn(a, sub.keys)
			return corpus.Outcome{ID: a.id, Revision: a.revision, Status: corpus.Unchanged}, nil
		}
	}
	w.learn(a, sub.keys)
	a.revision++
	a.content, a.source = sub.digest, text(sub.Article.Source.Domain)
	if err := w.revise(a, sub); err != nil {
		return corpus.Outcome{}, err
	}
	if err := w.describe(a, sub.Annotations, sub.people); err != nil {
		return corpus.Outcome{}, err
	}
	w.changed(a, corpus.ChangePut)
	return corpus.Outcome{ID: a.id, Revision: a.revision, Status: status, Seq: a.seq}, nil
}

// unchanged keeps the facts of another annotator, where it brings some.
func (w *write) unchanged(a *article, sub *submission) (corpus.Outcome, error) {
	out := corpus.Outcome{ID: a.id, Revision: a.revision, Status: corpus.Unchanged}
	version := text(sub.Annotations.Version)
	if version == "" || version == a.annotator {
		return out, nil
	}
	if err := w.describe(a, sub.Annotations, sub.people); err != nil {
		return out, err
	}
	w.changed(a, corpus.ChangeAnnotated)
	return out, nil
}

// repeats reports whether the submission is a revision over again: an earlier one from the same original, or any
// at another address than the current one.
func (w *write) repeats(ctx context.Context, a *article, sub *submission) (bool, error) {
	if err := w.loadSightings(ctx, a); err != nil {
		return false, err
	}
	if len(a.sightings) == 0 {
		return false, nil
	}
	now, current := newSighting(&sub.Article, &sub.Original), a.sightings[len(a.sightings)-1]
	if now.text != "" && now.address != current.address && slices.ContainsFunc(a.sightings, now.sameText) {
		return true, nil
	}
	return now.original != current.original && slices.ContainsFunc(a.sightings, now.equal), nil
}

// revise adds the texts of the article's new revision.
func (w *write) revise(a *article, sub *submission) error {
	content := sub.Article
	content.ID, content.Revision = "", 0
	packed, err := w.codec.packJSON(content)
	if err != nil {
		return err
	}
	w.claims[a.num] = newClaim(&content)
	w.carry(a, copies.Of(&content), copies.PublishedAt(content.Published))
	original, err := w.codec.pack(sub.Original.Bytes)
	if err != nil {
		return err
	}
	desc, err := json.Marshal(about{sub.Original.MediaType, sub.Original.Name})
	if err != nil {
		return err
	}
	a.sightings = append(a.sightings, newSighting(&sub.Article, &sub.Original))
	w.revisions = append(w.revisions, a.num, a.revision,
		packed, seal(kindArticle, a.id, a.revision, packed),
		string(desc), original, seal(kindOriginal, a.id, a.revision, desc, original))
	return nil
}

// describe replaces the facts of the article's current revision.
func (w *write) describe(a *article, facts corpus.Annotations, people []resolve.Named) error {
	packed, err := w.codec.packJSON(facts)
	if err != nil {
		return err
	}
	a.annotator = text(facts.Version)
	a.facts, a.people = packed, people
	return nil
}

// Annotate stores facts found later by another annotator version.
func (s *Store) Annotate(ctx context.Context, batch []corpus.Annotated) error {
	ids := make([]corpus.ID, len(batch))
	people := make([][]resolve.Named, len(batch))
	for i := range batch {
		ids[i], people[i] = batch[i].ID, resolve.Names(batch[i].Annotations)
	}
	if len(batch) == 0 {
		return nil
	}
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		byID, err := w.loadIDs(ctx, ids)
		if err != nil {
			return err
		}
		for i, one := range batch {
			a := byID[one.ID]
			if a == nil || a.deleted || a.revision != one.Revision {
				continue
			}
			if err := w.describe(a, one.Annotations, people[i]); err != nil {
				return fmt.Errorf("facts of article %s: %w", a.id, err)
			}
			w.changed(a, corpus.ChangeAnnotated)
		}
		return w.flush(ctx)
	})
	if err != nil {
		return fmt.Errorf("storing facts of %d articles: %w", len(batch), err)
	}
	return nil
}

// Delete purges the articles. Their bytes are overwritten in the file, and the log
// of recent writes is emptied as well, unless a reader is in the way: then by a later checkpoint.
func (s *Store) Delete(ctx context.Context, ids []corpus.ID) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	n := 0
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		byID, err := w.loadIDs(ctx, ids)
		if err != nil {
			return err
		}
		n = 0
		for _, id := range ids {
			if a := byID[id]; a != nil && !a.deleted {
				w.purge(a)
				n++
			}
		}
		return w.flush(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("deleting %d articles: %w", len(ids), err)
	}
	if n == 0 {
		return 0, nil
	}
	if err := s.db.Checkpoint(ctx); err != nil && !errors.Is(err, context.Canceled) {
		s.log.Warn("deleted texts stay in the write-ahead log for now", "err", err)
	}
	return n, nil
}

func (w *write) purge(a *article) {
	w.articles--
	w.deleted++
	w.purged = append(w.purged, a.num)
	a.deleted = true
	a.content, a.annotator, a.source = []byte{}, "", ""
	a.facts, a.people = nil, nil
	w.claims[a.num] = claim{}
	w.carry(a, &copies.Print{}, copies.Unknown)
	w.changed(a, corpus.ChangeDeleted)
}
