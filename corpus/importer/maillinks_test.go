package importer_test

import (
	"strings"
	"testing"

	"dateline/corpus/extract"
	"dateline/corpus/importer"
)

// TestMailLinkLines: lines of links at the beginning and end of a mail are no text of it; the same words elsewhere are.
func TestMailLinkLines(t *testing.T) {
	t.Parallel()
	const story = "<p>The ferry ran aground off Norrhaven on Monday.</p><p>Readers may unsubscribe, the harbour said.</p>"
	const text = "The ferry ran aground off Norrhaven on Monday.\n\nReaders may unsubscribe, the harbour said."
	for name, c := range map[string]struct{ page, want string }{
		"around":       {`<div><a href="/v">View this email in your browser</a></div>` + story + `<p><a href="/u">Unsubscribe</a> | <a href="/p">Manage preferences</a></p>`, text},
		"cells":        {story + `<table><tr><td><a>Unsubscribe</a></td><td>&nbsp;</td><td><a>Privacy policy</a></td></tr></table>`, text},
		"trouble":      {`<p>Having trouble viewing this email? <a>Click here</a>.</p>` + story, text},
		"before names": {story + `<p>Abmelden · Im Browser ansehen</p><p>Harbour Post, Quay 1, Norrhaven</p>`, text + "\n\nHarbour Post, Quay 1, Norrhaven"},
		"French":       {story + `<div>Se désabonner<br>Voir dans le navigateur</div>`, text},
		"Russian":      {`<p>Открыть в браузере</p>` + story + `<p>Отписаться</p>`, text},
		"Japanese":     {story + `<p>配信停止はこちら</p>`, text},
		"a sentence":   {story + `<p>Unsubscribe from outrage, the mayor told the crowd.</p>`, text + "\n\nUnsubscribe from outrage, the mayor told the crowd."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mail := "From: Harbour Post <news@post.example>\nSubject: Ferry\nDate: Tue, 04 Mar 2025 07:00:00 +0100\nMIME-Version: 1.0\n" +
				"Content-Type: text/html; charset=utf-8\n\n<html><body>" + c.page + "</body></html>\n"
			got := read(t, importer.Options{Format: importer.EML}, strings.NewReader(mail), "-")
			if len(got) != 1 || extract.Fragment(got[0].Raw.Fragment) != c.want {
				t.Errorf("got %q, want %q", extract.Fragment(got[0].Raw.Fragment), c.want)
			}
		})
	}
}
