package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
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

const germanTable = "Überschrift;Inhalt;Datum\n" +
	"Fähre läuft auf Grund;Die Fähre nach Norrhaven lief am Montag auf Grund.;30.01.2025\n" +
	"Brücke wieder offen;Die Brücke bei Linden ist seit Dienstag wieder offen.;31.01.2025\n" +
	"Zu viele;Zellen;30.01.2025;hier\n"

// TestDryRun shows what would be read, as what, and stores nothing.
func TestDryRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "news.csv")
	if err := os.WriteFile(file, []byte(germanTable), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	stdout, _ := mustCLI(t, "", "import", "--dry-run", "--data", data, file)
	for _, says := range []string{
		"news.csv: csv, 2 articles, 1 set aside",
		"title ← Überschrift, text ← Inhalt, published ← Datum (guessed; other with --map)",
		"2025-01-30  Fähre läuft auf Grund",
		"set aside: " + file + ":4: the row has 4 cells and the header 3",
		"2 articles from 1 file would be read, 1 items set aside. Nothing was stored.",
	} {
		if !strings.Contains(stdout, says) {
			t.Errorf("the dry run does not say %q:\n%s", says, stdout)
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("the dry run made a data folder")
	}
}

// TestImportReport: the fate of every item is written, one line each, and what was guessed is shown.
func TestImportReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, report := filepath.Join(dir, "data"), filepath.Join(dir, "fates.jsonl")
	_, stderr := mustCLI(t, germanTable, "import", "--data", data, "--report", report, "--format", "csv", "-")
	if !strings.Contains(stderr, "stdin: title ← Überschrift, text ← Inhalt, published ← Datum; other with --map\n") ||
		!strings.Contains(stderr, "2 new, 0 changed, 0 unchanged, 1 set aside\n") {
		t.Errorf("the import says %q", stderr)
	}
	want := []string{"created", "created", "rejected"}
	for range 2 {
		b, err := os.ReadFile(report)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
		if len(lines) != len(want) {
			t.Fatalf("the report has %d lines:\n%s", len(lines), b)
		}
		for i, line := range lines {
			var f corpus.Fate
			if err := json.Unmarshal([]byte(line), &f); err != nil || f.Status != want[i] || f.Line != i+2 || (f.ID == "") != (want[i] == "rejected") {
				t.Errorf("line %d is %s (%v), want %s", i+1, line, err, want[i])
			}
		}
		want[0], want[1] = "unchanged", "unchanged"
		mustCLI(t, germanTable, "import", "--data", data, "--report", report, "--format", "csv", "-")
	}
	stdout, _ := mustCLI(t, germanTable, "import", "--data", data, "--report", "-", "--limit", "1", "--format", "csv", "-")
	if strings.Count(stdout, "\n") != 1 {
		t.Errorf("with --limit 1 the report is %q", stdout)
	}
}

// TestImportReportOnFullDisk: a report that cannot be written ends the import, and that is said once.
func TestImportReportOnFullDisk(t *testing.T) {
	t.Parallel()
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("this system has no full device")
	}
	var lines strings.Builder
	for i := range 300 {
		fmt.Fprintf(&lines, `{"title":"Ferry %d","text":"Ferry %d sails on Monday."}`+"\n", i, i)
	}
	_, stderr, code := cli(t, lines.String(), "import", "--data", t.TempDir(), "--report", full, "-")
	if n := strings.Count(stderr, "writing the report"); code != exitFailed || n != 1 {
		t.Errorf("exit code %d, and %d times the reason:\n%s", code, n, stderr)
	}
	wantSays(t, stderr, "run the same command again to finish")
}

// TestImportLimitOfPipe: with --limit an import ends though its input goes on.
func TestImportLimitOfPipe(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	defer w.Close()
	go func() {
		_, _ = io.WriteString(w, strings.Repeat("{\"title\":\"Ferry\",\"text\":\"It sails on Monday.\"}\n", 3))
	}()
	var said strings.Builder
	if code := run(t.Context(), []string{"import", "--data", t.TempDir(), "--limit", "2", "--format", "jsonl", "-"}, r, io.Discard, &said); code != exitDone {
		t.Errorf("exit code %d: %s", code, &said)
	}
}

// An import without --limit goes on after items that are set aside, the first ones too, whenever the rest comes.
func TestImportGoesOnAfterItsFirstItem(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	report, told := io.Pipe()
	go func() {
		defer w.Close()
		fmt.Fprintln(w, "{bad")
		_, _ = report.Read(make([]byte, 1)) // its fate was told
		go func() { _, _ = io.Copy(io.Discard, report) }()
		for i := range 3 {
			fmt.Fprintf(w, `{"id":"%d","title":"Tide table %d","text":"High water at Sand Point comes at %d past noon on Friday."}`+"\n", i, i, i)
		}
	}()
	var said strings.Builder
	code := run(t.Context(), []string{"import", "--data", t.TempDir(), "--format", "jsonl", "--report", "-", "-"}, r, told, &said)
	_ = told.Close()
	wantSays(t, said.String(), "3 new, 0 changed, 0 unchanged, 1 set aside")
	if code != exitDone {
		t.Errorf("exit status %d", code)
	}
}

func TestImportFlagsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"--limit", "-1", dir}, {"--watch", "--dry-run", dir}, {"--watch", "-"}, {"--watch", filepath.Join("sample", "harbour-wire.jsonl")},
		{"--report", filepath.Join(dir, "no", "such"), dir}, {"--map", "colour=red", dir},
	} {
		if _, stderr, code := cli(t, "", append([]string{"import", "--data", dir}, args...)...); code != exitUsage {
			t.Errorf("%q: exit code %d, %s", args, code, stderr)
		}
	}
}
