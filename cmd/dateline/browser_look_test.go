package main

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"dateline/web/api"

	"github.com/chromedp/chromedp"
)

// everyPage returns a path to each kind of page.
func everyPage(p *tab) []string {
	p.Helper()
	once, revised := p.articlePath("crane"), p.articlePath("Adeyemi-Cross")
	return []string{
		"/", "/search", "/search?q=money", "/search?q=crane&country=PA&-country=CA&person=tobias-wang&amount=1m..5m&from=2026-01&sort=amount",
		"/search?q=the+cranes+of+Marrow+Bay+and+the+zebras", "/search?q=%22open+quote", "/search?q=zzyzx&country=KP", "/search?size=5&page=3", "/search?facet_size=50",
		once, once + "/revisions", revised, revised + "/revisions", "/person/tobias-wang", "/country/KP", "/source/harbourwire.example",
		"/help", "/search?q=amount:lots", "/article/none", "/nowhere",
		"/search?q=" + strings.Repeat("antidisestablishmentarianism", 12),
	}
}

// articlePath is the page of the first article of Harbour Wire that has some words.
func (p *tab) articlePath(words string) string {
	p.Helper()
	status, body := get(p.T, p.origin+"/api/v1/search?source=harbourwire.example&q="+url.QueryEscape(words))
	var reply api.Reply
	if err := json.Unmarshal([]byte(body), &reply); err != nil || status != http.StatusOK || len(reply.Results) == 0 {
		p.Fatalf("%d %v: %.200s", status, err, body)
	}
	return "/article/" + string(reply.Results[0].ID)
}

//go:embed testdata/browser/sound.js
var soundScript string

// soundPages checks what every page owes to readers who cannot see it, or not well: names of
// fields and links, headings, landmarks, and the contrast of every text in both schemes.
func soundPages(p *tab) {
	for _, scheme := range []string{"light", "dark"} {
		p.scheme(scheme)
		for _, path := range everyPage(p) {
			p.leads("opening "+path, chromedp.Navigate(p.origin+path))
			for _, fault := range eval[[]string](p, soundScript) {
				p.Errorf("%s (%s): %s", path, scheme, fault)
			}
		}
	}
}

// phone checks that no page is wider than a narrow screen.
func phone(p *tab) {
	for _, width := range []int64{390, 320} {
		p.size(width, 844)
		for _, path := range everyPage(p) {
			p.leads("opening "+path, chromedp.Navigate(p.origin+path))
			p.do("opening the filters", chromedp.Evaluate(`document.querySelector(".drawer")?.setAttribute("open", "")`, nil))
			if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
				p.Errorf("%s is %d pixels wide on a screen of %d", path, got, width)
			}
		}
	}
}

func phoneFilters(p *tab) {
	p.size(390, 844)
	p.open("/search", http.StatusOK)
	if eval[bool](p, `document.querySelector(".drawn").checkVisibility()`) {
		p.Error("the filters stand before the results")
	}
	p.do("opening the filters", chromedp.Click(".drawer summary", chromedp.ByQuery))
	p.click(value("country", "North Korea"))
	p.same(aboutNorthKorea, p.titles())
	p.size(1280, 900)
	if !eval[bool](p, `document.querySelector(".drawn").checkVisibility()`) {
		p.Error("a wide screen hides the filters")
	}
}

func lightAndDark(p *tab) {
	const background = `getComputedStyle(document.documentElement).backgroundColor`
	p.open("/", http.StatusOK)
	p.scheme("light")
	light := eval[string](p, background)
	p.scheme("dark")
	if dark := eval[string](p, background); dark == light {
		p.Errorf("the background is %s in light and dark", light)
	}
}
