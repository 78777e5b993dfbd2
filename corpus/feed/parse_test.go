package feed_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"dateline/corpus"
	"dateline/corpus/feed"
)

func rss(items string) string {
	return `<rss version="2.0"><channel><title>T</title>` + items + `</channel></rss>`
}

func parse(t *testing.T, text string, o feed.Options) *feed.Feed {
	t.Helper()
	f, err := feed.Parse([]byte(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// titles are an outline of a feed: the titles of its items in order.
func titles(f *feed.Feed) []string {
	var list []string
	for _, it := range f.Items {
		list = append(list, it.Title.Plain())
	}
	return list
}

func TestNewestAreKept(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 10 {
		fmt.Fprintf(&b, `<item><title>%d</title><pubDate>%d Jan 2025 10:00:00 GMT</pubDate></item>`, i, 1+(i*7)%10)
	}
	f := parse(t, rss(`<item><title>undated</title></item>`+b.String()), feed.Options{Items: 3})
	if diff := cmp.Diff([]string{"4", "7", "1"}, sortedByDate(f)); diff != "" || f.Left != 8 {
		t.Errorf("left %d, -want +got:\n%s", f.Left, diff)
	}
	plain := parse(t, rss(strings.Repeat("<item><title>x</title></item>", 2)+"<item><title>y</title></item>"), feed.Options{Items: 2})
	if diff := cmp.Diff([]string{"x", "x"}, titles(plain)); diff != "" {
		t.Errorf("without dates the first are kept, -want +got:\n%s", diff)
	}
}

func sortedByDate(f *feed.Feed) []string {
	var list []string
	for _, day := range []int{9, 10, 8} {
		for _, it := range f.Items {
			if it.Published.Time.Day() == day {
				list = append(list, it.Title.Value)
			}
		}
	}
	return list
}

// TestLongFeed: 100,000 items give the newest 1,000, and only these are held.
func TestLongFeed(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Long</title>`)
	start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 100_000 {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>https://l.example.com/%d</link><description>%s</description><pubDate>%s</pubDate></item>\n",
			i, i, strings.Repeat("word ", 40), start.Add(time.Duration(i)*time.Hour).Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>")
	text := b.String()
	began := time.Now()
	f := parse(t, text, feed.Options{Items: 1000})
	spent := time.Since(began)
	if len(f.Items) != 1000 || f.Left != 99_000 || f.Items[0].Title.Value != "Item 99000" || f.Items[999].Title.Value != "Item 99999" {
		t.Errorf("%d items, %d left, from %q to %q", len(f.Items), f.Left, f.Items[0].Title.Value, f.Items[len(f.Items)-1].Title.Value)
	}
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	t.Logf("%d MiB in %v; %d MiB held", len(text)>>20, spent, after.HeapAlloc>>20)
	if held := int(after.HeapAlloc) - 3*len(text); held > 48<<20 {
		t.Errorf("%d MiB held beside the text", held>>20)
	}
	runtime.KeepAlive(f)
}

func TestEntitiesAreNotExpanded(t *testing.T) {
	t.Parallel()
	f := parse(t, `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`+
		rss(`<item><title>&b; &x; &amp; &eacute;</title></item>`), feed.Options{})
	if diff := cmp.Diff([]string{"&b; &x; & é"}, titles(f)); diff != "" {
		t.Error(diff)
	}
}

func TestNotFeeds(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", " ", "plain text", "<html><body><item>x</item></body></html>", `{"a": 1}`, `{"items": `, "<urlset><url/></urlset>", "\x00\x01\x02\x03\xff\xfe\x00"} {
		_, err := feed.Parse([]byte(text), feed.Options{})
		var e *corpus.Error
		if !errors.As(err, &e) || e.Kind != corpus.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const title = "Grüße, “Ödland” – naïve"
	wide, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="utf-16"?>` + rss("<item><title>"+title+"</title></item>"))
	if err != nil {
		t.Fatal(err)
	}
	latin := strings.NewReplacer("ü", "\xfc", "ß", "\xdf", "“", "\x93", "”", "\x94", "Ö", "\xd6", "–", "\x96", "ï", "\xef").Replace(title)
	for name, c := range map[string]struct {
		text string
		o    feed.Options
	}{
		"utf-16":                     {wide, feed.Options{}},
		"mark":                       {"\ufeff" + rss("<item><title>"+title+"</title></item>"), feed.Options{}},
		"said to be latin-1":         {`<?xml version="1.0" encoding="iso-8859-1"?>` + rss("<item><title>"+title+"</title></item>"), feed.Options{}},
		"windows-1252":               {`<?xml version="1.0" encoding="windows-1252"?>` + rss("<item><title>"+latin+"</title></item>"), feed.Options{}},
		"windows-1252 said as utf-8": {`<?xml version="1.0" encoding="utf-8"?>` + rss("<item><title>"+latin+"</title></item>"), feed.Options{}},
		"windows-1252 said outside":  {rss("<item><title>" + latin + "</title></item>"), feed.Options{ContentType: "text/xml; charset=windows-1252"}},
		"utf-16 said, utf-8 written": {`<?xml version="1.0" encoding="utf-16"?>` + rss("<item><title>"+title+"</title></item>"), feed.Options{}},
	} {
		if got := titles(parse(t, c.text, c.o)); !cmp.Equal(got, []string{title}) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestMissingEnds: what is broken costs the item it stands in at most.
func TestMissingEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		items string
		want  []string
	}{
		"item":           {`<item><title>1</title><item><title>2</title></item>`, []string{"1", "2"}},
		"title":          {`<item><title>1<link>http://a.example/</link></item><item><title>2</title></item>`, []string{"1", "2"}},
		"description":    {`<item><title>1</title><description>a <b>b</item><item><title>2</title></item>`, []string{"1", "2"}},
		"cut off":        {`<item><title>1</title></item><item><title>2</ti`, []string{"1", "2"}},
		"slash":          {`<item><title>1<title><link>http://a.example/</link></item>`, []string{"1"}},
		"stray end":      {`<item></b><title>1</title></item></channel><item><title>2</title></item>`, []string{"1", "2"}},
		"capitals":       {`<ITEM><Title>1</TITLE></Item>`, []string{"1"}},
		"in a container": {`<items><item><title>1</title></item></items>`, []string{"1"}},
	} {
		if diff := cmp.Diff(c.want, titles(parse(t, rss(c.items), feed.Options{}))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ item, want string }{
		"permanent guid":     {`<guid>http://a.example/1</guid>`, "http://a.example/1"},
		"guid that is none":  {`<guid isPermaLink="false">http://a.example/1</guid>`, ""},
		"link before guid":   {`<guid>http://a.example/1</guid><link>http://a.example/2</link>`, "http://a.example/2"},
		"original":           {`<link>http://feeds.example/1</link><feedburner:origLink>http://a.example/3</feedburner:origLink>`, "http://a.example/3"},
		"relative":           {`<link>/4</link>`, "http://feed.example/4"},
		"atom in rss":        {`<atom:link href="http://a.example/5"/>`, "http://a.example/5"},
		"atom beside a link": {`<link>http://a.example/6</link><atom:link rel="alternate" href="http://a.example/7"/>`, "http://a.example/6"},
		"in a section":       {"<link><![CDATA[\n http://a.example/8 \n]]></link>", "http://a.example/8"},
	} {
		f := parse(t, rss("<item><title>x</title>"+c.item+"</item>"), feed.Options{URL: "http://feed.example/rss"})
		if got := f.Items[0].Link; got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func TestSchedule(t *testing.T) {
	t.Parallel()
	f := parse(t, `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
		<ttl>60</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
		<skipHours><hour>0</hour><hour>24</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day></skipDays>
		<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="next" href="https://a.example/feed?page=2"/></channel></rss>`, feed.Options{})
	want := feed.Schedule{TTL: 60, UpdatePeriod: "hourly", UpdateFrequency: 2, SkipHours: []int{0, 0}, SkipDays: []string{"Sunday"}}
	if diff := cmp.Diff(want, f.Schedule); diff != "" {
		t.Error(diff)
	}
	if f.Next != "https://a.example/feed?page=2" || !cmp.Equal(f.Hubs, []string{"https://hub.example/"}) {
		t.Errorf("next %q, hubs %q", f.Next, f.Hubs)
	}
}

// FuzzParse holds that items come from the text and do not exceed it, and that an item read again by itself has its title.
func FuzzParse(f *testing.F) {
	f.Add([]byte(rss(`<item><title>a &amp; b</title><link>http://a.example/1</link><description><![CDATA[<p>x</p>]]></description></item>`)))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>x</div></title></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"<p>x</p>"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := feed.Parse(b, feed.Options{URL: "http://f.example/", Items: 5})
		if err != nil {
			return
		}
		if len(got.Items) > 5 {
			t.Fatalf("%d items", len(got.Items))
		}
		for _, it := range got.Items {
			if len(it.Raw) > 3*len(b) || it.Line < 1 {
				t.Fatalf("an item of %d bytes on line %d of %d bytes", len(it.Raw), it.Line, len(b))
			}
			_ = it.Title.Plain()
		}
	})
}
