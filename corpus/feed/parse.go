package feed

import (
	"cmp"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/clean"
)

// Options say what is known of a feed beside its bytes.
type Options struct {
	URL         string // where it was fetched, after redirects: the base of relative addresses
	ContentType string // as the server gave it; only its charset is used, the content decides on the format
	Language    string // as the server gave it with Content-Language
	// Items is how many items are kept at most; 0 keeps all. The newest are kept, by their dates; those without one
	// follow, in the feed's order.
	Items int
}

// Parse reads a feed. The error is corpus.Invalid for bytes that are none.
func Parse(b []byte, o Options) (*Feed, error) {
	text, err := decode(b, o.ContentType)
	if err != nil {
		return nil, err
	}
	start := strings.TrimLeft(text, " \t\r\n\ufeff\x00")
	if strings.HasPrefix(start, "{") {
		return parseJSON(text, o)
	}
	if f := parseXML(text, o); f != nil {
		return f, nil
	}
	return nil, corpus.Errorf(corpus.Invalid, "not a feed: it has neither a feed's root nor items")
}

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']?([A-Za-z0-9._:-]+)`)

// decode returns the text of b. The feed's own declaration goes before the server's, which often is a default; package
// clean sees through both where the bytes say otherwise.
func decode(b []byte, contentType string) (string, error) {
	const declarationWithin = 1 << 10
	declared := ""
	if m := declaration.FindSubmatch(b[:min(len(b), declarationWithin)]); m != nil {
		declared = string(m[1])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		declared = params["charset"]
	}
	text, _, _, err := clean.Decode(b, declared)
	return text, err
}

// keeper collects items up to a number.
type keeper struct {
	most  int
	items []numbered
	left  int
	n     int
}

// numbered is an item with its number in the feed.
type numbered struct {
	Item
	n int
}

func (k *keeper) add(it Item) {
	k.items = append(k.items, numbered{it, k.n})
	k.n++
	if k.most > 0 && len(k.items) >= 2*k.most {
		k.prune()
	}
}

// prune keeps the newest items, in the order of the feed.
func (k *keeper) prune() {
	if k.most <= 0 || len(k.items) <= k.most {
		return
	}
	slices.SortStableFunc(k.items, func(a, b numbered) int {
		return cmp.Or(b.date().Time.Compare(a.date().Time), cmp.Compare(a.n, b.n))
	})
	k.left += len(k.items) - k.most
	k.items = slices.Clone(k.items[:k.most])
	slices.SortFunc(k.items, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
}

// date returns when the item was published, or else last changed.
func (it *Item) date() Date {
	if it.Published.Known() {
		return it.Published
	}
	return it.Updated
}

// into hands the items to f and completes them from what is known of all of the feed.
func (k *keeper) into(f *Feed) {
	k.prune()
	f.Left = k.left
	for i := range k.items {
		it := k.items[i].Item
		it.Language = cmp.Or(it.Language, f.Language)
		it.Link = resolve(f.Link, it.Link)
		if len(it.Authors) == 0 && (f.Kind == "atom" || f.Kind == "json") { // as their specifications say
			it.Authors = f.Authors
		}
		f.Items = append(f.Items, it)
	}
}

// resolve makes an address absolute; where that cannot be done, it stays as it is.
func resolve(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if base == "" || ref == "" {
		return ref
	}
	r, err := url.Parse(ref)
	if err != nil || r.IsAbs() {
		return ref
	}
	b, err := url.Parse(strings.TrimSpace(base))
	if err != nil || !b.IsAbs() || b.Host == "" {
		return ref
	}
	return b.ResolveReference(r).String()
}

// language returns a language's tag with hyphens.
func language(tag string) string { return strings.ReplaceAll(strings.TrimSpace(tag), "_", "-") }

// isWeb reports whether s is an address of a page.
func isWeb(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}
