package sitemap

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"

	"dateline/corpus"
)

// The limits of a sitemap.
const (
	MaxEntries = 50_000
	MaxBytes   = 50 << 20 // unpacked
	MaxRatio   = 100      // of unpacked to packed bytes
	MaxFeed    = 5 << 20  // bytes of a feed
	MaxURL     = 2048     // bytes of an address

	maxTroubles = 1000 // places where the markup is broken
	maxProblems = 100  // that a report keeps
	shown       = 100  // bytes of what is wrong, in a problem
)

// Options say what is known of a sitemap beside its bytes. Limits that are 0 are the package's.
type Options struct {
	URL         string // where it was fetched, after redirects: the base of relative addresses
	ContentType string // as the server gave it; only its charset is used
	Entries     int    // limit, at most MaxEntries
	Bytes       int64  // limit, at most MaxBytes
	// Feed is called with the bytes of a sitemap that turns out to be a feed, at most MaxFeed of them, for package feed to
	// read. Its error is Read's. Where it is nil, a feed is no sitemap.
	Feed func(b []byte) error
}

// Format is what a sitemap turned out to be.
type Format string

// The formats.
const (
	URLSet Format = "urlset"
	Index  Format = "sitemapindex"
	Feed   Format = "feed"
	Text   Format = "text"
)

// Problem is something that is wrong with a sitemap, and where.
type Problem struct {
	Line int // from 1
	Text string
}

// String returns the problem with its place.
func (p Problem) String() string { return fmt.Sprintf("line %d: %s", p.Line, p.Text) }

// Report is what was found in a sitemap as a whole.
type Report struct {
	Format   Format
	Entries  int       // that were given
	Refused  int       // that were left out, each for one of the problems
	Bytes    int64     // read, unpacked
	Problems []Problem // the first 100
	More     int       // problems beyond these
	// Cut says why what follows was not read: a limit, or a sitemap that ends too early. It is empty where all was read.
	Cut string
}

// problem adds a problem.
func (r *Report) problem(line int, format string, args ...any) {
	if len(r.Problems) == maxProblems {
		r.More++
		return
	}
	r.Problems = append(r.Problems, Problem{line, fmt.Sprintf(format, args...)})
}

// stop is an error that ends the reading without being one of the sitemap's source.
type stop struct{ why string }

func (s *stop) Error() string { return s.why }

// errTaken ends the reading because the taker wants no more.
var errTaken = errors.New("no more wanted")

// reading is one sitemap that is being read.
type reading struct {
	Report
	options Options
	base    *url.URL
	take    func(Entry) bool
}

// Read reads a sitemap and hands its entries to take, in order, until take returns false. The report holds whether an error
// is returned or not. The error is corpus.Invalid for bytes that are no sitemap, and the source's own, wrapped, where that
// breaks off; entries were given up to there.
func Read(source io.Reader, o Options, take func(Entry) bool) (Report, error) {
	if o.Entries <= 0 || o.Entries > MaxEntries {
		o.Entries = MaxEntries
	}
	if o.Bytes <= 0 || o.Bytes > MaxBytes {
		o.Bytes = MaxBytes
	}
	r := &reading{options: o, take: take}
	r.base, _ = url.Parse(o.URL)
	unpacked := &meter{limit: o.Bytes}
	err := r.read(source, unpacked)
	r.Bytes = unpacked.n
	return r.Report, r.outcome(err)
}

// outcome makes the result of the error that ended the reading.
func (r *reading) outcome(err error) error {
	var s *stop
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, errTaken):
	case errors.As(err, &s):
		r.Cut = s.why
	case corpus.KindOf(err) == corpus.Invalid:
		return err
	default:
		r.Cut = err.Error()
		return fmt.Errorf("reading a sitemap: %w", err)
	}
	if r.Format == "" {
		why := "it has no entries"
		if r.Cut != "" {
			why = r.Cut
		}
		return corpus.Errorf(corpus.Invalid, "not a sitemap: %s", why)
	}
	return nil
}

// read finds the format and reads on in it.
func (r *reading) read(source io.Reader, unpacked *meter) error {
	if err := unpacked.open(source); err != nil {
		return err
	}
	const head = 32 << 10
	b := bufio.NewReaderSize(unpacked, head)
	start, err := b.Peek(head)
	if len(start) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			return &stop{"it is empty"}
		}
		return err
	}
	encoding := encodingOf(start, r.options.ContentType)
	switch root := rootOf(encoding.head(start)); root {
	case "rss", "rdf", "feed", "channel", "{":
		return r.feed(b)
	case "html", "head", "body":
		return corpus.Errorf(corpus.Invalid, "not a sitemap: it is an HTML page")
	case "text":
		return r.text(newSource(encoding.reader(b)))
	default:
		return r.xml(newSource(encoding.reader(b)))
	}
}

// give hands out an entry whose address is as written.
func (r *reading) give(e Entry, written string) error {
	if r.Entries+r.Refused >= r.options.Entries {
		return &stop{fmt.Sprintf("it has more than %d entries", r.options.Entries)}
	}
	address, err := r.resolve(written)
	if err != nil {
		r.Refused++
		r.problem(e.Line, "%s", err)
		return nil
	}
	e.URL = address
	r.Entries++
	if !r.take(e) {
		return errTaken
	}
	return nil
}

var escapedTwice = regexp.MustCompile(`&(?:amp;)+`)

// resolve returns an address as it can be fetched.
func (r *reading) resolve(written string) (string, error) {
	s := escapedTwice.ReplaceAllString(strings.TrimSpace(written), "&")
	if s == "" {
		return "", errors.New("an entry without an address")
	}
	if len(s) > MaxURL {
		return "", fmt.Errorf("an address of %d bytes, at most %d: %.*q…", len(s), MaxURL, shown, s)
	}
	u, err := parseURL(s)
	if err != nil {
		return "", fmt.Errorf("not an address: %.*q", shown, s)
	}
	if r.base != nil {
		u = r.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", fmt.Errorf("not an address of http or https: %.*q", shown, s)
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	s = u.String()
	if len(s) > MaxURL {
		return "", fmt.Errorf("an address of %d bytes, at most %d: %.*q…", len(s), MaxURL, shown, s)
	}
	return s, nil
}

// parseURL parses an address, also where a percent sign in it stands for itself.
func parseURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err == nil {
		return u, nil
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			b.WriteString("25")
		}
	}
	return url.Parse(b.String())
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
