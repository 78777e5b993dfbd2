package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/extract"
)

func TestFragment(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, html, want string }{
		{"nothing", " ", ""},
		{"paragraphs", "<p>The <b>mill</b> closed.</p><p>Owners\n blamed costs.</p>", "The mill closed.\n\nOwners blamed costs."},
		{"text beside elements", "The mill closed.<p>Owners blamed costs.</p>Workers did not.", "The mill closed.\n\nOwners blamed costs.\n\nWorkers did not."},
		{"line breaks", "The mill closed.<br><br/>Owners blamed costs.", "The mill closed.\n\nOwners blamed costs."},
		{"scripts and styles", "<style>p{}</style><p>The mill closed.</p><script>track('mill')</script>", "The mill closed."},
		{"a short list", "<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"},
		{"cells", "<table><tr><td>Goals</td><td>2</td></tr></table>", "Goals 2"},
		{"a picture's caption", "<figure><img src=a.jpg><figcaption>The mill</figcaption></figure><p>It closed.</p>", "It closed."},
		{"hidden text", `<p style="display: none">Buy!</p><p hidden>Buy!</p><p>It closed.</p>`, "It closed."},
		{"plain text", "The mill closed & burnt.\n\nOwners blamed\ncosts: 3 < 4.", "The mill closed & burnt.\n\nOwners blamed costs: 3 < 4."},
		{"entities", "<p>Caf&eacute; &amp; bar</p>", "Café & bar"},
		{"a whole page", "<html><head><title>No</title></head><body><p>Yes</p></body></html>", "Yes"},
		{"XHTML of a feed", `<div xmlns="http://www.w3.org/1999/xhtml"><p>Yes</p></div>`, "Yes"},
		{"broken UTF-8", "<p>A\xffB</p>", "AB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := extract.Fragment(c.html); got != c.want {
				t.Errorf("Fragment(%q) = %q, want %q", c.html, got, c.want)
			}
		})
	}
}

func TestFragmentIsBounded(t *testing.T) {
	t.Parallel()
	for _, html := range []string{
		strings.Repeat("<div>", 200_000) + "end",
		strings.Repeat("<p>The mill closed.</p>", 400_000),
		strings.Repeat("<table>", 30_000) + "end",
		"<p " + strings.Repeat("a=1 ", 300_000) + ">end",
	} {
		got := extract.Fragment(html)
		if len(got) > extract.DefaultMaxBytes || !utf8.ValidString(got) || got == "" {
			t.Errorf("%.20q...: %d bytes", html, len(got))
		}
	}
}
