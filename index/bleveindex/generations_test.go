package bleveindex_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/indextest"
	"dateline/index/query"
)

func TestGenerations(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	indextest.Generations(t, func() index.Generations { return bleveindex.NewGenerations(dir, bleveindex.Options{}) })
}

// made returns a folder with a current generation of some documents, closed, and that generation's folder.
func made(t *testing.T) (dir, generation string) {
	t.Helper()
	dir = t.TempDir()
	g := bleveindex.NewGenerations(dir, bleveindex.Options{})
	e, name, err := g.Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := index.Batch{Position: index.Position{Store: "s", Seq: 7}}
	for n := range 50 {
		b.Upserts = append(b.Upserts, index.Document{ID: indextest.ID(n), Body: "word " + string(indextest.ID(n))})
	}
	if err := errors.Join(e.Apply(t.Context(), b), g.Promote(t.Context(), name), e.Close()); err != nil {
		t.Fatal(err)
	}
	return dir, filepath.Join(dir, name)
}

// TestDamage opens generations that a crash, a power cut, a bad disk or another program left: each
// must be told apart from a sound one, with the reason.
func TestDamage(t *testing.T) {
	t.Parallel()
	edit := func(pattern string, change func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			files, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("no %s in %s: %v", pattern, dir, err)
			}
			content, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(files[0], change(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	flip := func(at func(int) int) func([]byte) []byte {
		return func(b []byte) []byte { b[at(len(b))] ^= 4; return b }
	}
	for name, c := range map[string]struct {
		harm func(*testing.T, string)
		want string
	}{
		"no manifest":         {func(t *testing.T, d string) { os.Remove(filepath.Join(d, "manifest.json")) }, "half-made"},
		"empty manifest":      {edit("manifest.json", func([]byte) []byte { return nil }), "manifest is damaged"},
		"newer program":       {edit("manifest.json", func([]byte) []byte { return []byte(`{"format":9,"mapping":"x"}`) }), "newer program"},
		"other mapping":       {edit("manifest.json", func([]byte) []byte { return []byte(`{"format":1,"mapping":"x"}`) }), "analysed otherwise"},
		"no folder":           {func(t *testing.T, d string) { os.RemoveAll(d) }, "half-made"},
		"no root":             {func(t *testing.T, d string) { os.Remove(filepath.Join(d, "root.bolt")) }, "no root"},
		"empty root":          {edit("root.bolt", func([]byte) []byte { return nil }), "no root"},
		"root of zeros":       {edit("root.bolt", func(b []byte) []byte { clear(b); return b }), "root is damaged"},
		"cut root":            {edit("root.bolt", func(b []byte) []byte { return b[:5000] }), "damaged"},
		"segment cut":         {edit("*.zap", func(b []byte) []byte { return b[:len(b)/2] }), "checksum"},
		"segment empty":       {edit("*.zap", func(b []byte) []byte { return nil }), "is damaged"},
		"bit at the start":    {edit("*.zap", flip(func(int) int { return 3 })), "checksum"},
		"bit in the middle":   {edit("*.zap", flip(func(n int) int { return n / 2 })), "checksum"},
		"bit in the footer":   {edit("*.zap", flip(func(n int) int { return n - 9 })), "checksum"},
		"bit in the checksum": {edit("*.zap", flip(func(n int) int { return n - 1 })), "checksum"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, generation := made(t)
			c.harm(t, generation)
			g := bleveindex.NewGenerations(dir, bleveindex.Options{})
			_, _, err := g.Open(t.Context())
			if corpus.KindOf(err) != corpus.NotFound || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			e, name, err := g.Create(t.Context())
			if err != nil || filepath.Join(dir, name) == generation {
				t.Fatalf("making another: %q, %v", name, err)
			}
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLeftovers(t *testing.T) {
	t.Parallel()
	dir, generation := made(t)
	for _, name := range []string{"gen-9", "new-10"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(generation, "0000000000ff.zap"), []byte("half written"), 0o600); err != nil {
		t.Fatal(err)
	}
	e, _, err := bleveindex.NewGenerations(dir, bleveindex.Options{}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, name := range []string{"gen-9", "new-10"} {
		if _, err := os.Stat(filepath.Join(dir, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there: %v", name, err)
		}
	}
}

func TestHeldByAnother(t *testing.T) {
	t.Parallel()
	dir, _ := made(t)
	e, _, err := bleveindex.NewGenerations(dir, bleveindex.Options{}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, _, err = bleveindex.NewGenerations(dir, bleveindex.Options{}).Open(t.Context())
		if corpus.KindOf(err) != corpus.Conflict || !strings.Contains(err.Error(), "process") {
			t.Errorf("got %v, want the process that holds it", err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e, _, err = bleveindex.NewGenerations(dir, bleveindex.Options{}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	free := uint64(1 << 40)
	e, _, err := bleveindex.NewGenerations(t.TempDir(), bleveindex.Options{Free: func(string) (uint64, error) { return free, nil }}).Create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	b := index.Batch{Upserts: []index.Document{{ID: "a", Body: "word"}}, Position: index.Position{Store: "s", Seq: 1}}
	free = 1 << 20
	if err := e.Apply(t.Context(), b); corpus.KindOf(err) != corpus.Unavailable {
		t.Errorf("with 1 MiB free: %v", err)
	}
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Search(t.Context(), index.Search{Query: query.All{}, Sort: index.ByNewest}); err != nil {
		t.Errorf("searching with a full disk: %v", err)
	}
	free = 1 << 40
	if err := e.Apply(t.Context(), b); err != nil {
		t.Errorf("with space again: %v", err)
	}
}
