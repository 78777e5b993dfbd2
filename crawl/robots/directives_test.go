package robots_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/crawl/robots"
)

func day(year int, month time.Month, day, hour int) time.Time {
	return time.Date(year, month, day, hour, 0, 0, 0, time.UTC)
}

func TestFromHeader(t *testing.T) {
	t.Parallel()
	noindex, nofollow := robots.Directives{NoIndex: true}, robots.Directives{NoFollow: true}
	until := func(at time.Time) robots.Directives { return robots.Directives{UnavailableAfter: at} }
	tests := []struct {
		name   string
		values []string
		want   robots.Directives
	}{
		{"nothing", nil, robots.Directives{}},
		{"one", []string{"NoIndex"}, noindex},
		{"none", []string{"none"}, robots.Directives{NoIndex: true, NoFollow: true}},
		{"all", []string{"all, index, follow"}, robots.Directives{}},
		{"the strictest counts", []string{"noindex", "index"}, noindex},
		{"in two fields", []string{"noindex", "nofollow"}, noindex.And(nofollow)},
		{"spaces and commas", []string{" , noarchive ,,NOSNIPPET, "}, robots.Directives{NoArchive: true, NoSnippet: true}},
		{"without commas", []string{"noindex nofollow;nocache"}, robots.Directives{NoIndex: true, NoFollow: true, NoArchive: true}},
		{"to us", []string{"dateline: noindex"}, noindex},
		{"to us with a version", []string{"Dateline/1.0: noindex"}, noindex},
		{"to all by name", []string{"robots: noindex", "*: nofollow"}, noindex.And(nofollow)},
		{"to another", []string{"otherbot: noindex, nofollow"}, robots.Directives{}},
		{"to another, then to us", []string{"otherbot: noindex, dateline: nofollow"}, nofollow},
		{"to all, then to another", []string{"nofollow, otherbot: noindex"}, nofollow},
		{"another's field does not reach the next", []string{"otherbot: noindex", "nofollow"}, nofollow},
		{"a colon too many", []string{"noindex: true"}, noindex},
		{"mail date", []string{"unavailable_after: 25 Jun 2010 15:00:00 GMT"}, until(day(2010, 6, 25, 15))},
		{"old mail date with a comma", []string{"unavailable_after: Friday, 25-Jun-10 15:00:00 EST"}, until(day(2010, 6, 25, 20))},
		{"date with a comma, then more", []string{"unavailable_after: Jun 25, 2010, nofollow"}, until(day(2010, 6, 26, 0)).And(nofollow)},
		{"ISO date", []string{"unavailable_after:2010-06-25T15:00:00+01:00, nofollow"}, until(day(2010, 6, 25, 14)).And(nofollow)},
		{"date that is none", []string{"unavailable_after: soon, noindex"}, noindex},
		{"date for us", []string{"dateline: unavailable_after: 2010-06-25"}, until(day(2010, 6, 26, 0))},
		{"date for another", []string{"otherbot: unavailable_after: 2010-06-25"}, robots.Directives{}},
		{"two dates", []string{"unavailable_after: 2011-06-25", "unavailable_after: 2010-06-25"}, until(day(2010, 6, 26, 0))},
		{"max-snippet", []string{"max-snippet: 0, max-image-preview:none"}, robots.Directives{NoSnippet: true}},
		{"max-snippet of some", []string{"max-snippet:100, max-video-preview:0"}, robots.Directives{}},
		{"only colons", []string{strings.Repeat(":", 1000) + "noindex"}, robots.Directives{}},
	}
	for _, c := range tests {
		got := robots.FromHeader(http.Header{"X-Robots-Tag": c.values}, "Dateline")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, c.values, diff)
		}
	}
}

func TestFromMeta(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, content string
		want          robots.Directives
	}{
		{"robots", "noindex, follow", robots.Directives{NoIndex: true}},
		{" ROBOTS ", "NONE", robots.Directives{NoIndex: true, NoFollow: true}},
		{"DateLine", "nofollow", robots.Directives{NoFollow: true}},
		{"googlebot", "noindex", robots.Directives{}},
		{"", "noindex", robots.Directives{}},
		{"robots", "max-image-preview:large", robots.Directives{}},
	}
	for _, c := range tests {
		if diff := cmp.Diff(c.want, robots.FromMeta(c.name, c.content, "Dateline")); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", c.name, c.content, diff)
		}
	}
}

func TestFromPage(t *testing.T) {
	t.Parallel()
	const page = `<!DOCTYPE html><head><!-- <meta name=robots content=noarchive> -->
<script>'<meta name="robots" content="nosnippet">'</script>
<META CONTENT='noindex' name=Robots />
<meta name="otherbot" content="nosnippet"><meta property="robots" content="nosnippet">
<body><p><meta name="dateline" content="no&#102;ollow"><meta name="robots" content="nosnippet`
	want := robots.Directives{NoIndex: true, NoFollow: true}
	if diff := cmp.Diff(want, robots.FromPage(page, "Dateline")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestIndexable(t *testing.T) {
	t.Parallel()
	at := day(2026, 3, 1, 12)
	d := robots.Directives{UnavailableAfter: at}
	if !d.Indexable(at.Add(-time.Second)) || d.Indexable(at) || (robots.Directives{NoIndex: true}).Indexable(at) || !(robots.Directives{}).Indexable(at) {
		t.Error("wrong about when a page may be found")
	}
}

func FuzzDirectives(f *testing.F) {
	f.Add("otherbot: noindex, dateline: unavailable_after: Friday, 25-Jun-10 15:00:00 EST, nofollow")
	f.Add("max-snippet:0;none <meta name=robots content=noindex>")
	f.Fuzz(func(t *testing.T, text string) {
		d := robots.FromHeader(http.Header{"X-Robots-Tag": {text}}, "Dateline")
		if both := d.And(d); both != d {
			t.Errorf("said twice, %+v is %+v", d, both)
		}
		// What is said to another agent before all else asks nothing of us, unless someone else is named.
		if !strings.Contains(text, ":") && robots.FromHeader(http.Header{"X-Robots-Tag": {"otherbot: " + text}}, "Dateline") != (robots.Directives{}) {
			t.Errorf("%q said to another is taken as said to us", text)
		}
		robots.FromPage(text, "Dateline")
	})
}
