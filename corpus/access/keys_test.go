package access_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/access"
	"dateline/corpus/sqldb"

	"github.com/google/go-cmp/cmp"
)

var now = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

// open returns keys in a database of their own, with a clock that the test moves.
func open(t *testing.T) (keys *access.Keys, clock *time.Time, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "test.db")
	db, err := sqldb.OpenSQLite(t.Context(), path, sqldb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	at := now
	keys, err = access.Open(t.Context(), db, access.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	return keys, &at, path
}

func opens(t *testing.T, keys *access.Keys, secret string) string {
	t.Helper()
	scopes, err := keys.Opens(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(scopes, " ")
}

func add(t *testing.T, keys *access.Keys, name string) (string, access.Key) {
	t.Helper()
	secret, key, err := keys.Add(t.Context(), name, access.Write)
	if err != nil {
		t.Fatal(err)
	}
	return secret, key
}

func TestLifeOfAKey(t *testing.T) {
	t.Parallel()
	keys, clock, _ := open(t)
	secret, key := add(t, keys, "newsroom")
	if !strings.HasPrefix(secret, "dl_"+key.ID+"_") || len(secret) != len("dl_")+8+1+52 {
		t.Errorf("the key reads %q", secret)
	}
	if got := opens(t, keys, secret); got != access.Write {
		t.Errorf("it opens %q", got)
	}
	*clock = now.Add(50 * time.Hour)
	opens(t, keys, secret)
	if err := keys.Revoke(t.Context(), key.ID); err != nil {
		t.Fatal(err)
	}
	if got := opens(t, keys, secret); got != "" {
		t.Errorf("revoked, it opens %q", got)
	}
	list, err := keys.List(t.Context())
	want := []access.Key{{ID: key.ID, Name: "newsroom", Scopes: []string{access.Write}, Created: now,
		Used: time.Date(2025, 3, 3, 0, 0, 0, 0, time.UTC), Revoked: *clock}}
	if diff := cmp.Diff(want, list); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	if err := keys.Revoke(t.Context(), key.ID); corpus.KindOf(err) != corpus.Conflict {
		t.Errorf("revoked twice: %v", err)
	}
	if err := keys.Revoke(t.Context(), "nobody"); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("no such key: %v", err)
	}
}

func TestOnlyTheWholeKeyOpens(t *testing.T) {
	t.Parallel()
	keys, _, _ := open(t)
	secret, key := add(t, keys, "")
	other, _ := add(t, keys, "")
	_, others, _ := strings.Cut(strings.TrimPrefix(other, "dl_"), "_")
	for _, wrong := range []string{
		"", "dl_", "dl_" + key.ID, "dl_" + key.ID + "_", "dl_" + key.ID + "_" + others, secret[:len(secret)-1], secret + "a",
		strings.ToUpper(secret), strings.TrimPrefix(secret, "dl_"), " " + secret, "dl_%_" + others, "dl_nobody_" + others,
	} {
		if got := opens(t, keys, wrong); got != "" {
			t.Errorf("%q opens %q", wrong, got)
		}
	}
}

func TestTheKeyIsNotStored(t *testing.T) {
	t.Parallel()
	keys, _, path := open(t)
	secret, key := add(t, keys, "")
	_, hidden, _ := strings.Cut(strings.TrimPrefix(secret, "dl_"), "_")
	for _, file := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(hidden)) {
			t.Errorf("%s holds the key", file)
		}
		if file != path && !bytes.Contains(b, []byte(key.ID)) {
			t.Errorf("%s does not hold the row", file)
		}
	}
}

func TestWrongKeysAreNotMade(t *testing.T) {
	t.Parallel()
	keys, _, _ := open(t)
	for _, c := range []struct {
		name   string
		scopes []string
	}{{"x", nil}, {"x", []string{"all"}}, {"two\nlines", []string{access.Write}}, {strings.Repeat("x", 101), []string{access.Write}}, {"\xff", []string{access.Write}}} {
		if secret, _, err := keys.Add(t.Context(), c.name, c.scopes...); corpus.KindOf(err) != corpus.Invalid || secret != "" {
			t.Errorf("%q %q: %v", c.name, c.scopes, err)
		}
	}
}
