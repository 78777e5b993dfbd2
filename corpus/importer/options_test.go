package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/importer"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		o    importer.Options
		want string // what the message must say is allowed
	}{
		"unknown format": {importer.Options{Format: "xml"}, "text, html, json, jsonl, csv"},
		"unknown field":  {importer.Options{Map: map[string]string{"headline": "h"}}, "title, text, html"},
		"empty key":      {importer.Options{Map: map[string]string{"title": ""}}, "title"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := importer.New(c.o)
			if corpus.KindOf(err) != corpus.Invalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an Invalid error that says %q", err, c.want)
			}
		})
	}
}

func TestParseMap(t *testing.T) {
	t.Parallel()
	got, err := importer.ParseMap([]string{"title=headline, text=story.body", "id=_id"})
	want := map[string]string{"title": "headline", "text": "story.body", "id": "_id"}
	if err != nil || !cmp.Equal(want, got) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"title", "=x", "title=", "colour=red"} {
		if _, err := importer.ParseMap([]string{bad}); corpus.KindOf(err) != corpus.Invalid {
			t.Errorf("ParseMap(%q): %v, want an Invalid error", bad, err)
		}
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		m     map[string]string
		input string
		want  corpus.Raw
	}{
		"dotted path":      {map[string]string{"text": "story.body"}, `{"title":"T","story":{"body":"B"}}`, corpus.Raw{Title: "T", Text: "B"}},
		"key with dots":    {map[string]string{"text": "story.body"}, `{"story.body":"B"}`, corpus.Raw{Text: "B"}},
		"through an array": {map[string]string{"text": "parts.p"}, `{"parts":[{"p":"A"},{"q":1},{"p":"B"}]}`, corpus.Raw{Text: "A\n\nB"}},
		"index":            {map[string]string{"text": "parts.1"}, `{"parts":["A","B"]}`, corpus.Raw{Text: "B"}},
		"over the alias":   {map[string]string{"title": "kicker"}, `{"title":"T","kicker":"K","text":"B"}`, corpus.Raw{Title: "K", Text: "B"}},
		"column":           {map[string]string{"text": "Story"}, "title,Story\nT,B\n", corpus.Raw{Title: "T", Text: "B"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, importer.Options{Map: c.m}, strings.NewReader(c.input), "-")
			if len(got) != 1 || got[0].Aside != nil {
				t.Fatalf("got\n%s", dump(t, got))
			}
			raw := corpus.Raw{Title: got[0].Raw.Title, Text: got[0].Raw.Text}
			if diff := cmp.Diff(c.want, raw); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestSource(t *testing.T) {
	t.Parallel()
	const input = `{"text":"B","source":%s}`
	for name, c := range map[string]struct {
		option, field string
		want          corpus.Source
	}{
		"domain":       {"", `"www.Example.org"`, corpus.Source{Domain: "example.org"}},
		"name":         {"", `"Example Times"`, corpus.Source{Name: "Example Times"}},
		"name, dotted": {"", `"U.S. Wire"`, corpus.Source{Name: "U.S. Wire"}},
		"address":      {"", `"https://www.example.org/about"`, corpus.Source{Domain: "example.org"}},
		"object":       {"", `{"name":"Example Times","domain":"example.org","country":"se"}`, corpus.Source{Domain: "example.org", Name: "Example Times", Country: "SE"}},
		"null id":      {"", `{"id":null,"name":"Example Times"}`, corpus.Source{Name: "Example Times"}},
		"override":     {"other.example", `"example.org"`, corpus.Source{Domain: "other.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stdin := strings.NewReader(strings.Replace(input, "%s", c.field, 1))
			got := read(t, importer.Options{Source: c.option}, stdin, "-")
			if len(got) != 1 || got[0].Raw.Source != c.want {
				t.Errorf("got %+v, want %+v", got[0].Raw.Source, c.want)
			}
		})
	}
}

func TestForcedFormat(t *testing.T) {
	t.Parallel()
	const page = "<html>\n<p>One\n"
	got := read(t, importer.Options{Format: importer.Text}, strings.NewReader(page), "-")
	if len(got) != 1 || got[0].Raw.Title != "<html>" || got[0].Raw.HTML != nil {
		t.Errorf("got\n%s", dump(t, got))
	}
	got = read(t, importer.Options{Format: importer.JSONL}, strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00"), "-")
	if len(got) != 1 || got[0].Aside == nil {
		t.Errorf("a picture was read as JSON Lines:\n%s", dump(t, got))
	}
}
