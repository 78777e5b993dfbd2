package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestImportOfDoubledAddress imports a file that holds one address with two texts: importing it again changes nothing.
func TestImportOfDoubledAddress(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	const lines = `{"url": "https://twice.example/1", "title": "Ferry", "text": "The ferry to Norway sails on Monday."}
{"url": "https://twice.example/1", "title": "Ferry", "text": "The ferry to Norway sails on Tuesday."}
`
	for i, want := range []string{"1 new, 1 changed, 0 unchanged", "0 new, 0 changed, 2 unchanged", "0 new, 0 changed, 2 unchanged"} {
		if _, stderr := mustCLI(t, lines, "import", "--data", data, "-"); !strings.Contains(stderr, want) {
			t.Errorf("import %d says %q, want %q", i+1, stderr, want)
		}
	}
	if n := searchJSON(t, "--data", data, "tuesday").Total; n != 1 {
		t.Errorf("the later text is found %d times", n)
	}
}

// TestDamagedData expects of each damage a message that says what is wrong and what to do.
func TestDamagedData(t *testing.T) {
	t.Parallel()
	write := func(content string) func(dataDir) error {
		return func(d dataDir) error { return os.WriteFile(d.store(), []byte(content), 0o600) }
	}
	for name, c := range map[string]struct {
		harm func(dataDir) error
		says []string
		code int
	}{
		"store is garbage":   {write(strings.Repeat("no database. ", 1000)), []string{"is no database", "restore a backup"}, exitFailed},
		"store is gone":      {func(d dataDir) error { return os.Remove(d.store()) }, []string{"dateline import"}, exitFailed},
		"store was cut":      {func(d dataDir) error { return os.Truncate(d.store(), 20_000) }, []string{"damaged", "restore a backup"}, exitFailed},
		"index is gone":      {func(d dataDir) error { return os.RemoveAll(d.index()) }, []string{"must be built anew"}, exitDone},
		"index names no one": {func(d dataDir) error { return os.Truncate(filepath.Join(d.index(), "CURRENT"), 0) }, []string{"must be built anew", "damaged"}, exitDone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			mustCLI(t, "", "import", "--data", data, filepath.Join("sample", "harbour-wire.jsonl"))
			if err := c.harm(dataDir(data)); err != nil {
				t.Fatal(err)
			}
			_, stderr, code := cli(t, "", "search", "--data", data, "harbour")
			for _, says := range c.says {
				if code != c.code || !strings.Contains(stderr, says) {
					t.Errorf("exit code %d, %q; want %d and %q", code, stderr, c.code, says)
				}
			}
			if c.code == exitDone && searchJSON(t, "--data", data).Total != 12 {
				t.Error("the index made anew does not hold the 12 articles")
			}
		})
	}
}
