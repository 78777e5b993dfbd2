package store_test

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/store"
)

// naming returns the n-th article with these people.
func naming(n int, names ...string) corpus.Submission {
	sub := article(n)
	sub.Annotations.People = nil
	for _, name := range names {
		sub.Annotations.People = append(sub.Annotations.People, corpus.Person{Name: name, Resolved: true})
	}
	return sub
}

func whoIs(t *testing.T, s *store.Store, id corpus.ID) []corpus.PersonID {
	t.Helper()
	records, err := s.Records(t.Context(), []corpus.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	var ids []corpus.PersonID
	for _, p := range records[id].People {
		ids = append(ids, p.ID)
	}
	return ids
}

func wantSoundPeople(t *testing.T, s *store.Store) {
	t.Helper()
	if _, err := s.Check(t.Context(), func(d corpus.Damage) error { return d }); err != nil {
		t.Errorf("Check: %v", err)
	}
}

// downgrade makes the tables of people those of schema 1, as its program would have left them.
var downgrade = []string{
	`CREATE TABLE former (article INTEGER NOT NULL, place INTEGER NOT NULL, person INTEGER NOT NULL, id TEXT NOT NULL, form TEXT NOT NULL,
		rule TEXT NOT NULL, PRIMARY KEY (article, place)) STRICT, WITHOUT ROWID`,
	`INSERT INTO former SELECT p.article, p.place, p.person, replace(replace(f.form, '-t-', '-'), '-b-', '-'), n.name, n.rule
		FROM people p JOIN people_names n ON n.num = p.name JOIN people_forms f ON f.num = n.form`,
	"DROP TABLE people", "DROP TABLE people_names", "DROP TABLE people_forms", "DROP TABLE article_ties", "DROP TABLE ties",
	"DROP TABLE decisions", "DROP TABLE identities",
	"ALTER TABLE former RENAME TO people",
	"CREATE TABLE forms (id TEXT NOT NULL, form TEXT NOT NULL, articles INTEGER NOT NULL, PRIMARY KEY (id, form)) STRICT, WITHOUT ROWID",
	"INSERT INTO forms SELECT id, form, count(DISTINCT article) FROM people GROUP BY id, form",
	"ALTER TABLE store DROP COLUMN rules", "ALTER TABLE store DROP COLUMN decided",
	"DROP TABLE claims", "DROP TABLE outlets", "DROP TABLE sources", "ALTER TABLE store DROP COLUMN claimed",
	"DROP TABLE copies", "DROP TABLE texts", "DROP TABLE text_bands", "DROP TABLE text_pairs", "DROP TABLE addresses",
	"ALTER TABLE store DROP COLUMN copied",
	"DELETE FROM store_schema WHERE version_id > 1",
}

// A store of the first schema has its people derived anew when it is opened; articles whose people change by that get a change.
func TestUpgradeOfPeople(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	s := open(t, path)
	out := mustPut(t, s, naming(1, "Orrin T. Vale", "Ada Moor"), naming(2, "Orrin B. Vale"), naming(3, "Ada Moor"))
	for _, statement := range downgrade {
		direct(t, s, statement)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	if diff := cmp.Diff([]corpus.PersonID{"orrin-t-vale", "ada-moor"}, whoIs(t, s, out[0].ID)); diff != "" {
		t.Error(diff)
	}
	changes, err := s.Changes(t.Context(), 3, 10)
	if err != nil || len(changes) != 2 || changes[0].Kind != corpus.ChangeResolved || changes[0].ID == out[2].ID || changes[1].ID == out[2].ID {
		t.Errorf("changes %v, %v", changes, err)
	}
	wantSoundPeople(t, s)
}

func TestDamagedPeople(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]string{
		"a form is another's":     "UPDATE people_forms SET person = 'ada-moor' WHERE form = 'bo-ek'",
		"a count":                 "UPDATE people_names SET articles = articles + 1 WHERE name = 'Bo Ek'",
		"a name of another":       "UPDATE people SET name = (SELECT num FROM people_names WHERE name = 'Bo Ek') WHERE article = 1",
		"a lost person":           "DELETE FROM people WHERE article = 2",
		"somebody else for once":  "UPDATE people SET own = 'bo-ek', decision = 1 WHERE article = 3",
		"a decision not followed": "UPDATE people SET own = '', decision = 0",
		"who an id is":            "DELETE FROM identities",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, tempPath(t))
			out := mustPut(t, s, naming(1, "Ada Moor"), naming(2, "Bo Ek"), naming(3, "Cyd Vale"))
			split := corpus.Decision{Kind: corpus.DecisionSplit, Person: "ada-moor", Articles: []corpus.ID{out[0].ID}}
			if _, err := s.Decide(t.Context(), split); err != nil {
				t.Fatal(err)
			}
			wantSoundPeople(t, s)
			direct(t, s, harm)
			var found []string
			_, err := s.Check(t.Context(), func(d corpus.Damage) error {
				found = append(found, d.What)
				return nil
			})
			if err != nil || len(found) == 0 || found[0] != "people" {
				t.Errorf("Check found %q, %v", found, err)
			}
			if _, err := s.RebuildPeople(t.Context()); err != nil {
				t.Fatal(err)
			}
			wantSoundPeople(t, s)
			for i, want := range []corpus.PersonID{"ada-moor--2", "bo-ek", "cyd-vale"} {
				if got := whoIs(t, s, out[i].ID); !cmp.Equal(got, []corpus.PersonID{want}) {
					t.Errorf("article %d has %v after the rebuild, want %s", i, got, want)
				}
			}
		})
	}
}

// Decisions are made by one process and followed by another that has the store open.
func TestDecisionsOfAnother(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	one, other := open(t, path), open(t, path)
	mustPut(t, one, naming(1, "Ada Moor"), naming(2, "Ada Lind"))
	merge := corpus.Decision{Kind: corpus.DecisionMerge, Person: "ada-moor", Others: []corpus.PersonID{"ada-lind"}}
	if _, err := other.Decide(t.Context(), merge); err != nil {
		t.Fatal(err)
	}
	out := mustPut(t, one, naming(3, "Ada K. Lind"))
	if got := whoIs(t, one, out[0].ID); !cmp.Equal(got, []corpus.PersonID{"ada-moor"}) {
		t.Errorf("the first process takes Ada Lind for %v", got)
	}
	if _, err := one.Undo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if got := whoIs(t, other, out[0].ID); !cmp.Equal(got, []corpus.PersonID{"ada-lind"}) {
		t.Errorf("after undoing, the second process takes Ada Lind for %v", got)
	}
	wantSoundPeople(t, other)
}

func TestDecisionsInABackup(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	out := mustPut(t, s, naming(1, "Ada Moor"), naming(2, "Ada Lind"))
	merge := corpus.Decision{Kind: corpus.DecisionMerge, Person: "ada-moor", Others: []corpus.PersonID{"ada-lind"}}
	if _, err := s.Decide(t.Context(), merge); err != nil {
		t.Fatal(err)
	}
	file, path := filepath.Join(t.TempDir(), "backup.db"), filepath.Join(t.TempDir(), "store.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), file, path, store.RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	restored := open(t, path)
	if got := whoIs(t, restored, out[1].ID); !cmp.Equal(got, []corpus.PersonID{"ada-moor"}) {
		t.Errorf("restored: %v", got)
	}
	if _, err := restored.Undo(t.Context(), 1); err != nil {
		t.Error(err)
	}
}

// BenchmarkMerge merges somebody of many articles and undoes it.
func BenchmarkMerge(b *testing.B) {
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "store.db"), store.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var batch []corpus.Submission
	for n := range 2000 {
		batch = append(batch, naming(n, "Ada Moor", fmt.Sprintf("Person Number%d", n)))
	}
	mustPut(b, s, append(batch, naming(2000, "Ada Lind"))...)
	merge := corpus.Decision{Kind: corpus.DecisionMerge, Person: "ada-lind", Others: []corpus.PersonID{"ada-moor"}}
	b.ResetTimer()
	for range b.N {
		effect, err := s.Decide(b.Context(), merge)
		if err != nil || effect.Articles != 2000 {
			b.Fatal(effect.Articles, err)
		}
		if _, err := s.Undo(b.Context(), effect.Decision.Number); err != nil {
			b.Fatal(err)
		}
	}
}
