package nitf_test

import (
	"testing"

	"dateline/corpus/importer/nitf"
)

func TestFragment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ content, want string }{
		"paragraphs":       {`<p>a <em>b</em></p><p>c &amp; d</p>`, "<p>a b</p>\n<p>c &amp; d</p>\n"},
		"blocks":           {`<block><p>a</p><block><p>b</p></block></block>`, "<p>a</p>\n<p>b</p>\n"},
		"subhead and list": {`<hl2>h</hl2><ul><li>a</li></ul>`, "<h2>h</h2>\n<ul><li>a</li>\n</ul>\n"},
		"pictures":         {`<p>a<media><media-caption>no</media-caption></media></p><media><p>no</p></media>`, "<p>a</p>\n"},
		"loose text":       {`a<p>b</p>c <q>d</q>`, "<p>a</p>\n<p>b</p>\n<p>c d</p>\n"},
		"quote":            {`<bq><block><p>a</p></block></bq>`, "<p>a</p>\n"},
		"empty":            {`<p> </p>`, ""},
	} {
		d, ok := nitf.Parse(`<nitf><body><body.content>` + c.content + `</body.content></body></nitf>`)
		if !ok || d.Fragment != c.want {
			t.Errorf("%s: %q, not %q", name, d.Fragment, c.want)
		}
	}
}

func TestBylines(t *testing.T) {
	t.Parallel()
	for by, want := range map[string]string{
		`<byline>By <person>A B</person><byttl>Editor</byttl></byline>`: "A B",
		`<byline>By A B, <byttl>Editor</byttl></byline>`:                "By A B",
		`<byline><byttl>Desk</byttl></byline>`:                          "",
	} {
		d, _ := nitf.Parse(`<nitf><body><body.head>` + by + `</body.head></body></nitf>`)
		got := ""
		if len(d.Authors) > 0 {
			got = d.Authors[0]
		}
		if got != want {
			t.Errorf("%s: %q, not %q", by, got, want)
		}
	}
	if _, ok := nitf.Parse("<html>"); ok {
		t.Error("a page is no NITF")
	}
}
