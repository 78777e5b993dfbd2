package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// TestBrowser uses the sample news as a reader does, in a real browser.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("slow: starts a browser")
	}
	chromium(t)
	addr, _ := started(t, "demo", "--addr", "127.0.0.1:0")
	b := newBrowser(t, "http://"+addr)
	for _, c := range []struct {
		name string
		test func(*tab)
	}{
		{"a tab hears complaints", hears},
		{"the front page leads on", frontPage},
		{"words typed and Enter", typedWords},
		{"a country and another", countries},
		{"a country left out", countryLeftOut},
		{"countries implied by a place", impliedCountries},
		{"money in another currency", otherCurrency},
		{"a chip removed", chipRemoved},
		{"newest first", newestFirst},
		{"an amount by the form", amountByForm},
		{"dates by the form", datesByForm},
		{"facts in an article", facts},
		{"why a fact is one", why},
		{"a jump to a mention", jump},
		{"what changed in an article", revisions},
		{"what changed, on a phone", revisionsOnAPhone},
		{"the same text elsewhere", sameText},
		{"back and forward", back},
		{"page by page", paging},
		{"nothing found", nothingFound},
		{"a wrong query", wrongQuery},
		{"a sentence", sentence},
		{"the slash key", slashKey},
		{"without scripts", withoutScripts},
		{"every page is sound", soundPages},
		{"every page fits a phone", phone},
		{"filters on a phone", phoneFilters},
		{"light and dark", lightAndDark},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(b.tab(t))
		})
	}
}

var aboutNorthKorea = []string{
	"North Korean hackers took at least $31 million, Seoul says", "Singapore exchange puts its loss at S$42 million",
	"Singapore theft: trail leads to Dubai", "U.S. Offers Reward for Three North Koreans",
}

var aboutCranes = []string{
	"Port officials charged in US$4.5m crane fraud", "Two charged over missing crane money at Marrow Bay", "Where Did Marrow Bay's Crane Money Go?",
}

// same compares lists of titles.
func (p *tab) same(want, got []string) {
	p.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		p.Errorf("-want +got:\n%s", diff)
	}
}

// hears proves that the checks behind every other case would notice: the pages' policy refuses
// what is not the server's own, and the tab says so.
func hears(p *tab) {
	p.open("/help", http.StatusOK)
	p.do("adding a script", chromedp.Evaluate(`document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'taken'" }))`, nil))
	p.do("asking elsewhere", chromedp.Evaluate(`fetch("http://elsewhere.invalid/").catch(() => 0)`, nil))
	p.do("complaining", chromedp.Evaluate(`console.error("a complaint")`, nil))
	eventually(p.T, "the tab hears of all three", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		heard := strings.Join(p.complaints, "\n")
		return strings.Contains(heard, "inline script") && strings.Contains(heard, "elsewhere.invalid") && strings.Contains(heard, "a complaint")
	})
	if title := eval[string](p, "document.title"); title == "taken" {
		p.Error("a script inside the page ran")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = nil
}

func frontPage(p *tab) {
	p.open("/", http.StatusOK)
	if got := p.text("h1"); got != "Search the news" {
		p.Errorf("the front page is headed %q", got)
	}
	if got := p.text(".about"); got != "43 articles to search." {
		p.Errorf("the front page says %q", got)
	}
	for i, sample := range p.texts(".samples code") {
		p.open("/", http.StatusOK)
		p.click(fmt.Sprintf(".samples a:nth-of-type(%d)", i+1))
		if p.query().Get("q") != sample || len(p.titles()) == 0 {
			p.Errorf("the sample %s leads to %s with %d results", sample, p.query(), len(p.titles()))
		}
	}
}

func typedWords(p *tab) {
	p.open("/", http.StatusOK)
	p.enter("#q", "crane money")
	if got := p.query(); got.Encode() != "q=crane+money" {
		p.Errorf("the address says %q", got.Encode())
	}
	p.same(aboutCranes[1:], p.titles())
	for _, mark := range p.texts(".result mark") {
		if word := strings.ToLower(mark); word != "money" && !strings.HasPrefix(word, "crane") {
			p.Errorf("%q is marked", mark)
		}
	}
	if marks := len(p.texts(".result h3 mark")); marks != 4 {
		p.Errorf("%d words are marked in the titles, want 4", marks)
	}
	if got := eval[string](p, `document.getElementById("q").value`); got != "crane money" {
		p.Errorf("the box holds %q", got)
	}
}

func countries(p *tab) {
	p.open("/search?facet_size=50", http.StatusOK)
	count := p.count("country", "North Korea")
	p.click(value("country", "North Korea"))
	p.same(aboutNorthKorea, p.titles())
	if total := p.text(".total"); count != "4" || !strings.HasPrefix(total, "4 articles ") {
		p.Errorf("the facet counts %s, the page says %q", count, total)
	}
	if got := p.query().Encode(); got != "country=KP&facet_size=50" {
		p.Errorf("the address says %q", got)
	}
	if got := p.texts(`.facet [aria-current="true"]`); !slices.Equal(got, []string{"North Korea 4"}) {
		p.Errorf("selected: %q", got)
	}
	p.click(value("country", "Canada")) // either of the two
	if got := p.query()["country"]; !slices.Equal(slices.Sorted(slices.Values(got)), []string{"CA", "KP"}) {
		p.Errorf("the address says %q", got)
	}
	if got := p.titles(); len(got) <= len(aboutNorthKorea) || !slices.Contains(got, "Canada fines bank C$95 million over laundering controls") {
		p.Errorf("North Korea or Canada: %q", got)
	}
	p.click(value("lang", "English"))   // and across facets
	p.click(value("country", "Canada")) // no more
	p.same(aboutNorthKorea, p.titles())
}

func countryLeftOut(p *tab) {
	p.open("/search?country=KP", http.StatusOK)
	p.click(`a.not[aria-label="Leave out Taiwan"]`)
	p.same([]string{aboutNorthKorea[0], aboutNorthKorea[2]}, p.titles())
	if got := p.query(); got.Get("country") != "KP" || got.Get("-country") != "TW" {
		p.Errorf("the address says %q", got.Encode())
	}
	p.click(`a.not[aria-label="No longer leave out Taiwan"]`)
	p.same(aboutNorthKorea, p.titles())
}

func impliedCountries(p *tab) {
	p.open("/search", http.StatusOK)
	p.click(value("country", "United States"))
	named := p.titles()
	p.click(`//section[@data-facet="country"]//p[@class="toggle"]/a`)
	if got := p.query().Encode(); got != "country=US&implied=1" {
		p.Errorf("the address says %q", got)
	}
	both := p.titles()
	if count := p.count("country", "United States"); count != fmt.Sprint(len(both)) || len(both) <= len(named) {
		p.Errorf("%d articles name the country, %d name or imply it, the facet counts %s", len(named), len(both), count)
	}
	if hint := eval[string](p, `document.querySelector(".tag.implied").title`); !strings.HasPrefix(hint, "implied by “") {
		p.Errorf("the label of an implied country says %q", hint)
	}
	p.click(`//a[@class="chip"][bdi="named or implied"]`)
	p.same(named, p.titles())
}

func otherCurrency(p *tab) {
	p.open("/search", http.StatusOK)
	count := p.count("currency", "Euros")
	p.click(value("currency", "Euros"))
	if got := p.query().Encode(); got != "currency=EUR" || fmt.Sprint(len(p.titles())) != count {
		p.Errorf("%q finds %d articles, the facet counts %s", got, len(p.titles()), count)
	}
	if got := p.text("#facet-amounts h3"); got != "Amounts in euros" {
		p.Errorf("the amounts are headed %q", got)
	}
	const million = "€1 million – €10 million"
	count = p.count("amounts", million)
	p.click(value("amounts", million))
	if got := p.query().Get("amounts"); got != "EUR:1000000" || fmt.Sprint(len(p.titles())) != count || count == "0" {
		p.Errorf("amounts=%s finds %d articles, the facet counts %s", got, len(p.titles()), count)
	}
	p.click(`//nav[@class="sorts"]/a[.="Largest amount"]`)
	if got := p.query().Encode(); got != "amounts=EUR%3A1000000&currency=EUR&sort=amount" {
		p.Errorf("the address says %q", got)
	}
}

func chipRemoved(p *tab) {
	p.open("/search?q=crane&source=harbourwire.example", http.StatusOK)
	p.same(aboutCranes[1:2], p.titles())
	if chips := p.texts(".chip bdi"); len(chips) != 2 || chips[0] != "crane" {
		p.Errorf("chips: %q", chips)
	}
	p.click("li:nth-child(2) > .chip")
	p.same(aboutCranes, p.titles())
	p.click(".chip")
	if got := p.text(".total"); !strings.HasPrefix(got, "43 articles ") {
		p.Errorf("without any part the page says %q", got)
	}
	p.open("/search?q=crane&source=harbourwire.example&country=PA", http.StatusOK)
	p.click(".clear")
	p.same(aboutCranes, p.titles())
}

// times are the dates of the results as machines read them; "" is an unknown one.
func (p *tab) times() []string {
	p.Helper()
	return eval[[]string](p, `[...document.querySelectorAll(".result .meta")].map(m => m.querySelector("time")?.dateTime ?? "")`)
}

func newestFirst(p *tab) {
	p.open("/search?q=million&size=50", http.StatusOK)
	if slices.IsSortedFunc(p.times(), later) {
		p.Error("by relevance the results are in the order of their dates already")
	}
	p.click(`//nav[@class="sorts"]/a[.="Newest"]`)
	if got := p.times(); len(got) < 10 || !slices.IsSortedFunc(got, later) {
		p.Errorf("newest first: %q", got)
	}
	if got := p.text(".sorts [aria-current]"); got != "Newest" || p.query().Get("sort") != "newest" {
		p.Errorf("the order is %s at %s", got, p.query().Encode())
	}
}

// later orders dates, the newest first and the unknown last.
func later(a, b string) int { return strings.Compare(b, a) }

func amountByForm(p *tab) {
	p.open("/search?lang=en", http.StatusOK)
	p.do("filling in", chromedp.SendKeys(`input[name="amount_min"]`, "20m", chromedp.ByQuery),
		chromedp.SendKeys(`input[name="amount_max"]`, "0.1bn", chromedp.ByQuery), chromedp.SendKeys(`input[name="amount_currency"]`, "eur", chromedp.ByQuery))
	p.click(".refine button")
	p.same([]string{"Finnish refinery feels the Congolese quota", "Georgia's wine exports to Russia fall by a third"}, p.titles())
	if got := p.query(); got.Get("lang") != "en" || got.Get("amount") == "" || len(got) != 2 {
		p.Errorf("the address says %q", got.Encode())
	}
	if got := p.texts(".chip"); !slices.Contains(got, "amount €20 million – €100 million× (remove)") {
		p.Errorf("chips: %q", got)
	}
	if got := eval[string](p, `document.querySelector("input[name=amount_max]").value`); got != "100m" {
		p.Errorf("the form says %q", got)
	}
}

func datesByForm(p *tab) {
	p.open("/search", http.StatusOK)
	p.do("filling in", chromedp.SetValue(`input[name="from"]`, "2026-07-08", chromedp.ByQuery), chromedp.SetValue(`input[name="to"]`, "2026-07-09", chromedp.ByQuery))
	p.click(".refine button")
	p.same([]string{"Lost atlas may fetch $8 million in London", "The atlas in the attic"}, p.titles())
	if got := p.query().Encode(); got != "from=2026-07-08&to=2026-07-09" {
		p.Errorf("the address says %q", got)
	}
}

// openArticle searches for a title and follows the first result.
func (p *tab) openArticle(title string) {
	p.Helper()
	p.open("/search?q="+url.QueryEscape(`"`+title+`"`), http.StatusOK)
	p.click(".result h3 a")
	if got := p.text("h1"); got != title {
		p.Fatalf("opened %q, want %q", got, title)
	}
}

// A listed fact names its marks in the text, and the marks of the text are those of the facts.
func facts(p *tab) {
	p.openArticle(aboutCranes[1])
	names := p.texts(".facts li.country a:not(.jump)")
	p.same([]string{"United States", "Philippines", "Panama"}, names)
	p.same([]string{"over $4.2 million"}, p.texts(".facts li.amount a:not(.jump)"))
	p.same([]string{"MARROW BAY, Oregon", "U.S.", "Philippines", "American", "New Jersey", "Panama"}, p.texts(".story mark.country"))
	p.same([]string{"over $4.2 million"}, p.texts(".story mark.amount"))
	people := p.texts(".facts li.person a:not(.jump)")
	for _, name := range []string{"Delphine Okonjo-Reyes", "Tobias Wang", "Meiling Wang"} {
		if !slices.Contains(people, name) || !slices.Contains(p.texts(".story mark.person"), name) {
			p.Errorf("%s is not among %q or not marked", name, people)
		}
	}
	if marks, jumps := len(p.texts(".story mark.fact")), len(p.texts(".facts .jump")); marks != jumps {
		p.Errorf("%d marks in the text, %d links to them", marks, jumps)
	}
	if lost := eval[[]string](p, `[...document.querySelectorAll(".facts .jump")].filter(a => !document.querySelector(".story mark" + a.hash)).map(a => a.hash)`); len(lost) > 0 {
		p.Errorf("links to no mark: %q", lost)
	}
	p.click(`//aside//a[bdi="Tobias Wang"]`)
	p.same(aboutCranes, p.titles())
}

func why(p *tab) {
	p.openArticle(aboutCranes[1])
	item := `//aside//li[p/a/bdi="Panama"]`
	shown := `document.querySelector(".why[open] li")?.checkVisibility() ?? false`
	if eval[bool](p, shown) {
		p.Error("the reasons stand open")
	}
	p.do("asking why", chromedp.Click(item+`//summary`, chromedp.BySearch))
	if !eval[bool](p, shown) {
		p.Error("the reasons stay closed")
	}
	if got := p.texts(".why[open] li"); len(got) == 0 || got[0] != "Panama: The country's own name, or an official or usual short one." {
		p.Errorf("the reasons are %q", got)
	}
}

func jump(p *tab) {
	p.openArticle(aboutCranes[1])
	p.size(390, 500)
	p.do("jumping", chromedp.Click(`//aside//li[p/a/bdi="Panama"]//a[@class="jump"]`, chromedp.BySearch), chromedp.WaitVisible(".story mark:target", chromedp.ByQuery))
	if got := p.text(".story mark:target"); got != "Panama" {
		p.Errorf("the link leads to %q", got)
	}
	inView := `(() => { const r = document.querySelector("mark:target").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight })()`
	eventually(p.T, "the mention is in view", func() bool { return eval[bool](p, inView) })
}

func back(p *tab) {
	p.open("/search?q=crane", http.StatusOK)
	p.click(value("country", "Panama"))
	panama := p.titles()
	p.enter(`input[name="amount_max"]`, "4.1m") // its empty neighbours stay out of the address
	if got := p.query(); len(got) != 3 {
		p.Errorf("the address says %q", got.Encode())
	}
	p.same(aboutCranes[2:], p.titles())
	p.travel(-1, "/search?q=crane&country=PA")
	p.same(panama, p.titles())
	if disabled := p.texts("input:disabled"); len(disabled) > 0 {
		p.Errorf("%d fields cannot be used after coming back", len(disabled))
	}
	p.travel(-1, "/search?q=crane")
	p.same(aboutCranes, p.titles())
	p.travel(1, "/search?q=crane&country=PA")
	p.same(panama, p.titles())
}

func paging(p *tab) {
	p.open("/search?size=10", http.StatusOK)
	seen := map[string]bool{}
	for page := 1; ; page++ {
		if got, want := p.text(".pager > span:nth-child(2)"), fmt.Sprintf("Page %d of 5", page); got != want {
			p.Fatalf("%q, want %q", got, want)
		}
		for _, href := range eval[[]string](p, `[...document.querySelectorAll(".result h3 a")].map(a => a.href)`) {
			if seen[href] {
				p.Errorf("%s stands on two pages", href)
			}
			seen[href] = true
		}
		if len(p.texts(`.pager a[rel="next"]`)) == 0 {
			break
		}
		p.click(`.pager a[rel="next"]`)
	}
	if len(seen) != 43 {
		p.Errorf("%d articles on all pages, want 43", len(seen))
	}
	p.click(`.pager a[rel="prev"]`)
	if got := p.query().Get("page"); got != "4" {
		p.Errorf("the page before the fifth is %q", got)
	}
}

func nothingFound(p *tab) {
	p.open("/search?q=crane&country=KP", http.StatusOK)
	if got := p.text(".empty h2"); got != "No article matches" {
		p.Errorf("the page says %q", got)
	}
	if got := p.count("country", "North Korea"); got != "0" {
		p.Errorf("the selected country stands at %s", got)
	}
	p.click(`//a[contains(., "without the filter “North Korea”")]`)
	p.same(aboutCranes, p.titles())
	p.open("/search?q=zzyzx", http.StatusOK)
	p.click(`//a[.="Show every article, newest first"]`)
	if len(p.titles()) == 0 {
		p.Error("every article is none")
	}
}

func wrongQuery(p *tab) {
	p.open("/", http.StatusOK)
	p.enter("#q", "cranes date:2026-13")
	if got := p.text(".place u"); !strings.HasSuffix(got, "2026-13") {
		p.Errorf("the place of the mistake is %q", got)
	}
	if hint := p.text(".hint"); !strings.Contains(hint, "date:") {
		p.Errorf("the hint is %q", hint)
	}
	if got := eval[string](p, `document.getElementById("q").value`); got != "cranes date:2026-13" {
		p.Errorf("the box holds %q", got)
	}
	p.open("/search?q="+url.QueryEscape(`"crane money`), http.StatusOK) // one obvious reading: taken, and said
	p.same([]string{aboutCranes[1], aboutCranes[2]}, p.titles())
	if place := p.text(".warning .place u"); !strings.HasPrefix(place, `"`) {
		p.Errorf("the place of the open quote is %q", place)
	}
}

func sentence(p *tab) {
	p.open("/", http.StatusOK)
	p.enter("#q", "who was charged with taking the money for cranes at the port of Marrow Bay yesterday")
	if got := p.text(".notice"); !strings.HasPrefix(got, "No article has all of these words; showing those with ") {
		p.Errorf("the page says %q", got)
	}
	if got := p.texts(".result h3"); len(got) == 0 || got[0] != aboutCranes[1] {
		p.Errorf("found %q", got)
	}
	if got := p.texts(".chip.optional bdi"); !slices.Contains(got, "the") || slices.Contains(got, "cranes") {
		p.Errorf("optional: %q", got)
	}
	p.click(".notice a")
	if got := p.query().Get("match"); got != "all" || p.text(".empty h2") == "" {
		p.Errorf("all words: match is %q", got)
	}
}

func slashKey(p *tab) {
	p.open("/help", http.StatusOK)
	p.do("pressing /", input.DispatchKeyEvent(input.KeyDown).WithKey("/").WithText("/"), input.DispatchKeyEvent(input.KeyUp).WithKey("/"))
	p.leads("typing on", chromedp.KeyEvent("atlas\r"))
	if got := p.query().Get("q"); got != "atlas" {
		p.Errorf("searched for %q", got)
	}
}

func withoutScripts(p *tab) {
	p.do("switching scripts off", emulation.SetScriptExecutionDisabled(true))
	for _, path := range everyPage(p) {
		p.leads("opening "+path, chromedp.Navigate(p.origin+path))
		if got := p.text("h1"); got == "" {
			p.Errorf("%s has no heading", path)
		}
	}
	p.open("/", http.StatusOK)
	p.enter("#q", "million")
	p.click(value("country", "North Korea"))
	p.same(aboutNorthKorea, p.titles())
	p.enter(`input[name="amount_min"]`, "20m")
	p.click(`//nav[@class="sorts"]/a[.="Oldest"]`)
	p.click(".result h3 a")
	p.do("jumping", chromedp.Click(".facts .jump", chromedp.ByQuery), chromedp.WaitVisible("mark:target", chromedp.ByQuery))
}
