package corpus

import (
	"context"
	"fmt"
	"time"
)

// Store is the truth: it keeps every article with its earlier revisions, the
// bytes it came from, its facts, and a growing sequence that numbers each change.
// What a method returned without error is durable. Implementations are safe for
// concurrent use, also by several processes where they are on disk.
//
// Package storetest holds the suite that every implementation passes.
type Store interface {
	Reader
	Writer
	Curator
	OutletEditor
	// Check reads every record (each revision of an article, its original, and the facts of
	// the current one) and verifies its content hash, and compares who is who with what the facts
	// give, copies with what the texts give, and outlets with what the articles say. It calls report for each damage and goes on unless report fails; it returns how many records it read.
	Check(ctx context.Context, report func(Damage) error) (int, error)
	Close() error
}

// Writer is the part of a Store that changes it.
type Writer interface {
	// Put stores a batch in one transaction and returns one Outcome per submission,
	// in order. An article is recognised by its Keys, the strongest that is known
	// deciding, and after those by its text: the same title and body, of the same outlet and day, at another
	// address are the same article (the key of package copies). A batch may name one article twice. The same Content again is Unchanged and
	// appends no change, unless its facts are of another annotator version: these are then
	// stored as by Annotate. Other content is a new revision, unless it repeats an earlier one of the
	// article (the same original bytes, fetched at the same time or both at none): that is Unchanged, so that
	// importing a file again changes nothing where the file has an article twice. So is the text of any of its revisions seen at
	// another address than the current one's: what that address has beside the text is no revision. Every address is kept. A deleted article
	// that comes again is New, with the id it had and the next revision.
	// A submission that has no Keys is Invalid and
	// nothing of the batch is stored. Bytes that are not UTF-8 are kept in the original, and
	// are U+FFFD each in every other string.
	Put(ctx context.Context, batch []Submission) ([]Outcome, error)
	// RebuildCopies derives from the texts anew which articles are copies. It returns how many articles changed by that: none, unless
	// the store is damaged or was written under other rules.
	RebuildCopies(ctx context.Context) (articles int, err error)
	// Annotate stores facts found later by another annotator version. One for a revision that is
	// no longer current is skipped. Each stored one appends a change.
	//
	// Who is who is derived from the facts as they come and go, and who carries whose text from the texts: other articles whose people
	// or Copies change by a Put, Annotate or Delete get a change of kind ChangeResolved after those, in order of their ids.
	Annotate(ctx context.Context, batch []Annotated) error
	// Delete purges the articles' texts, revisions and original bytes, leaves a
	// tombstone and appends a change for each. It returns how many existed.
	Delete(ctx context.Context, ids []ID) (int, error)
}

// Reader is the part of a Store that only reads.
type Reader interface {
	PeopleReader
	OutletReader
	CopyReader
	// Info describes the store as a whole.
	Info(ctx context.Context) (Info, error)
	// Changes returns up to limit changes after the given position, in order. Where one
	// article changed several times only its last change need be returned.
	Changes(ctx context.Context, after Seq, limit int) ([]Change, error)
	// Records returns the current state of the articles. Unknown and deleted ids are absent.
	// Damaged records are absent too and named by an error that is a Damage or joins several;
	// the sound ones are returned with it.
	Records(ctx context.Context, ids []ID) (map[ID]Record, error)
	// Lookup returns the id known under key, also that of a deleted article. The error is
	// NotFound if there is none.
	Lookup(ctx context.Context, key Key) (ID, error)
	// Revisions returns all revisions of an article, newest first. The error is NotFound if
	// there is no such article.
	Revisions(ctx context.Context, id ID) ([]Article, error)
	// Original returns the bytes that a revision came from; revision 0 is the current one.
	Original(ctx context.Context, id ID, revision int) (Original, error)
	// BySource returns up to limit ids of a source's articles after the given id, in id order.
	BySource(ctx context.Context, domain string, after ID, limit int) ([]ID, error)
	// Outdated returns up to limit ids after the given id, in id order, whose facts are not of this
	// annotator version.
	Outdated(ctx context.Context, version string, after ID, limit int) ([]ID, error)
	// Annotators returns, for each annotator version whose facts are stored, the number of articles with such
	// facts.
	Annotators(ctx context.Context) (map[string]int, error)
}

// Submission is an article on its way into the store, without ID and Revision.
type Submission struct {
	Article Article
	// Addresses are others at which it was seen: that of a page which says that Article.URL is its canonical one.
	Addresses   []string
	Original    Original
	Annotations Annotations
}

// Keys returns what identifies the article that is submitted, strongest first: the Keys of the article, then its other addresses.
func (s *Submission) Keys() []Key {
	keys := Keys(&s.Article, &s.Original)
	for _, url := range s.Addresses {
		if url != "" && url != s.Article.URL {
			keys = append(keys, AddressKey(url))
		}
	}
	return keys
}

// Annotated is the facts of a revision of a stored article.
type Annotated struct {
	ID          ID
	Revision    int
	Annotations Annotations
}

// Status is what became of a submission.
type Status string

// The fates of a submission.
const (
	New       Status = "new"
	Changed   Status = "changed"
	Unchanged Status = "unchanged"
)

// Outcome is the fate of one submission. Seq is its change, or 0 if Unchanged.
type Outcome struct {
	ID       ID
	Revision int
	Status   Status
	Seq      Seq
	CopyOf   ID // the article that stands for the copies of its text, or "" if it stands for itself
}

// ChangeKind is what happened to an article.
type ChangeKind string

// The kinds of change.
const (
	ChangePut       ChangeKind = "put"
	ChangeAnnotated ChangeKind = "annotated"
	ChangeResolved  ChangeKind = "resolved"
	ChangeDeleted   ChangeKind = "deleted"
)

// Change is one step of the store's history.
type Change struct {
	Seq  Seq
	Kind ChangeKind
	ID   ID
}

// Record is the current state of an article: its newest revision, its facts, and
// the people of the corpus that these are.
type Record struct {
	Article     Article
	Annotations Annotations
	People      []Resolved
	Source      Source // that of the article, with what an editor has set of the outlet
	Copies      Copies
	Seq         Seq // of its last change
}

// Info describes a store. UUID is given at creation and copied by a backup.
type Info struct {
	UUID     string
	Articles int
	Deleted  int
	Head     Seq   // of the last change, 0 if none
	Decided  int64 // rises with every decision of a curator and every undoing
	Created  time.Time
}

// Damage is a record whose bytes are not those that were stored, or derived data that does not follow from
// the facts. It is an error too.
type Damage struct {
	ID       ID // "" where it concerns no article by itself
	Revision int
	What     string // "article", "original", "annotations", "people", "copies", "outlets"
	Err      error
}

// Error names the record and says what is wrong with it.
func (d Damage) Error() string {
	if d.ID == "" {
		return fmt.Sprintf("damaged %s: %v", d.What, d.Err)
	}
	return fmt.Sprintf("damaged %s of article %s, revision %d: %v", d.What, d.ID, d.Revision, d.Err)
}

// Unwrap returns the cause.
func (d Damage) Unwrap() error { return d.Err }
