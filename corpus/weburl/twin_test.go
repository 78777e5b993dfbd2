package weburl_test

import (
	"testing"

	"dateline/corpus/weburl"
)

func TestTwin(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://example.org/news/ferry/amp":                                                     "https://example.org/news/ferry",
		"https://example.org/news/ferry/amp/":                                                    "https://example.org/news/ferry/",
		"https://example.org/amp/news/ferry":                                                     "https://example.org/news/ferry",
		"https://example.org/news/ferry.amp.html":                                                "https://example.org/news/ferry.html",
		"https://example.org/news/ferry.amp":                                                     "https://example.org/news/ferry",
		"https://example.org/news/ferry?amp=1&id=3":                                              "https://example.org/news/ferry?id=3",
		"https://example.org/news/ferry?amp":                                                     "https://example.org/news/ferry",
		"https://example.org/news/ferry?outputType=amp":                                          "https://example.org/news/ferry",
		"https://amp.example.org/news/ferry":                                                     "https://www.example.org/news/ferry",
		"https://m.example.org/news/ferry":                                                       "https://www.example.org/news/ferry",
		"https://en.m.example.org/news/ferry":                                                    "https://en.example.org/news/ferry",
		"https://m.example.co.uk:8443/news/ferry":                                                "https://www.example.co.uk:8443/news/ferry",
		"https://www.google.com/amp/s/www.example.org/news/ferry.amp.html":                       "https://www.example.org/news/ferry.html",
		"https://www.google.co.uk/amp/example.org/news/ferry":                                    "http://example.org/news/ferry",
		"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/ferry/amp?usqp=mq3": "https://www.example.org/news/ferry",
		"https://www-example-org.cdn.ampproject.org/v/s/amp.example.org/news/ferry?amp_js_v=0.1": "https://www.example.org/news/ferry",
		"https://example.blogspot.example/2024/05/ferry.html?m=1":                                "https://example.blogspot.example/2024/05/ferry.html",
		"https://www.google.com/amp/s/www.google.com/amp/s/m.example.org/ferry":                  "https://www.example.org/ferry",
	} {
		got, is := weburl.Twin(in)
		if !is || got != want {
			t.Errorf("Twin(%q) = %q, %v; want %q", in, got, is, want)
		}
		if again, is := weburl.Twin(got); is {
			t.Errorf("Twin(%q) = %q; it should have none", got, again)
		}
	}
	for _, plain := range []string{
		"https://example.org/news/ferry", "https://www.example.org/news/ampere", "https://m.com/a", "https://example.org/camp",
		"https://www.google.com/search?q=amp", "https://example.org/a?amp=12", "https://example.org/a?m=201805", "https://example.org/lamp.html", "not a url",
	} {
		if got, is := weburl.Twin(plain); is {
			t.Errorf("Twin(%q) = %q, want none", plain, got)
		}
	}
}

// FuzzTwin: a guess is a canonical address that is no twin itself.
func FuzzTwin(f *testing.F) {
	for _, s := range []string{"https://m.example.org/a/amp?amp=1", "https://www.google.com/amp/s/amp.example.org/a.amp.html", "https://x.cdn.ampproject.org/c/s/m.a.example/amp/amp/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, is := weburl.Twin(s)
		if !is {
			return
		}
		if again, err := weburl.Canonical(u); err != nil || again != u {
			t.Fatalf("%q gave %q, whose canonical form is %q, %v", s, u, again, err)
		}
		if again, is := weburl.Twin(u); is {
			t.Fatalf("%q gave %q, which gave %q", s, u, again)
		}
	})
}
