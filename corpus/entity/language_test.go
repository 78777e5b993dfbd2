package entity_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/language"
)

// The cases are short, dense with names and figures, and of many languages: none may be read as another language than its own,
// and few may be left open.
func TestCasesLanguage(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/cases/*/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d cases: %v", len(paths), err)
	}
	right, open := 0, 0
	for _, path := range paths {
		c := readCase(t, path)
		want := c.language
		if want == "" {
			want = "en"
		}
		switch got := language.Detect(c.title, c.body); got {
		case want:
			right++
		case "":
			open++
		default:
			t.Errorf("%s: read as %q, it is %q", path, got, want)
		}
	}
	t.Logf("%d right, %d open", right, open)
}

func TestRulesOnly(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	for text, want := range map[string][]string{
		"The government of Peru said on Monday that it would spend $3 million.":                     nil,
		"El gobierno del Perú dijo el lunes que gastará tres millones de dólares en las escuelas.":  {"people"},
		"Regeringen sade på måndagen att den ska ge tre miljoner kronor till skolorna i hela Peru.": {"people", "countries", "amounts"},
		"政府星期一宣布拨款三亿元帮助受灾农民。":                                                                       {"people"},
		"12.4 13.8": nil,
	} {
		if diff := cmp.Diff(want, a.Annotate("", text, "").RulesOnly); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
