package ninjs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline/corpus/importer/ninjs"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		`{"uri": "u", "versioncreated": "2025"}`:                                     true,
		`[{"uri": "u", "pubStatus": "usable"}]`:                                      true,
		`{"$schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.4.json"}`:         true,
		`{"uri": "u", "title": "t", "body": "b"}`:                                    false,
		`{"title": "t", "text": "b", "published": "2025-01-01", "url": "https://x"}`: false,
	} {
		if got := ninjs.Detect([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func item(t *testing.T, text string) ninjs.Item {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var values map[string]any
	if err := dec.Decode(&values); err != nil {
		t.Fatal(err)
	}
	return ninjs.Parse(values)
}

func TestBodies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, fragment, plain string }{
		"html before text":   {`{"body_text": "a b c d e f", "body_xhtml": "<p>a</p>"}`, "<p>a</p>", "a b c d e f"},
		"the longest":        {`{"bodies": [{"value": "a"}, {"value": "ab"}]}`, "", "ab"},
		"nitf inside":        {`{"bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body><body.content><p>x</p></body.content></body></nitf>"}]}`, "<p>x</p>\n", ""},
		"wrong types":        {`{"bodies": "x", "headlines": 3, "body_text": {"a": 1}, "subjects": [1, null]}`, "", ""},
		"only a description": {`{"description_text": "short"}`, "", "short"},
	} {
		got := item(t, c.text)
		if got.Fragment != c.fragment || got.Text != c.plain {
			t.Errorf("%s: %q and %q", name, got.Fragment, got.Text)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"type": "text", "headline": "h", "body_text": "b"}`:                      "",
		`{"pubstatus": "http://cv.iptc.org/pubstatus:canceled", "body_text": "b"}`: "its publisher canceled it",
		`{"pubStatus": "withheld", "body_text": "b"}`:                              "its publisher withholds it",
		`{"type": "planning", "body_text": "b"}`:                                   "no news text: an entry of a calendar (planning)",
		`{"type": "video", "headline": "h", "description_text": "d"}`:              "no news text: video with a caption",
		`{"type": "text"}`: "no news text: it has no body",
	} {
		if got := item(t, text).Refused; got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}
