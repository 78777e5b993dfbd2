package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/sqldb"
	"dateline/corpus/store"
)

func tempPath(t testing.TB) string { return filepath.Join(t.TempDir(), "new", "ä ?%41#", "store.db") }

func mustPut(t testing.TB, s corpus.Writer, batch ...corpus.Submission) []corpus.Outcome {
	t.Helper()
	out, err := s.Put(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantKind(t testing.TB, err error, kind corpus.Kind, words ...string) {
	t.Helper()
	if err == nil || corpus.KindOf(err) != kind {
		t.Fatalf("error %v of kind %v, want kind %v", err, corpus.KindOf(err), kind)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q does not speak of %q", err, w)
		}
	}
}

func direct(t testing.TB, s *store.Store, query string, args ...any) {
	t.Helper()
	if err := s.DB().Direct(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

func TestReopen(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	now := time.Date(2025, 1, 2, 3, 4, 5, 678, time.UTC)
	s, err := store.Open(t.Context(), path, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	out := mustPut(t, s, article(1), article(2))
	want, err := s.Info(t.Context())
	if err != nil || !want.Created.Equal(now) {
		t.Fatalf("Info: %+v, %v", want, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), []corpus.Submission{article(3)}); corpus.KindOf(err) != corpus.Unavailable {
		t.Errorf("Put into a closed store: %v", err)
	}
	s = open(t, path)
	got, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Info (-want +got):\n%s", diff)
	}
	if again := mustPut(t, s, article(1)); again[0].ID != out[0].ID || again[0].Status != corpus.Unchanged {
		t.Errorf("after reopening: %+v", again[0])
	}
	if len(mustPut(t, s, article(3))) != 1 {
		t.Error("no third article")
	}
}

// Two handles stand for two processes: SQLite locks by open file, whoever has it.
func TestTwoHandles(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	handles := make([]*store.Store, 4)
	var wg sync.WaitGroup
	for i := range handles { // they create it at the same time, too
		wg.Go(func() {
			s, err := store.Open(t.Context(), path, store.Options{Wait: time.Minute})
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			handles[i] = s
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	for i, s := range handles {
		wg.Go(func() {
			defer func() { _ = s.Close() }()
			for n := range 30 {
				if _, err := s.Put(t.Context(), []corpus.Submission{article(n), article(1000*(i+1) + n)}); err != nil {
					t.Errorf("Put: %v", err)
				}
			}
		})
	}
	wg.Wait()
	s := open(t, path)
	info, err := s.Info(t.Context())
	if want := 30 + 4*30; err != nil || info.Articles != want || info.Head != corpus.Seq(want) {
		t.Errorf("Info: %+v, %v; want %d articles", info, err, want)
	}
	wantSound(t, s)
}

func wantSound(t testing.TB, s *store.Store) {
	t.Helper()
	_, err := s.Check(t.Context(), func(d corpus.Damage) error { return d })
	if err != nil {
		t.Errorf("Check: %v", err)
	}
}

func TestBusy(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	one := open(t, path)
	two, err := store.Open(t.Context(), path, store.Options{Wait: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = two.Close() }()
	err = one.DB().Write(t.Context(), func(context.Context, *sqldb.Tx) error {
		_, err := two.Put(t.Context(), []corpus.Submission{article(1)})
		wantKind(t, err, corpus.Unavailable, "busy")
		if _, err := two.Info(t.Context()); err != nil {
			t.Errorf("reading beside a writer: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err = two.Put(ctx, []corpus.Submission{article(1)})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Put with a deadline: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, two, article(1))
}

func TestDamage(t *testing.T) {
	t.Parallel()
	flip := func(table, column string) string {
		return fmt.Sprintf(`UPDATE %s SET %[2]s = CAST(substr(%[2]s, 1, 9) || x'ff55' || substr(%[2]s, 12) AS BLOB) WHERE article = 2`, table, column)
	}
	for name, c := range map[string]struct {
		harm    string
		what    string
		records bool // Records suffers
	}{
		"article":          {flip("revisions", "text"), "article", true},
		"article's seal":   {flip("revisions", "text_seal"), "article", true},
		"another's text":   {"UPDATE revisions SET (text, text_seal) = (SELECT text, text_seal FROM revisions WHERE article = 1) WHERE article = 2", "article", true},
		"lost article":     {"DELETE FROM revisions WHERE article = 2", "article", true},
		"original":         {flip("revisions", "original"), "original", false},
		"original's name":  {"UPDATE revisions SET about = '{}' WHERE article = 2", "original", false},
		"facts":            {flip("annotations", "facts"), "annotations", true},
		"lost facts":       {"DELETE FROM annotations WHERE article = 2", "annotations", true},
		"facts cut short":  {"UPDATE annotations SET facts = substr(facts, 1, 20) WHERE article = 2", "annotations", true},
		"facts of another": {"UPDATE annotations SET revision = 9 WHERE article = 2", "annotations", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, tempPath(t))
			out := mustPut(t, s, article(1), article(2), article(3))
			direct(t, s, c.harm)

			var found []string
			_, err := s.Check(t.Context(), func(d corpus.Damage) error {
				if d.ID != out[1].ID || d.Err == nil {
					t.Errorf("damage of %s: %v", d.ID, d)
				}
				found = append(found, d.What)
				return nil
			})
			if err != nil || len(found) != 1 || found[0] != c.what {
				t.Errorf("Check found %q, %v; want %q", found, err, c.what)
			}
			recs, err := s.Records(t.Context(), []corpus.ID{out[0].ID, out[1].ID, out[2].ID})
			var d corpus.Damage
			switch {
			case !c.records && (err != nil || len(recs) != 3):
				t.Errorf("Records: %d, %v", len(recs), err)
			case c.records && (!errors.As(err, &d) || d.What != c.what || d.ID != out[1].ID || len(recs) != 2):
				t.Errorf("Records: %d, %v", len(recs), err)
			}
			_, err = s.Original(t.Context(), out[1].ID, 1)
			if c.what == "original" && !errors.As(err, &d) {
				t.Errorf("Original: %v", err)
			}
			if _, err := s.Revisions(t.Context(), out[1].ID); c.what == "article" && err == nil {
				t.Error("Revisions says nothing of the damage")
			}
		})
	}
}

func TestCheckStops(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	mustPut(t, s, article(1), article(2))
	direct(t, s, "UPDATE annotations SET facts = x'00'")
	enough := errors.New("enough")
	if _, err := s.Check(t.Context(), func(corpus.Damage) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("Check: %v", err)
	}
}

// A hole in the file itself must not hide what is sound.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	s := open(t, path)
	put := batches(0, 1)[0]
	out := mustPut(t, s, put...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	hole := bytes.Repeat([]byte{0xa5}, 4096)
	if _, err := f.WriteAt(hole, info.Size()/2/4096*4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	damaged := map[corpus.ID]bool{}
	n, err := s.Check(t.Context(), func(d corpus.Damage) error { damaged[d.ID] = true; return nil })
	t.Logf("read %d records, %d articles damaged, then: %v", n, len(damaged), err)
	if len(damaged) == 0 && err == nil {
		t.Error("the hole went unnoticed")
	}
	if len(damaged) == len(out) {
		t.Error("nothing is left of the sound articles")
	}
}

func TestIDTaken(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	mustPut(t, s, article(1))
	sub := article(2)
	first := corpus.Keys(&sub.Article, &sub.Original)[0]
	direct(t, s, "UPDATE articles SET id = ?", string(corpus.NewID(first, 0)))
	if out := mustPut(t, s, sub); out[0].ID != corpus.NewID(first, 1) {
		t.Errorf("id %s, want the second choice", out[0].ID)
	}
}

func TestDeletedBytesAreGone(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	s := open(t, path)
	secret := make([]byte, 3000)
	if _, err := rand.Read(secret); err != nil {
		t.Fatal(err)
	}
	sub := article(1)
	sub.Original.Bytes = secret
	out := mustPut(t, s, sub, article(2))
	contains := func() bool {
		found := false
		for _, suffix := range []string{"", "-wal"} {
			b, err := os.ReadFile(path + suffix)
			if err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			found = found || bytes.Contains(b, secret[1000:1064])
		}
		return found
	}
	if !contains() {
		t.Fatal("the test does not see the bytes even before")
	}
	if n, err := s.Delete(t.Context(), []corpus.ID{out[0].ID}); n != 1 || err != nil {
		t.Fatalf("Delete: %d, %v", n, err)
	}
	if contains() {
		t.Error("the deleted bytes are still in the file")
	}
}

func TestDiskFull(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	mustPut(t, s, article(1))
	direct(t, s, "PRAGMA max_page_count = 1")
	big := article(2)
	big.Original.Bytes = make([]byte, 1<<20)
	if _, err := rand.Read(big.Original.Bytes); err != nil {
		t.Fatal(err)
	}
	_, err := s.Put(t.Context(), []corpus.Submission{big})
	wantKind(t, err, corpus.Unavailable, "no space")
	if recs, err := s.Records(t.Context(), []corpus.ID{mustPut(t, s, article(1))[0].ID}); err != nil || len(recs) != 1 {
		t.Errorf("reading on a full disk: %d, %v", len(recs), err)
	}
	direct(t, s, "PRAGMA max_page_count = 100000")
	if out := mustPut(t, s, big); out[0].Status != corpus.New {
		t.Errorf("when there is space again: %+v", out[0])
	}
	wantSound(t, s)
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	s := open(t, tempPath(t))
	sub := article(1)
	sub.Original.Bytes = make([]byte, store.MaxRecord+1)
	_, err := s.Put(t.Context(), []corpus.Submission{sub})
	wantKind(t, err, corpus.TooLarge, "limit")
	sub.Original.Bytes = sub.Original.Bytes[:store.MaxRecord]
	out := mustPut(t, s, sub)
	if o, err := s.Original(t.Context(), out[0].ID, 0); err != nil || len(o.Bytes) != store.MaxRecord {
		t.Errorf("the largest original: %d bytes, %v", len(o.Bytes), err)
	}
}
