package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tabTime is the most that one tab may take; a page that hangs fails its test and no other.
const tabTime = 60 * time.Second

// browser is a Chromium beside a running program.
type browser struct {
	ctx    context.Context // of the process; its tabs are children
	origin string          // "http://127.0.0.1:1234"
}

// newBrowser starts a Chromium with a profile of its own and ends it, with all that belongs to
// it, when the test ends.
func newBrowser(t *testing.T, origin string) *browser {
	t.Helper()
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), // ends in the cleanup, in order
		chromedp.ExecPath(chromium(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-extensions", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-features", "Translate,OptimizationHints,MediaRouter"), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en-GB"), chromedp.WindowSize(1280, 900), chromedp.WSURLReadTimeout(tabTime))
	ctx, _ := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil { // asks it to close, so that it tidies up after itself
			t.Errorf("closing Chromium: %v", err)
		}
		stop()
		chromedp.FromContext(ctx).Allocator.Wait()
		eventually(t, "the browser's goroutines end", func() bool { return !strings.Contains(goroutines(), "chromedp.(*") })
	})
	if err := chromedp.Run(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	return &browser{ctx: ctx, origin: origin}
}

// chromium finds the browser. Where there is none the test is left out, which CI does not allow.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no Chromium found")
	}
	t.Skip("no Chromium found")
	return ""
}

func goroutines() string {
	stacks := make([]byte, 1<<20)
	return string(stacks[:runtime.Stack(stacks, true)])
}

// tab is one page of the browser. Whatever it asks of another server, and whatever its console
// complains of, fails the test at the end.
type tab struct {
	*testing.T
	ctx    context.Context
	origin string

	mu         sync.Mutex
	complaints []string
	bad        []string // addresses that the server refused, as a test may want
}

// tab opens an empty tab, 1280 by 900.
func (b *browser) tab(t *testing.T) *tab {
	t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, tabTime)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	p := &tab{T: t, ctx: ctx, origin: b.origin}
	chromedp.ListenTarget(ctx, p.hear)
	t.Cleanup(p.judge)
	p.do("opening a tab", emulation.SetFocusEmulationEnabled(true))
	p.size(1280, 900)
	return p
}

// hear notes what a page should not do.
func (p *tab) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		u := e.Request.URL
		inside := strings.HasPrefix(u, p.origin+"/") || strings.HasPrefix(u, "data:") // such as the browser's own icons
		if !inside {
			p.complaints = append(p.complaints, "a request leaves the server: "+u)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= http.StatusBadRequest {
			p.bad = append(p.bad, e.Response.URL)
		}
	case *cdpruntime.EventExceptionThrown:
		p.complaints = append(p.complaints, "an exception: "+e.ExceptionDetails.Error())
	case *cdpruntime.EventConsoleAPICalled:
		if e.Type == cdpruntime.APITypeError || e.Type == cdpruntime.APITypeWarning {
			p.complaints = append(p.complaints, fmt.Sprintf("the console: %s", e.Args[0].Value))
		}
	case *cdplog.EventEntryAdded:
		refused := e.Entry.Source == cdplog.SourceNetwork && slices.Contains(p.bad, e.Entry.URL)
		if e.Entry.Level == cdplog.LevelError && !refused {
			p.complaints = append(p.complaints, fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

func (p *tab) judge() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.complaints {
		p.Error(c)
	}
}

func (p *tab) do(what string, actions ...chromedp.Action) {
	p.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.Fatalf("%s: %v", what, err)
	}
}

// leads runs actions that lead to another page, and returns its status once it is loaded.
func (p *tab) leads(what string, actions ...chromedp.Action) int {
	p.Helper()
	response, err := chromedp.RunResponse(p.ctx, actions...)
	if err != nil {
		p.Fatalf("%s: %v", what, err)
	}
	if response == nil {
		return 0 // from the browser's own cache
	}
	return int(response.Status)
}

// open goes to a path of the server and wants the status.
func (p *tab) open(path string, status int) {
	p.Helper()
	if got := p.leads("opening "+path, chromedp.Navigate(p.origin+path)); got != status {
		p.Fatalf("%s answers %d, want %d", path, got, status)
	}
}

// click follows a link or presses a button that leads to another page. The selector is of
// CSS, or an XPath if it begins with "//".
func (p *tab) click(selector string) {
	p.Helper()
	p.leads("clicking "+selector, chromedp.Click(selector, by(selector)))
}

// enter types into a field, and Enter.
func (p *tab) enter(selector, text string) {
	p.Helper()
	p.leads("typing into "+selector, chromedp.SendKeys(selector, text+"\r", by(selector)))
}

// travel goes through the history and waits for the address. The browser may show a page that it kept,
// so that nothing is loaded.
func (p *tab) travel(steps int, path string) {
	p.Helper()
	p.do("going through the history", chromedp.Evaluate(fmt.Sprintf("history.go(%d)", steps), nil))
	there := fmt.Sprintf(`location.href === %q && document.readyState === "complete"`, p.origin+path)
	eventually(p.T, "the browser is at "+path, func() bool {
		var done bool
		return chromedp.Run(p.ctx, chromedp.Evaluate(there, &done)) == nil && done
	})
}

func by(selector string) chromedp.QueryOption {
	if strings.HasPrefix(selector, "//") {
		return chromedp.BySearch
	}
	return chromedp.ByQuery
}

func (p *tab) size(width, height int64) {
	p.Helper()
	p.do("setting the size", emulation.SetDeviceMetricsOverride(width, height, 1, width < 600))
}

// scheme asks for "light" or "dark".
func (p *tab) scheme(name string) {
	p.Helper()
	feature := &emulation.MediaFeature{Name: "prefers-color-scheme", Value: name}
	p.do("setting the colours", emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{feature}))
}

// eval returns what an expression yields in the page of p.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	var v T
	p.do("evaluating "+expression, chromedp.Evaluate(expression, &v))
	return v
}

// texts returns the text of every element that a CSS selector finds, white space made plain.
func (p *tab) texts(selector string) []string {
	p.Helper()
	return eval[[]string](p, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.textContent.trim().replace(/\s+/g, " "))`, selector))
}

// text is the text of the one element that a selector finds.
func (p *tab) text(selector string) string {
	p.Helper()
	all := p.texts(selector)
	if len(all) != 1 {
		p.Fatalf("%d elements %s: %q", len(all), selector, all)
	}
	return all[0]
}

// titles are those of the results, sorted.
func (p *tab) titles() []string {
	p.Helper()
	return slices.Sorted(slices.Values(p.texts(".result h3")))
}

// query is the query part of the address.
func (p *tab) query() url.Values {
	p.Helper()
	u, err := url.Parse(eval[string](p, "location.href"))
	if err != nil {
		p.Fatal(err)
	}
	return u.Query()
}

// value finds the link of a facet's value; its count is in the second span.
func value(facet, label string) string {
	return fmt.Sprintf(`//section[@data-facet=%q]//a[@class="value"][span/bdi=%q]`, facet, label)
}

// count is the number beside a facet's value.
func (p *tab) count(facet, label string) string {
	p.Helper()
	var n string
	path := value(facet, label) + `/span[@class="count"]`
	p.do("reading "+path, chromedp.TextContent(path, &n, chromedp.BySearch))
	return n
}
