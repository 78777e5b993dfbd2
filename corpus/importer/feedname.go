package importer

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/text/unicode/norm"
)

// A feed's title names the outlet, and often a section, a search or the feed itself beside it: "World news | The Sentinel",
// "cs.CL updates on arXiv.org", "The Sentinel RSS Feed". What says only that it is a feed goes; of several parts the one
// that is like the domain of the items or of the feed is the outlet. Where none is, the whole title is.

// outletName returns the outlet that the title of a feed names. Hosts are of its items and of itself.
func outletName(title string, hosts ...string) string {
	title = strings.TrimSpace(title)
	names := domainNames(hosts)
	if likeDomain(title, names) == sameName {
		return title
	}
	title = withoutFeedWords(title)
	best, support := title, likeDomain(title, names)
	if support == sameName {
		return title
	}
	if parts := titleParts.Split(title, -1); len(parts) > 1 {
		support = unlike
		for _, part := range parts {
			part = withoutFeedWords(strings.TrimSpace(part))
			if s := likeDomain(part, names); s > support {
				best, support = part, s
			}
		}
	}
	for _, at := range beforeOutlet.FindAllStringIndex(best, -1) {
		if part := strings.TrimSpace(best[at[1]:]); likeDomain(part, names) == sameName {
			return part
		}
	}
	return best
}

var (
	titleParts = regexp.MustCompile(`\s+(?:[-–—|·•>»›/:]+|::)\s+|\s*[|»›]\s*|:\s+`)
	// beforeOutlet are the words between what a feed holds and whose it is.
	beforeOutlet = regexp.MustCompile(`(?i)\s(?:on|from|by|at|von|vom|auf|bei|de|du|des|sur|del|di|da|do|su|van|op|från|fra|på|na|z|od|с|из|от|на)\s`)
	feedWords    = `(?:rss(?:[ -]?2\.0)?|atom|news|xml|web)?[ -]?(?:news)?(?:feeds?|newsfeed)|(?:flux|fil|canal|fuente|fonte|feed|kanał|kanál|лента|канал) rss(?: ?2\.0)?` +
		`|rss(?: ?2\.0)?(?:[ -]?(?:flux|kanal|kanał|kanál|kanava|fil|flöde|strom|syöte|akışı|besleme|лента|канал|フィード|피드|源|订阅|訂閱|خلاصة))?`
	feedEnd   = regexp.MustCompile(`(?i)(?:\s*[-–—|:»(\[]\s*|\s+)(?:` + feedWords + `)\s*[)\]]?\s*$`)
	feedStart = regexp.MustCompile(`(?i)^(?:flux rss|canal rss|fuente rss|fonte rss|feed rss|rss[ -]feed|rss)(?:\s*[-–—|:»]\s*|\s+(?:of|for|from|de|du|des|del|di|von)\s+)`)
	onlyFeed  = regexp.MustCompile(`(?i)^\s+feeds?\s*$`) // by itself a word that names have too
)

// withoutFeedWords takes from a title what says that it is a feed's.
func withoutFeedWords(title string) string {
	for _, words := range []*regexp.Regexp{feedEnd, feedStart} {
		at := words.FindStringIndex(title)
		if at == nil {
			continue
		}
		if onlyFeed.MatchString(title[at[0]:at[1]]) {
			continue
		}
		if rest := strings.TrimSpace(title[:at[0]] + title[at[1]:]); rest != "" {
			title = rest
		}
	}
	return title
}

// The degrees to which a name is like a domain.
const (
	unlike = iota
	partOfName
	sameWord
	sameName
)

// likeDomain says how much a name is like one of the domains.
func likeDomain(name string, domains []string) int {
	folded := foldedName(name)
	if folded == "" {
		return unlike
	}
	best := unlike
	for _, domain := range domains {
		best = max(best, likeName(name, folded, domain))
	}
	return best
}

func likeName(name, folded, domain string) int {
	const shortest = 3 // letters of a name that tell something inside another
	bare := strings.TrimPrefix(folded, "the")
	switch {
	case folded == domain, bare == strings.TrimPrefix(domain, "the"):
		return sameName
	case len(domain) < shortest || len(bare) < shortest:
		return unlike
	}
	for word := range strings.FieldsSeq(name) {
		if foldedName(word) == domain {
			return sameWord
		}
	}
	switch {
	case strings.HasPrefix(bare, domain), strings.HasSuffix(bare, domain), strings.HasPrefix(domain, bare), strings.HasSuffix(domain, bare):
		return partOfName
	}
	return unlike
}

// domainNames returns the letters of each host's registrable domain, with and without its public suffix.
func domainNames(hosts []string) []string {
	var all []string
	for _, host := range hosts {
		host = strings.ToLower(host)
		domain, err := publicsuffix.EffectiveTLDPlusOne(host)
		if err != nil {
			continue
		}
		own, _, _ := strings.Cut(domain, ".")
		all = append(all, foldedName(own), foldedName(domain))
	}
	return all
}

// foldedName reduces a name to its letters and digits, in small letters without accents.
func foldedName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}
