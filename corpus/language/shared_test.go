package language_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline/corpus/language"
	"dateline/corpus/sharedtest"
)

// records reads a file of JSON lines of the shared data.
func records(t *testing.T, name string, each func(id, title, text string)) {
	t.Helper()
	for line := range sharedtest.Lines(t, name) {
		var r struct {
			ID, Title, Text string
			Bodies          []string
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		each(r.ID, r.Title, strings.Join(append(r.Bodies, r.Text), "\n"))
	}
}

// English newswire, with its tables and briefs of one line, is English or left open: another language would cost facts.
func TestEnglishNews(t *testing.T) {
	t.Parallel()
	for file, most := range map[string]int{"reuters/reuters.dev.jsonl.gz": 2, "toponyms/lgl.jsonl.gz": 0, "stories/ecb.jsonl.gz": 0,
		"ner/gmb.dev.jsonl.gz": 1, "ner/uner-ewt.dev.jsonl.gz": 1} {
		found := map[string]int{}
		records(t, "data/"+file, func(id, title, text string) {
			tag := language.Detect(title, text)
			found[tag]++
			if tag != "en" && tag != "" {
				t.Logf("%s: %s: %.150q %.150q", id, tag, title, text)
			}
		})
		other := -found["en"] - found[""]
		for _, n := range found {
			other += n
		}
		t.Logf("%s: %d English, %d open, %d another language", file, found["en"], found[""], other)
		if other > most {
			t.Errorf("%s: %v", file, found)
		}
	}
}

// The sums of money in six languages are phrases of a few words, many without any word at all. (Those called Portuguese are
// in Spanish.)
func TestMoneyPhrases(t *testing.T) {
	t.Parallel()
	want := map[string]string{"ger": "de", "fre": "fr", "spa": "es", "por": "es pt", "jap": "ja", "chi": "zh"}
	right, open, wrong := 0, 0, 0
	records(t, "data/money/recognizers.other.jsonl.gz", func(id, _, text string) {
		prefix, _, _ := strings.Cut(id, "-")
		switch got := language.Detect("", text); {
		case got == "":
			open++
		case strings.Contains(want[prefix], got):
			right++
		default:
			wrong++
			t.Logf("%s: %s: %s", id, got, text)
		}
	})
	if t.Logf("%d right, %d open, %d wrong", right, open, wrong); wrong > 5 {
		t.Errorf("%d of %d wrong", wrong, right+open+wrong)
	}
}
