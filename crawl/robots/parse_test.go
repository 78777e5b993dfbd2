package robots_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/sharedtest"
	"dateline/crawl/robots"
)

func allowed(body, agent, address string) bool {
	return robots.Parse([]byte(body)).Rules(agent).Allowed(address)
}

func TestGoogleDecisions(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(sharedtest.Path(t, "data/formats/robots.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Test, Robots, Agent, URL string
		Allowed                  bool
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 70 {
		t.Errorf("%d cases, at least 70 expected", len(cases))
	}
	for _, c := range cases {
		if got := allowed(c.Robots, c.Agent, c.URL); got != c.Allowed {
			t.Errorf("%s: %s at %q is allowed: %v, by Google %v\n%s", c.Test, c.Agent, c.URL, got, c.Allowed, c.Robots)
		}
		if got := slowAllowed(c.Robots, c.Agent, c.URL); got != c.Allowed {
			t.Errorf("%s: the slow truth is wrong for %s at %q: %v\n%s", c.Test, c.Agent, c.URL, got, c.Robots)
		}
	}
}

func TestAllowed(t *testing.T) {
	t.Parallel()
	const at = "https://news.example/a/b?c=d"
	long := strings.Repeat("x", 20_000)
	tests := []struct {
		name, body, agent, address string
		want                       bool
	}{
		{"empty file", "", "Bot", at, true},
		{"all for all", "User-agent: *\nDisallow: /", "Bot", at, false},
		{"own group hides the others'", "User-agent: *\nDisallow: /\nUser-agent: bot\nDisallow: /x", "Bot", at, true},
		{"own empty group hides the others'", "User-agent: *\nDisallow: /\nUser-agent: bot", "Bot", at, true},
		{"own groups are joined", "User-agent: bot\nDisallow: /x\n\nUser-agent: *\nAllow: /\n\nUser-agent: BOT\nDisallow: /a", "Bot", at, false},
		{"version after the token", "User-agent: Bot/2.0\nDisallow: /", "Bot", at, false},
		{"token is compared whole", "User-agent: Botanic\nDisallow: /", "Bot", at, true},
		{"star before words", "User-agent: * everyone\nDisallow: /", "Bot", at, false},
		{"star within a word", "User-agent: *bot\nDisallow: /", "Bot", at, true},
		{"empty line within a group", "User-agent: bot\n\n\nDisallow: /", "Bot", at, false},
		{"group of two", "User-agent: a\nUser-agent: bot\nDisallow: /a\nUser-agent: b\nAllow: /", "Bot", at, false},
		{"sitemap ends no group", "User-agent: bot\nSitemap: https://x/s\nUser-agent: a\nDisallow: /", "Bot", at, false},
		{"crawl-delay ends no group", "User-agent: bot\nCrawl-delay: 3\nUser-agent: a\nDisallow: /", "Bot", at, false},
		{"rule before any group", "Disallow: /\nUser-agent: *\nAllow: /", "Bot", at, true},
		{"carriage returns", "User-agent: *\rDisallow: /\r", "Bot", at, false},
		{"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /", "Bot", at, false},
		{"half a byte order mark", "\xEF\xBBUser-agent: *\nDisallow: /", "Bot", at, false},
		{"wrong byte order mark", "\xEF\x11\xBFUser-agent: *\nDisallow: /", "Bot", at, true},
		{"NUL ends a line", "User-agent: *\nDisallow: /a\x00/z\n", "Bot", at, false},
		{"NUL before the key", "User-agent: *\n\x00Disallow: /\n", "Bot", at, true},
		{"comment", "User-agent: * # all\nDisallow: /#a\n", "Bot", at, false},
		{"without colon", "user-agent bot\ndisallow /", "Bot", at, false},
		{"without colon, two values", "user-agent bot\ndisallow / /x", "Bot", at, true},
		{"typo in disallow", "user agent: *\ndisalow: /", "Bot", at, false},
		{"key with an end", "User-agents: *\nDisallowed: /", "Bot", at, false},
		{"key that is none", "Usr-agent: *\nDisallow: /", "Bot", at, true},
		{"HTML page", "<!DOCTYPE html><html>\n<p>User-agent: *</p>\n<p>Disallow: /</p></html>", "Bot", at, true},
		{"Latin-1", "User-agent: *\nDisallow: /caf\xE9", "Bot", "https://n.example/caf%E9s", false},
		{"UTF-8", "User-agent: *\nDisallow: /café", "Bot", "https://n.example/caf%C3%A9s", false},
		{"small hexadecimal digits", "User-agent: *\nDisallow: /caf%c3%a9", "Bot", "https://n.example/caf%C3%A9s", false},
		{"addresses are taken as they are", "User-agent: *\nDisallow: /café", "Bot", "https://n.example/cafés", true},
		{"longest wins", "User-agent: *\nDisallow: /a/\nAllow: /a/b", "Bot", at, true},
		{"allow wins a tie", "User-agent: *\nDisallow: /a/*\nAllow: /a/b?", "Bot", at, true},
		{"star counts for the length", "User-agent: *\nDisallow: /*/b*\nAllow: /a/b", "Bot", at, false},
		{"dollar at the end", "User-agent: *\nDisallow: /a/b$", "Bot", at, true},
		{"dollar after a star", "User-agent: *\nDisallow: /*d$", "Bot", at, false},
		{"dollar elsewhere", "User-agent: *\nDisallow: /a$/", "Bot", "https://n.example/a$/b", false},
		{"a later occurrence is the end", "User-agent: *\nDisallow: /*.php$", "Bot", "https://n.example/a.php/b.php", false},
		{"index page stands for its folder", "User-agent: *\nAllow: /a/index.html\nDisallow: /", "Bot", "https://n.example/a/", true},
		{"only for the folder itself", "User-agent: *\nAllow: /a/index.html\nDisallow: /", "Bot", "https://n.example/a/b", false},
		{"query without path", "User-agent: *\nDisallow: /?", "Bot", "https://n.example?x", false},
		{"fragment does not count", "User-agent: *\nDisallow: /*b$", "Bot", "https://n.example/b#c", false},
		{"address in the query", "User-agent: *\nDisallow: /go?to=http://", "Bot", "/go?to=http://n.example/", false},
		{"long line is cut", "User-agent: *\nDisallow: /" + long, "Bot", "/" + long[:16663-len("Disallow: /")] + "y", false},
		{"and no shorter", "User-agent: *\nDisallow: /" + long, "Bot", "/" + long[:16662-len("Disallow: /")] + "y", true},
	}
	for _, c := range tests {
		if got := allowed(c.body, c.agent, c.address); got != c.want {
			t.Errorf("%s: allowed is %v", c.name, got)
		}
		if got := slowAllowed(c.body, c.agent, c.address); got != c.want {
			t.Errorf("%s: the slow truth is %v", c.name, got)
		}
	}
}

func TestDecide(t *testing.T) {
	t.Parallel()
	r := robots.Parse([]byte("# news\r\nUser-agent: *\r\nAllow: /a/index.html\r\nDisallow: /a")).Rules("Bot")
	want := map[string]robots.Decision{
		"https://n.example/a/": {Allowed: true, Rule: "Allow: /a/$", Line: 3},
		"https://n.example/ab": {Rule: "Disallow: /a", Line: 4},
		"https://n.example/":   {Allowed: true},
	}
	for address, decision := range want {
		if diff := cmp.Diff(decision, r.Decide(address)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
	}
	if got := robots.DisallowAll("closed").Decide("https://n.example/"); got.Allowed || got.Rule != "closed" {
		t.Errorf("DisallowAll decides %+v", got)
	}
}

func TestSeveralAgents(t *testing.T) {
	t.Parallel()
	f := robots.Parse([]byte("User-agent: a\nDisallow: /a\nUser-agent: b\nDisallow: /b\nUser-agent: *\nDisallow: /"))
	r := f.Rules("A", "B")
	if !r.Named || r.Allowed("/a") || r.Allowed("/b") || !r.Allowed("/c") {
		t.Errorf("the rules for two agents are not those of both: %+v", r)
	}
	if r := f.Rules("c"); r.Named || r.Allowed("/c") {
		t.Errorf("the rules of an agent that is not named are not those of *: %+v", r)
	}
}

func TestSitemaps(t *testing.T) {
	t.Parallel()
	f := robots.Parse([]byte("Sitemap: https://n.example/a.xml\nsite-map: /b.xml\nUser-agent: x\nSitemap:https://n.example/ü?x=%c3\nSITEMAP: https://n.example/a.xml\nSitemap:\n"))
	want := []string{"https://n.example/a.xml", "/b.xml", "https://n.example/ü?x=%c3"}
	if diff := cmp.Diff(want, f.Sitemaps); diff != "" {
		t.Errorf("sitemaps (-want +got):\n%s", diff)
	}
}

func TestDelay(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body string
		want       robots.Delay
	}{
		{"none", "User-agent: *\nDisallow: /x", robots.Delay{}},
		{"whole", "User-agent: *\nCrawl-delay: 10", robots.Delay{Wait: 10 * time.Second, Asked: 10 * time.Second, Line: 2}},
		{"fraction", "User-agent: *\nCrawl-delay: .5 # s", robots.Delay{Wait: time.Second / 2, Asked: time.Second / 2, Line: 2}},
		{"comma and unit", "User-agent: *\nCrawl-delay: 2,5 Sec.", robots.Delay{Wait: 2500 * time.Millisecond, Asked: 2500 * time.Millisecond, Line: 2}},
		{"a day", "User-agent: *\nCrawl-delay: 86400", robots.Delay{Wait: 2 * time.Minute, Asked: 24 * time.Hour, Line: 2}},
		{"more than a number holds", "User-agent: *\nCrawl-delay: " + strings.Repeat("9", 400), robots.Delay{Wait: 2 * time.Minute, Asked: 1<<63 - 1, Line: 2}},
		{"negative", "User-agent: *\nCrawl-delay: -5", robots.Delay{}},
		{"no number", "User-agent: *\nCrawl-delay: slow\nCrawl-delay: NaN\nCrawl-delay: 1e9\nCrawl-delay:", robots.Delay{}},
		{"before any group", "Crawl-delay: 5\nUser-agent: *\nDisallow: /x", robots.Delay{}},
		{"of another", "User-agent: Other\nCrawl-delay: 60\nUser-agent: *\nDisallow: /x", robots.Delay{}},
		{"of all, in the group of another", "User-agent: *\nCrawl-delay: 6\nUser-agent: Other\nDisallow: /x", robots.Delay{Wait: 6 * time.Second, Asked: 6 * time.Second, Line: 2}},
		{"after the rules", "User-agent: Other\nUser-agent: *\nDisallow: /x\nCrawl-delay: 6", robots.Delay{Wait: 6 * time.Second, Asked: 6 * time.Second, Line: 4}},
		{"own beats that of all", "User-agent: *\nCrawl-delay: 60\nDisallow: /\nUser-agent: bot\nCrawl-delay: 1", robots.Delay{Wait: time.Second, Asked: time.Second, Line: 5}},
		{"own group without", "User-agent: *\nCrawl-delay: 60\nDisallow: /\nUser-agent: bot\nDisallow: /x", robots.Delay{}},
		{"largest", "User-agent: *\nCrawl-delay: 2\nCrawl-delay: 3\nCrawl-delay: 1", robots.Delay{Wait: 3 * time.Second, Asked: 3 * time.Second, Line: 3}},
		{"request-rate", "User-agent: *\nRequest-rate: 1/600", robots.Delay{}},
	}
	for _, c := range tests {
		got := robots.Parse([]byte(c.body)).Rules("Bot").Delay
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if got.Capped() != (got.Asked > robots.MaxDelay) {
			t.Errorf("%s: capped is %v", c.name, got.Capped())
		}
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	head := "User-agent: *\nDisallow: /a\n"
	fill := strings.Repeat("#", robots.Limit-len(head)-len("\nDisallow: /"))
	f := robots.Parse([]byte(head + fill + "\nDisallow: /b\nDisallow: /c\n"))
	r := f.Rules("Bot")
	if !f.Cut || r.Allowed("/a") || !r.Allowed("/b") || !r.Allowed("/c") {
		t.Errorf("cut is %v; the line at the limit must not count in part", f.Cut)
	}
	if f := robots.Parse([]byte(strings.Repeat("x", robots.Limit+1))); !f.Cut || !f.Rules("Bot").Allowed("/") {
		t.Error("a single line that is too long is not left out")
	}
}

// A file of nothing but wildcards costs no more than its length.
func TestManyWildcards(t *testing.T) {
	t.Parallel()
	line := "Disallow: /" + strings.Repeat("a*", 1000) + "b\n"
	r := robots.Parse([]byte("User-agent: *\n" + strings.Repeat(line, robots.Limit/len(line)-1))).Rules("Bot")
	start := time.Now()
	if !r.Allowed("/" + strings.Repeat("a", 2000)) {
		t.Error("a rule matches that should not")
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("a decision took %v", took)
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"Dateline/1.0 (+https://example.org)": "Dateline", "foo_bar-Baz": "foo_bar-Baz", "Bot 2": "Bot", "2bot": "", "": "", "Böt": "B", "a[b": "a", "@x": "",
	}
	for agent, token := range want {
		if got := robots.Token(agent); got != token {
			t.Errorf("Token(%q) is %q, want %q", agent, got, token)
		}
	}
}

// pieces are what random files and addresses are made of.
var pieces = []string{
	"User-agent: ", "user agent ", "USERAGENT:", "Bot", "bot/1", "*", "* x", "other", "Disallow: ", "disalow:", "disallow ", "Allow: ", "allow:", "Sitemap: x",
	"Crawl-delay: 1", "/", "/a", "/b", "/index.html", "a", "$", "*", "%c3", "%", "é", "\xE9", "#", ":", " ", "\t", "\r", "\r\n", "\x00", "?", ";", "//", "\xEF\xBB\xBF", "\xEF",
	"\n", "\n", "\n", "\nUser-agent: Bot\n", "\nUser-agent: *\n", "\nDisallow: /", "\nAllow: /",
}

func random(r *rand.Rand, n int) string {
	var b strings.Builder
	for range r.IntN(n) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func TestAsTheSlowTruth(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 20_000 {
		body, address := random(r, 30), random(r, 8)
		got, want := allowed(body, "Bot", address), slowAllowed(body, "Bot", address)
		if got != want {
			t.Fatalf("%q with\n%q\nis allowed: %v, want %v", address, body, got, want)
		}
		if !want {
			refused++
		}
	}
	if refused < 400 {
		t.Errorf("only %d random cases are refused", refused)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /index.html", "https://n.example/a/b?c", "Bot")
	f.Add("\xEF\xBB\xBFuseragent bot\rdisalow /\r\nCrawl-delay: 5\x00", "//x#y://z/?;", "bot")
	f.Fuzz(func(t *testing.T, body, address, agent string) {
		if len(body) > robots.Limit || len(address) > 1<<12 || agent == "*" || strings.ContainsFunc(agent, func(c rune) bool { return c > 127 }) {
			t.Skip()
		}
		if got, want := allowed(body, agent, address), slowAllowed(body, agent, address); got != want {
			t.Errorf("allowed is %v, want %v", got, want)
		}
		escaped := robots.Escape(address)
		if robots.Escape(escaped) != escaped || len(escaped) > 3*len(address) {
			t.Errorf("Escape(%q) is %q, which is not stable", address, escaped)
		}
		d := robots.Parse([]byte(body)).Rules(agent).Delay
		if d.Wait < 0 || d.Wait > robots.MaxDelay || d.Wait > d.Asked {
			t.Errorf("delay %+v", d)
		}
	})
}
