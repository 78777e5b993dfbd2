package importer_test

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"dateline/corpus/importer"
)

// TestFeedOutlet: of a feed's title the outlet is kept, not the section nor that it is a feed.
func TestFeedOutlet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, link, want string }{
		{"World news | The Sentinel", "https://www.thesentinel.example/world/1", "The Sentinel"},
		{"The Sentinel - Sport", "https://sentinel.example/sport/1", "The Sentinel"},
		{"cs.CL updates on arXiv.org", "https://arxiv.org/abs/1", "arXiv.org"},
		{"Latest from Harbour Wire", "https://harbourwire.example/1", "Harbour Wire"},
		{"Harbour Wire RSS Feed", "https://harbourwire.example/1", "Harbour Wire"},
		{"Harbour Wire News Feed", "https://hw.example/1", "Harbour Wire"},
		{"HBC News - Europe", "https://www.hbc.co.uk/1", "HBC News"},
		{"HBT > Business", "https://hbtimes.com/1", "HBT"},
		{"La Voz de Linden", "https://lavozdelinden.example/1", "La Voz de Linden"},
		{"Flux RSS de Le Phare", "https://lephare.example/1", "Le Phare"},
		{"Le Phare - Flux RSS", "https://elsewhere.example/1", "Le Phare"},
		{"Zeitung für Linden | RSS-Feed", "https://zfl.example/1", "Zeitung für Linden"},
		{"Politik: Lindener Anzeiger", "https://www.lindener-anzeiger.example/1", "Lindener Anzeiger"},
		{"Économie – L’Écho du Port", "https://lechoduport.example/1", "L’Écho du Port"},
		{"Farm Feed", "https://farmfeed.example/1", "Farm Feed"},
		{"Cattle Feed", "https://elsewhere.example/1", "Cattle Feed"},
		{"Новости - Портовый вестник", "https://vestnik.example/1", "Новости - Портовый вестник"},
		{"Ships | Weather", "https://elsewhere.example/1", "Ships | Weather"},
		{"RSS", "https://elsewhere.example/1", "RSS"},
	} {
		input := fmt.Sprintf(`<?xml version="1.0"?><rss version="2.0"><channel><title>%s</title><item><title>Ferry</title><link>%s</link>`+
			`<description>It sails.</description></item></channel></rss>`, html.EscapeString(c.title), c.link)
		got := read(t, importer.Options{}, strings.NewReader(input), "-")
		if len(got) != 1 || got[0].Raw.Source.Name != c.want {
			t.Errorf("%q of %s: %+v, want %q", c.title, c.link, got[0].Raw.Source, c.want)
		}
	}
}
