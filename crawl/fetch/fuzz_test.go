package fetch_test

import (
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline/crawl/fetch"
)

// A wait is never in the past and never longer than a day.
func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "-1", "", "0", "Mon, 04 May 2026 12:30:00 GMT", "999999999999999999999", "1e9", "Mon, 04 May 0000 12:30:00 GMT"} {
		f.Add(s, int64(1_777_000_000))
	}
	f.Fuzz(func(t *testing.T, value string, at int64) {
		now := time.Unix(at%(1<<40), 0)
		if wait := fetch.RetryAfter(value, now).Sub(now); wait < 0 || wait > 24*time.Hour {
			t.Errorf("%q: %v", value, wait)
		}
	})
}

// What Check lets pass is in normal form, has no user, and its host is a name with a dot or a public address in its usual spelling.
func FuzzCheck(f *testing.F) {
	for _, host := range refusedHosts {
		f.Add("http://" + host + ":8080/a?b#c")
	}
	for _, s := range []string{"https://bücher.example./%zz?ä", "http://a@b@8.8.8.8/", "http://[2a00::1]:443", "HTTP://X.Y:080", "http://a.b/%25%"} {
		f.Add(s)
	}
	c := client(f, fetch.Options{})
	f.Fuzz(func(t *testing.T, in string) {
		out, err := c.Check(in)
		if err != nil {
			if fetch.ClassOf(err) == "" {
				t.Errorf("%q: %v has no class", in, err)
			}
			return
		}
		if again, err := c.Check(out); err != nil || again != out {
			t.Errorf("%q → %q → %q, %v", in, out, again, err)
		}
		u, err := url.Parse(out)
		if err != nil {
			t.Fatal(err)
		}
		host := u.Hostname()
		if u.User != nil || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(out, printableASCII) != "" {
			t.Errorf("%q → %q", in, out)
		}
		a, err := netip.ParseAddr(host)
		switch {
		case err != nil && !strings.Contains(host, "."):
			t.Errorf("%q → %q", in, out)
		case err == nil && (!a.IsGlobalUnicast() || a.IsPrivate() || a.Is4In6() || a.String() != host):
			t.Errorf("%q → %q", in, out)
		}
	})
}

const printableASCII = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// The type of a body depends on its first 512 bytes alone, is in lower case, and what is called HTML or XML is text.
func FuzzSniff(f *testing.F) {
	for _, s := range []string{"<html>", "%PDF-", "\xff\xfe<\x00", "{\"a\"", "<?xml", "<!-- ", "\x1f\x8b", "<rss", "BM"} {
		f.Add("text/html; charset=utf-8", []byte(s))
		f.Add("", []byte(s))
	}
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		mediaType, text := fetch.Sniff(contentType, body)
		head := body[:min(len(body), 512)]
		if again, same := fetch.Sniff(contentType, head); again != mediaType || same != text {
			t.Errorf("%q: %s, %v of the whole, %s, %v of the head", head, mediaType, text, again, same)
		}
		if strings.HasPrefix(mediaType, "text/") && !text {
			t.Errorf("%q: %s is no text", head, mediaType)
		}
		if text && mediaType == "" {
			t.Errorf("%q: text of no type", head)
		}
	})
}
