package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus/importer"
)

// TestFileVanishes: a file that is gone when its turn comes is reported, and those after it are read.
func TestFileVanishes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte("Title "+name+"\n\nText."), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for raw, err := range im.Read(t.Context(), nil, dir) {
		if err != nil {
			said = append(said, err.Error())
			continue
		}
		said = append(said, raw.Title)
		if len(said) == 1 {
			if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(said) != 3 || said[0] != "Title a" || !strings.HasSuffix(said[1], "b.txt: no such file or folder") || said[2] != "Title c" {
		t.Errorf("got %q", said)
	}
}

// TestOddCharacters: what is no valid text is replaced, and what is odd but text stays as it is.
func TestOddCharacters(t *testing.T) {
	t.Parallel()
	marks := "a" + strings.Repeat("\u0301", 10_000)
	for name, c := range map[string]struct{ input, want string }{
		"overlong":        {"{\"text\":\"caf\u00e9 \xc0\xaf slash\"}", "café \ufffd\ufffd slash"},
		"a cut letter":    {"{\"text\":\"caf\u00e9 d\u00e9j\u00e0 \xe2\x82 euro\"}", "café déjà \ufffd euro"},
		"right to left":   {`{"text":"a\u202eb\u202c"}`, "a\u202eb\u202c"},
		"zero width":      {`{"text":"zero\u200bwidth"}`, "zero\u200bwidth"},
		"homoglyph":       {`{"text":"Норрhaven"}`, "Норрhaven"},
		"combining marks": {`{"text":"` + marks + `"}`, marks},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, importer.Options{}, strings.NewReader(c.input+"\n"), "-")
			if len(got) != 1 || got[0].Raw.Text != c.want {
				t.Errorf("got %.200q", dump(t, got))
			}
		})
	}
}

// FuzzMapping: whatever keys and columns are called and hold, reading them ends, and what is said of them is one line of bounded
// length without control characters.
func FuzzMapping(f *testing.F) {
	f.Add([]byte("Titel;Inhalt\nA;B\n"))
	f.Add([]byte(`{"data":{"x":[{"titre":"A","contenu":"B","date":{"$date":1}}]}}`))
	f.Add([]byte("{\"a.b\":{\"title\":\"x\",\"url\":\"http://a.example\"},\"\\u202e\":1}\n{\"k\":{\"text\":[\"a\",{\"b\":1}]}}\n"))
	f.Add([]byte(`[[{"title":{"rendered":"x"},"text":{"main":{"value":[]}}}],[{"_source":{"body":"x","headline":1}}]]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range []importer.Format{importer.CSV, importer.JSON, importer.JSONL} {
			im, err := importer.New(importer.Options{Format: format, Mapped: func(m importer.Mapping) {
				const most = 20_000
				if s := m.String(); len(s) > most || strings.ContainsAny(s, "\n\r\x00\x1b\u202e") {
					t.Errorf("said %q", s)
				}
			}})
			if err != nil {
				t.Fatal(err)
			}
			for range im.Read(t.Context(), strings.NewReader(string(b)), "-") {
			}
		}
	})
}
