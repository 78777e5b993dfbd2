package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/memstore"
	"dateline/corpus/store"
)

// reprinted returns the article of that number as another outlet prints it.
func reprinted(n, outlet int, tail string) corpus.Submission {
	sub := article(n)
	a := &sub.Article
	a.Source.Domain = fmt.Sprintf("outlet%d.example", outlet)
	a.URL, a.ExternalID = fmt.Sprintf("https://%s/%d", a.Source.Domain, n), ""
	a.Title = fmt.Sprintf("Printed by number %d", outlet)
	a.Body += tail
	sub.Original.Bytes = []byte(a.URL + a.Body)
	return sub
}

func copiesOf(t *testing.T, s corpus.Reader, ids ...corpus.ID) map[corpus.ID]corpus.Copies {
	t.Helper()
	records, err := s.Records(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	found := map[corpus.ID]corpus.Copies{}
	for id, rec := range records {
		found[id] = rec.Copies
	}
	return found
}

// withoutCopies makes a store of the schema before copies.
var withoutCopies = []string{
	"DROP TABLE copies", "DROP TABLE texts", "DROP TABLE text_bands", "DROP TABLE text_pairs", "DROP TABLE addresses",
	"ALTER TABLE store DROP COLUMN copied",
	"DELETE FROM keys WHERE substr(key, 1, 5) = CAST('text:' AS BLOB)",
	"UPDATE articles SET content = x'00112233445566778899aabbccddeeff'", // a digest of another making
	"DELETE FROM store_schema WHERE version_id = 3 OR version_id > 3",
	"DROP TABLE claims", "DROP TABLE outlets", "DROP TABLE sources", "ALTER TABLE store DROP COLUMN claimed",
}

// An older store has its copies, addresses, digests and keys of texts derived when it is opened.
func TestUpgradeOfCopies(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	s := open(t, path)
	long := reprinted(4, 1, "")
	long.Article.URL += strings.Repeat("/long", 300)
	subs := []corpus.Submission{article(1), reprinted(1, 1, " And that was all."), article(2), article(3), long}
	var ids []corpus.ID
	for _, o := range mustPut(t, s, subs...) {
		ids = append(ids, o.ID)
	}
	moved := article(2)
	moved.Article.URL = "https://wire.example/moved"
	mustPut(t, s, moved)
	want := copiesOf(t, s, ids...)
	for _, statement := range withoutCopies {
		direct(t, s, statement)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if diff := cmp.Diff(want, copiesOf(t, s, ids...)); diff != "" {
		t.Error(diff)
	}
	for i, want := range map[int][]string{2: {subs[2].Article.URL, moved.Article.URL}, 4: {long.Article.URL}} {
		got, err := s.Addresses(t.Context(), ids[i])
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("addresses: %v %s", err, diff)
		}
	}
	changes, err := s.Changes(t.Context(), 5, 10)
	if err != nil || len(changes) != 2 || changes[0].Kind != corpus.ChangeResolved {
		t.Errorf("changes of the two that have copies: %v, %v", changes, err)
	}
	elsewhere := article(3)
	elsewhere.Article.URL, elsewhere.Article.ExternalID = "https://wire.example/elsewhere", ""
	elsewhere.Original.Bytes = []byte("elsewhere")
	if o := mustPut(t, s, elsewhere)[0]; o.ID != ids[3] || o.Status != corpus.Unchanged {
		t.Errorf("a text at another address than before: %+v, want article %s", o, ids[3])
	}
	for i, o := range mustPut(t, s, subs...) {
		if o.Status != corpus.Unchanged {
			t.Errorf("%d again: %+v", i, o)
		}
	}
	wantSound(t, s)
}

func TestDamagedCopies(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]string{
		"another text":        "UPDATE copies SET text = 3 WHERE article = 2",
		"a lost text":         "DELETE FROM copies WHERE article = 2",
		"another date":        "UPDATE copies SET published = 5 WHERE article = 3",
		"a count":             "UPDATE texts SET articles = 7 WHERE num = 3",
		"a first":             "UPDATE texts SET first = 2 WHERE num = 3",
		"a leader":            "UPDATE texts SET leader = num, of = first, total = 1",
		"a lost band":         "DELETE FROM text_bands WHERE band = (SELECT min(band) FROM text_bands)",
		"a band of nothing":   "INSERT INTO text_bands (band, text) VALUES (12345, 99)",
		"a lost pair":         "DELETE FROM text_pairs",
		"a pair too many":     "INSERT INTO text_pairs (text, other, similarity, days) VALUES (1, 3, 900, 30), (3, 1, 900, 30)",
		"another similarity":  "UPDATE text_pairs SET similarity = 1",
		"the bands of a text": "UPDATE texts SET bands = x'010203040506' WHERE num = 3",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, tempPath(t))
			out := mustPut(t, s, article(1), reprinted(1, 1, " And that was all."), article(3))
			want := copiesOf(t, s, out[0].ID, out[1].ID, out[2].ID)
			wantSound(t, s)
			direct(t, s, harm)
			var found []string
			_, err := s.Check(t.Context(), func(d corpus.Damage) error {
				found = append(found, d.What)
				return nil
			})
			slices.Sort(found)
			if found = slices.Compact(found); err != nil || len(found) != 1 || found[0] != "copies" {
				t.Errorf("Check found %q, %v", found, err)
			}
			if _, err := s.RebuildCopies(t.Context()); err != nil {
				t.Fatal(err)
			}
			wantSound(t, s)
			if diff := cmp.Diff(want, copiesOf(t, s, out[0].ID, out[1].ID, out[2].ID)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A text that was seen in another process, or before this one began, is compared from the database.
func TestCopiesAcrossHandles(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	first := mustPut(t, open(t, path), article(1))[0]
	later := reprinted(1, 1, " And that was all.")
	later.Article.Published.Time = later.Article.Published.Time.AddDate(0, 0, 1)
	if out := mustPut(t, open(t, path), later); out[0].CopyOf != first.ID {
		t.Errorf("a copy of %q", out[0].CopyOf)
	}
}

// Where more texts share a band than are compared, the bands that are not shared by so many decide, and both stores agree when the
// number goes over the limit and back.
func TestCrowd(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("many pairs")
	}
	stores := []corpus.Store{memstore.New(), open(t, tempPath(t))}
	text := func(n int) corpus.Submission {
		return reprinted(1, n, " This was told to "+article(n + 10).Article.Body[:40])
	}
	var all, more []corpus.Submission
	for n := range copies.MostInBand - 2 {
		all = append(all, text(n))
	}
	for n := range 6 {
		more = append(more, text(1000+n))
	}
	var ids [2][]corpus.ID
	for step, do := range []func(s corpus.Store, ids *[]corpus.ID) error{
		func(s corpus.Store, ids *[]corpus.ID) error {
			for _, o := range mustPut(t, s, all...) {
				*ids = append(*ids, o.ID)
			}
			return nil
		},
		func(s corpus.Store, ids *[]corpus.ID) error {
			for _, o := range mustPut(t, s, more...) {
				*ids = append(*ids, o.ID)
			}
			return nil
		},
		func(s corpus.Store, ids *[]corpus.ID) error {
			_, err := s.Delete(t.Context(), (*ids)[10:16])
			return err
		},
	} {
		for i, s := range stores {
			if err := do(s, &ids[i]); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(copiesOf(t, stores[0], ids[0]...), copiesOf(t, stores[1], ids[1]...)); diff != "" {
			t.Fatalf("step %d: %s", step, diff)
		}
	}
	wantSound(t, stores[1].(*store.Store))
}
