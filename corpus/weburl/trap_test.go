package weburl_test

import (
	"strings"
	"testing"
	"time"

	"dateline/corpus/weburl"
)

func TestTrap(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for _, trap := range []string{
		"https://example.org/a/b/a/b/a/b/a/b",
		"https://example.org" + strings.Repeat("/x", 4),
		"https://example.org/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21",
		"https://example.org/" + strings.Repeat("a", 2048),
		"https://example.org/////a",
		"https://example.org/events/2031/05/",
		"https://example.org/events/2031-05",
		"https://example.org/events/2031/05/07/evening",
		"https://example.org/events/1890/05",
		"https://example.org/cal?month=437",
		"https://example.org/cal?month=-3",
		"https://example.org/cal?month=2031-05",
		"https://example.org/cal?year=2031&month=5",
		"https://example.org/cal?year=1212",
		"https://example.org/cal?tribe-bar-date=2031-05-07",
		"https://example.org/cal?date=20310507",
		"https://example.org/list?a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1",
	} {
		if weburl.Trap(trap, now) == "" {
			t.Errorf("%s is not seen as a trap", trap)
		}
	}
	for _, fine := range []string{
		"https://example.org/", "https://example.org/2026/03/01/news/the-story-of-2031", "https://example.org/1912/04/16/archives/ship-sinks.html",
		"https://example.org/2027/01/fair", "https://example.org/archive/1999/12", "https://example.org/a/b/a/b/a/b", "https://example.org/list?page=3&date=2026-02-27",
		"https://example.org/story?id=20310507", "https://example.org/cal?month=12", "https://example.org/9999/12/", "https://example.org/index.php?m=content&c=index&a=show",
	} {
		if reason := weburl.Trap(fine, now); reason != "" {
			t.Errorf("%s: %s", fine, reason)
		}
	}
}

func TestUnsorted(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://example.org/list":                        "https://example.org/list",
		"https://example.org/list?sort=date&order=asc":    "https://example.org/list",
		"https://example.org/list?id=3&Sort=date&page=2":  "https://example.org/list?id=3&page=2",
		"https://example.org/story?replytocom=17#respond": "https://example.org/story",
	} {
		c, err := weburl.Canonical(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := weburl.Unsorted(c); got != want {
			t.Errorf("Unsorted(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	const base = "https://www.example.org/news/today/index.html?x=1"
	for ref, want := range map[string]string{
		"ferry.html":                     "https://www.example.org/news/today/ferry.html",
		"../ferry?utm_source=x":          "https://www.example.org/news/ferry",
		"/ferry#top":                     "https://www.example.org/ferry",
		"//other.example/a":              "https://other.example/a",
		"?page=2":                        "https://www.example.org/news/today/index.html?page=2",
		"":                               "https://www.example.org/news/today/index.html?x=1",
		" \n/fer\nry\t":                  "https://www.example.org/ferry",
		`\news\ferry?q=\`:                `https://www.example.org/news/ferry?q=\`,
		"HTTP://Other.example:80":        "http://other.example/",
		"/100% sure":                     "https://www.example.org/100%25%20sure",
		"../../../../etc/passwd":         "https://www.example.org/etc/passwd",
		"https://user:pass@a.example/b/": "https://a.example/b/",
	} {
		if got, err := weburl.Resolve(base, ref); err != nil || got != want {
			t.Errorf("Resolve(%q) = %q, %v; want %q", ref, got, err, want)
		}
	}
	for _, ref := range []string{"javascript:alert(1)", "mailto:a@example.org", "data:text/html,x", "file:///etc/passwd", "java\nscript:alert(1)", "http://"} {
		if got, err := weburl.Resolve(base, ref); err == nil {
			t.Errorf("Resolve(%q) = %q, want an error", ref, got)
		}
	}
	if got, err := weburl.Resolve("/relative", "a"); err == nil {
		t.Errorf("a relative base gave %q", got)
	}
}

// FuzzResolve: what a link leads to is a canonical address.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"../a?x=%zz", `\\host\a`, "//h/%", ";jsessionid=1/b", "?sid=1&&b", "#", "http:a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, ref string) {
		u, err := weburl.Resolve("https://example.org/a/b?c", ref)
		if err != nil {
			return
		}
		if again, err := weburl.Canonical(u); err != nil || again != u {
			t.Fatalf("%q gave %q, whose canonical form is %q, %v", ref, u, again, err)
		}
		_ = weburl.Trap(u, time.Unix(0, 0))
		_ = weburl.Unsorted(u)
	})
}
