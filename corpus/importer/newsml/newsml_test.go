package newsml_test

import (
	"testing"

	"dateline/corpus/importer/newsml"
)

func TestDomainOf(t *testing.T) {
	t.Parallel()
	for guid, want := range map[string]string{
		"urn:newsml:wire.example.com:20250203:1": "wire.example.com",
		"tag:www.Example.com,2025:newsml_1":      "example.com",
		"http://www.example.com/newsitems/1":     "example.com",
		"urn:newsml:agency:20250203:1":           "",
		"1234":                                   "",
		"":                                       "",
	} {
		if got := newsml.DomainOf(guid); got != want {
			t.Errorf("%q: %q, not %q", guid, got, want)
		}
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	item := func(status, content string) string {
		return `<newsItem guid="g"><itemMeta><itemClass qcode="ninat:text"/>` + status + `</itemMeta><contentSet>` + content + `</contentSet></newsItem>`
	}
	const text = `<inlineData contenttype="text/plain">Words.</inlineData>`
	for name, c := range map[string]struct{ doc, refused string }{
		"usable":     {item(`<pubStatus qcode="stat:usable"/>`, text), ""},
		"no status":  {item("", text), ""},
		"by address": {item(`<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>`, text), "its publisher canceled it"},
		"withheld":   {item(`<pubStatus qcode="stat:withheld"/>`, text), "its publisher withholds it"},
		"results":    {item("", `<inlineXML><sports-content/></inlineXML>`), "no news text: data in XML (sports-content)"},
		"empty":      {item("", ""), "no news text: the item has no content"},
		"plan":       {`<planningItem guid="p"/>`, "no news text: a plan of coverage"},
	} {
		items := newsml.Parse(c.doc)
		if len(items) != 1 || items[0].Refused != c.refused {
			t.Errorf("%s: %+v, not %q", name, items, c.refused)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	items := newsml.Parse("<itemSet>\n<conceptItem/>\n\n<newsItem>\n<itemMeta/>\n</newsItem>\n</itemSet>")
	if len(items) != 2 || items[0].Line != 2 || items[1].Line != 4 || items[0].Raw != "<conceptItem/>" {
		t.Errorf("%+v", items)
	}
}
