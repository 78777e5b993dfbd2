package weburl

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/PuerkitoBio/purell"
	"golang.org/x/net/idna"
)

// MaxLength is the length of the longest address taken, in bytes, before and after it is made canonical.
const MaxLength = 2048

// normalization is what changes an address without changing what it leads to.
const normalization = purell.FlagsSafe | purell.FlagRemoveDotSegments | purell.FlagRemoveFragment |
	purell.FlagRemoveUnnecessaryHostDots | purell.FlagRemoveEmptyPortSeparator

// Canonical returns the one form of an address that its many spellings share. Only absolute http and
// https addresses are taken; the error says in words what is wrong.
func Canonical(s string) (string, error) {
	u, err := parse(s)
	if err != nil {
		return "", err
	}
	return canonical(u, s)
}

// Resolve returns the canonical form of a reference, as a page at the address base gives it in a link. base must be absolute;
// ref may be. Tabs and line breaks in ref are dropped and backslashes in its path taken for slashes, as browsers do.
func Resolve(base, ref string) (string, error) {
	from, err := parse(base)
	if err != nil {
		return "", err
	}
	u, err := parse(asWritten(ref))
	if err != nil {
		return "", err
	}
	return canonical(from.ResolveReference(u), ref)
}

func parse(s string) (*url.URL, error) {
	if len(s) > MaxLength {
		return nil, fmt.Errorf("a URL of %d bytes, over the limit of %d", len(s), MaxLength)
	}
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil {
		if u, err = url.Parse(strayPercent(s)); err != nil {
			return nil, fmt.Errorf("%q is not a URL", cut(s))
		}
	}
	return u, nil
}

// canonical changes u, which was given as s.
func canonical(u *url.URL, s string) (string, error) {
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("%q is not an http or https address", cut(s))
	case u.Hostname() == "" || strings.ContainsAny(u.Hostname(), " \"<>\\^`{|}"):
		return "", fmt.Errorf("%q has no proper host", cut(s))
	}
	if err := asciiHost(u); err != nil {
		return "", fmt.Errorf("%q has no proper host: %w", cut(s), err)
	}
	u.User = nil
	address, err := settled(u)
	if err != nil {
		return "", fmt.Errorf("%q is not a URL: %w", cut(s), err)
	}
	if len(address) > MaxLength {
		return "", fmt.Errorf("a URL of %d bytes, over the limit of %d", len(address), MaxLength)
	}
	return address, nil
}

// asciiHost turns a host in another script into the form that the domain name system knows.
func asciiHost(u *url.URL) error {
	host := u.Hostname()
	if strings.IndexFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return nil
	}
	host, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return err
	}
	if port := u.Port(); port != "" {
		host = net.JoinHostPort(host, port)
	}
	u.Host = host
	return nil
}

// settled normalises until nothing changes, because undoing one escape may uncover another.
func settled(u *url.URL) (string, error) {
	const rounds = 6
	last := ""
	for range rounds {
		withoutSession(u)
		u.RawQuery = without(u.RawQuery, isNoise)
		s := upperEscapes(purell.NormalizeURL(u, normalization))
		next, err := url.Parse(s)
		if err != nil {
			return "", err
		}
		if next.Host == "" {
			return "", errors.New("no host is left")
		}
		if next.Path == "" {
			next.Path = "/"
			s = next.String()
		}
		if s == last {
			return s, nil
		}
		last, u = s, next
	}
	return "", errors.New("its escapes are nested")
}

var escape = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

func upperEscapes(s string) string { return escape.ReplaceAllStringFunc(s, strings.ToUpper) }

// strayPercent escapes each percent sign of a path that begins no escape.
func strayPercent(s string) string {
	var b strings.Builder
	for rest := s; ; {
		before, after, found := strings.Cut(rest, "%")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('%')
		if !escape.MatchString("%" + after[:min(2, len(after))]) {
			b.WriteString("25")
		}
		rest = after
	}
}

// asWritten undoes what browsers forgive in the text of a link.
func asWritten(ref string) string {
	ref = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.Trim(ref, " \x00\t\n\f\r"))
	end := strings.IndexAny(ref, "?#")
	if end < 0 {
		end = len(ref)
	}
	return strings.ReplaceAll(ref[:end], `\`, "/") + ref[end:]
}

// cut shortens what is shown of an address in an error.
func cut(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}
