package main

import (
	"net/http"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"
)

const trusts = "Jersey court freezes two trusts of Nigerian fuel trader"

// visible returns the texts of the elements that a reader sees, of those that a selector finds.
func (p *tab) visible(selector string) []string {
	p.Helper()
	return eval[[]string](p, `[...document.querySelectorAll("`+selector+`")].filter(e => e.checkVisibility()).map(e => e.innerText.trim())`)
}

// openChanges follows the link from the article to what changed in it.
func openChanges(p *tab) {
	p.Helper()
	p.open(p.articlePath("Adeyemi-Cross"), http.StatusOK)
	if got := p.text("h1"); got != trusts {
		p.Fatalf("opened %q", got)
	}
	p.click(`.revisions li:first-child a`)
	if got := p.text("h1"); got != "What changed" {
		p.Fatalf("the link leads to %q", got)
	}
}

func revisions(p *tab) {
	openChanges(p)
	p.same([]string{"£74 million"}, p.visible(".differing .amount del"))
	p.same([]string{"£91 million"}, p.visible(".differing .amount ins"))
	if got := p.visible(".differing .person ins"); !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "Philippa Le Marquand-Roe") }) {
		p.Errorf("people added: %q", got)
	}
	if before, after := p.visible(".row.changed .before"), p.visible(".row.changed .after"); len(before) == 0 || len(before) != len(after) {
		p.Errorf("side by side: %q and %q", before, after)
	}
	if both := p.visible(".row.changed .both"); len(both) > 0 {
		p.Errorf("shown twice: %q", both)
	}
	apart := `(() => { const r = document.querySelector(".texts > .row.changed"), b = r.querySelector(".before").getBoundingClientRect(), a = r.querySelector(".after").getBoundingClientRect(); return b.right < a.left && b.top === a.top })()`
	if !eval[bool](p, apart) {
		p.Error("the states do not stand side by side")
	}
	p.do("choosing the other way round", chromedp.SetValue(`select[name="from"]`, "2", chromedp.ByQuery), chromedp.SetValue(`select[name="to"]`, "1", chromedp.ByQuery))
	p.click(".states button")
	if got := p.query().Encode(); got != "from=2&to=1" {
		p.Errorf("the address says %q", got)
	}
	p.same([]string{"£91 million"}, p.visible(".differing .amount del"))
	p.click(".compared header a")
	if got := p.text("h1"); got != trusts {
		p.Errorf("the article's name leads to %q", got)
	}
}

func revisionsOnAPhone(p *tab) {
	p.size(390, 844)
	openChanges(p)
	if split := p.visible(".row.changed .before, .row.changed .after"); len(split) > 0 {
		p.Errorf("on a phone both states are shown: %q", split)
	}
	both := p.visible(".row.changed .both")
	if len(both) == 0 || !strings.Contains(strings.Join(both, " "), "£7491 million") { // 74 struck out before 91
		p.Errorf("on a phone the changes read %q", both)
	}
	struck := `[...document.querySelectorAll(".both del")].every(e => getComputedStyle(e).textDecorationLine === "line-through")`
	if !eval[bool](p, struck) {
		p.Error("without colour, what was removed looks like the rest")
	}
}

func sameText(p *tab) {
	p.open(p.articlePath("Adeyemi-Cross"), http.StatusOK)
	p.same([]string{"The same text at 1 other outlet"}, p.texts(".copies h2"))
	p.click(".copies a")
	if got := p.text("h1"); got != "Nigerian trader's trusts frozen in Jersey" {
		p.Errorf("the copy is %q", got)
	}
	p.same([]string{trusts}, p.texts(".copies a"))
}
