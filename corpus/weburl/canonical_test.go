package weburl_test

import (
	"strings"
	"testing"

	"dateline/corpus/weburl"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"HTTP://News.Example.ORG:80/A":                          "http://news.example.org/A",
		"https://example.org:443":                               "https://example.org/",
		"https://example.org:8443/a":                            "https://example.org:8443/a",
		" https://example.org/a#top ":                           "https://example.org/a",
		"https://user:secret@example.org/a":                     "https://example.org/a",
		"https://example.org/a/./b/../c":                        "https://example.org/a/c",
		"https://example.org/a?":                                "https://example.org/a",
		"https://example.org/a?utm_source=x&id=7&fbclid=y&b=1":  "https://example.org/a?id=7&b=1",
		"https://example.org/a?UTM_Medium=x":                    "https://example.org/a",
		"https://example.org/a?utm%5Fsource=x":                  "https://example.org/a",
		"https://example.org/a?b=2&a=1":                         "https://example.org/a?b=2&a=1",
		"https://example.org/%7euser/caf%c3%a9":                 "https://example.org/~user/caf%C3%A9",
		"https://example.org/café":                              "https://example.org/caf%C3%A9",
		"https://exämple.org/":                                  "https://xn--exmple-cua.org/",
		"https://example.org./a":                                "https://example.org/a",
		"https://www.example.org/a/":                            "https://www.example.org/a/",
		"https://[2001:DB8::1]:443/a":                           "https://[2001:db8::1]/a",
		"https://example.org/a;b=c?q=a+b%20c":                   "https://example.org/a;b=c?q=a+b%20c",
		"https://example.org/search?q=a%26b&ref=nav&utm_term=c": "https://example.org/search?q=a%26b&ref=nav",
		"https://example.org/a?PHPSESSID=4f3c&id=7":             "https://example.org/a?id=7",
		"https://example.org/a;jsessionid=0A1B.node2?id=7":      "https://example.org/a?id=7",
		"https://example.org/a;jsessionid=0A1B/b;v=1":           "https://example.org/a/b;v=1",
		"https://example.org/a?JSESSIONID=0A1B":                 "https://example.org/a",
		"https://example.org/a?sid=d41d8cd98f00b204e9800998":    "https://example.org/a",
		"https://example.org/modules.php?name=News&sid=1234":    "https://example.org/modules.php?name=News&sid=1234",
		"https://example.org/100%-sure":                         "https://example.org/100%25-sure",
		"https://example.org/50%":                               "https://example.org/50%25",
	} {
		got, err := weburl.Canonical(in)
		if err != nil || got != want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", in, got, err, want)
		}
		if again, err := weburl.Canonical(got); err != nil || again != got {
			t.Errorf("Canonical(%q) = %q, %v; it should stay", got, again, err)
		}
	}
	for _, bad := range []string{
		"", "example.org/a", "//example.org/a", "/a", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
		"mailto:a@example.org", "ftp://example.org/", "https://", "https:///a", "https://exa mple.org/", "http://[::1",
		"https://example.org/" + strings.Repeat("a", 2048), "\x00https://example.org",
	} {
		if got, err := weburl.Canonical(bad); err == nil || got != "" {
			t.Errorf("Canonical(%q) = %q, want an error", bad, got)
		}
	}
}

func TestDomain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://www.example.org/a":      "example.org",
		"https://news.bbc.co.uk/a":       "bbc.co.uk",
		"https://someone.github.io/a":    "someone.github.io",
		"http://192.0.2.7/a":             "192.0.2.7",
		"http://localhost:8080/a":        "localhost",
		"https://xn--exmple-cua.org/":    "xn--exmple-cua.org",
		"https://a.b.c.example.com.au/x": "example.com.au",
	} {
		if got := weburl.Domain(weburl.Host(in)); got != want {
			t.Errorf("Domain(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzCanonical: what is returned is an http address that stays as it is.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://example.org/a?utm_x=1#f", "http://EXAMPLE.org:80/%7e/../x", "https://u@h/%25%32%35", "http://.a../"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := weburl.Canonical(s)
		if err != nil {
			return
		}
		if !strings.HasPrefix(u, "http://") && !strings.HasPrefix(u, "https://") {
			t.Fatalf("%q gave %q", s, u)
		}
		if again, err := weburl.Canonical(u); err != nil || again != u {
			t.Fatalf("%q gave %q, which gave %q, %v", s, u, again, err)
		}
	})
}
