package extract_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/extract"
)

const paragraph = "<p>The Ostmark Ferry Line sold its last ship on Monday to a group of investors, the company said in a statement on its pages.</p>\n"

// hostilePage is a page made to break parsers. It has to end in time and space, with its text or with an error of the right
// kind.
type hostilePage struct {
	name string
	page func() string
	kind corpus.Kind
	want string // part of the text; "" if an error of that kind is wanted, "?" if either is right
}

// full repeats s until the page is as large as a page may be.
func full(s string) string { return strings.Repeat(s, (5<<20-4096)/len(s)) }

var story = strings.Repeat(paragraph, 20)

var hostilePages = []hostilePage{
	{"nested 100,000 deep", func() string {
		return strings.Repeat("<div>", 100_000) + story + strings.Repeat("</div>", 100_000)
	}, 0, "Ostmark"},
	{"nested as deep as parsed, again and again", func() string {
		return full(strings.Repeat("<div>", 400) + "a ship sails" + strings.Repeat("</div>", 400))
	}, 0, "?"},
	{"nested inline, never closed", func() string { return strings.Repeat("<b><i><font>", 2_000) + story }, 0, "Ostmark"},
	{"bold 1,700,000 times", func() string { return full("<b>") }, corpus.Invalid, ""},
	{"bold and words", func() string { return full("<b>ship ") }, 0, "?"},
	{"formatting opened over and over by paragraphs", func() string { return full("<b><i><u><p>ship") }, 0, "?"},
	{"formatting with attributes, so that none is equal", func() string {
		var b strings.Builder
		for b.Len() < 1<<20-100 {
			b.WriteString("<font size=")
			b.WriteString(strings.Repeat("1", b.Len()%97))
			b.WriteString("><p>a ship")
		}
		return b.String()
	}, 0, "?"},
	{"links in links", func() string { return full("<a href=/x>ship ") }, 0, "?"},
	{"links in links in tables", func() string { return full("<table><a href=/x>ship<tr><td>") }, 0, "?"},
	{"closed in the wrong order", func() string { return full("<a><b><p></a></b>ship") }, 0, "?"},
	{"end tags alone", func() string { return story + full("</p></b>")[:5<<20-2*4096-len(story)] }, 0, "Ostmark"},
	{"tables in tables", func() string { return full("<table><tr><td>x") }, 0, "x"},
	{"text before tables' cells", func() string { return full("<table>ship<tr>") }, 0, "?"},
	{"selects and options", func() string { return story + strings.Repeat("<select><option>ship", 200_000) }, 0, "?"},
	{"lists 100,000 deep", func() string { return strings.Repeat("<ul><li>ship", 100_000) }, 0, "?"},
	{"definition lists", func() string { return full("<dl><dt>a<dd>ship") }, 0, "?"},
	{"drawings in mathematics", func() string { return story + strings.Repeat("<math><mi><svg><desc>", 60_000) }, 0, "?"},
	{"templates in templates", func() string { return story + strings.Repeat("<template>", 100_000) }, 0, "Ostmark"},
	{"forms and frames", func() string { return story + strings.Repeat("<form><iframe></iframe><object>", 50_000) }, 0, "?"},
	{"300,000 attributes", func() string { return "<body " + attributes(300_000) + ">" + story }, 0, "Ostmark"},
	{"300,000 equal attributes", func() string { return "<div " + strings.Repeat("a=1 ", 300_000) + ">" + story + "</div>" }, 0, "Ostmark"},
	{"300,000 attributes on 3,000 elements", func() string { return strings.Repeat("<div "+attributes(100)+">x</div>", 3_000) + story }, 0, "Ostmark"},
	{"a body with attributes again and again", func() string { return strings.Repeat("<body "+attributes(100)+">", 5_000) + story }, 0, "Ostmark"},
	{"an attribute of 4 MB", func() string { return "<div title='" + strings.Repeat("ship ", 800_000) + "'>" + story + "</div>" }, 0, "Ostmark"},
	{"classes of 1 MB", func() string {
		return strings.Repeat("<div class='"+strings.Repeat("article-body ", 20_000)+"'>"+story+"</div>", 4)
	}, 0, "Ostmark"},
	{"5 MB of paragraphs", func() string { return full(paragraph) }, 0, "Ostmark"},
	{"5 MB of empty elements", func() string { return story + full("<p>")[:5<<20-2*4096-len(story)] }, 0, "Ostmark"},
	{"5 MB of line breaks", func() string { return full("ship<br>") }, 0, "?"},
	{"5 MB of list items", func() string { return "<ul>" + full("<li>a") }, 0, "a"},
	{"5 MB of comments", func() string { return story + full("<!-- x -->")[:4<<20] }, 0, "Ostmark"},
	{"5 MB of entities", func() string { return "<p>" + full("&amp;") }, 0, "?"},
	{"5 MB of broken tags", func() string { return story + full("<a <b =\"<c ")[:4<<20] }, 0, "?"},
	{"5 MB in one paragraph", func() string { return "<p>" + full("The ship sailed. ") }, 0, "ship"},
	{"5 MB in one word", func() string { return "<p>" + full("ship") }, 0, "?"},
	{"5 MB of punctuation", func() string { return "<p>" + full("., ") }, corpus.Invalid, ""},
	{"5 MB of combining marks", func() string { return "<p>a" + full("\u0301\u0300") }, 0, "?"},
	{"5 MB of Chinese", func() string { return "<p>" + full("渡轮公司将最后一艘船卖给投资者。") }, 0, "渡轮"},
	{"29,000 short paragraphs", func() string { return strings.Repeat("<p>The ship sailed on.", 29_000) }, 0, "ship"},
	{"29,000 inline elements", func() string { return "<p>" + strings.Repeat("<i>The ship sailed on.</i> ", 29_000) }, 0, "ship"},
	{"14,000 links in lists", func() string {
		return "<ul>" + strings.Repeat("<li><a href=/x>The ship sailed on.</a>", 14_000)
	}, corpus.Invalid, ""},
	{"9,000 articles", func() string {
		return strings.Repeat("<article><h1>Ship</h1><p>The ship sailed on.</article>", 9_000)
	}, 0, "ship"},
	{"7,000 tables", func() string { return strings.Repeat("<table><tr><td>The ship sailed on.</table>", 7_000) }, 0, "ship"},
	{"9,000 headings", func() string { return strings.Repeat("<h1>The ship sailed on</h1>", 9_000) + story }, 0, "Ostmark"},
	{"9,000 times and bylines", func() string {
		return strings.Repeat("<time datetime=2025-01-01>1 January 2025</time><span class=author>By Ida Kallstrom</span>", 9_000) + story
	}, 0, "Ostmark"},
	{"40,000 meta elements", func() string {
		return "<head>" + strings.Repeat("<meta property=og:title content='Ship sold'><meta name=author content='Ida Kallstrom'>", 20_000) + "</head>" + story
	}, 0, "Ostmark"},
	{"5 MB of JSON-LD", func() string {
		return `<script type="application/ld+json">{"headline":"` + strings.Repeat("x", 4<<20) + `"}</script>` + story
	}, 0, "Ostmark"},
	{"JSON-LD nested deep", func() string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 50_000) + `</script>` + story
	}, 0, "Ostmark"},
	{"40 scripts of JSON-LD with many objects", func() string {
		one := `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","headline":"Ship sold","author":[{"name":"Ida"},{"name":"Tom"}]},`, 1_200) + `{}]</script>`
		return strings.Repeat(one, 40) + story
	}, 0, "Ostmark"},
	{"a title of 4 MB", func() string { return "<title>" + strings.Repeat("Ship sold - ", 350_000) + "</title>" + story }, 0, "Ostmark"},
	{"900 KB of text 480 deep", func() string { return strings.Repeat("<div>", 480) + full(paragraph)[:900<<10] }, 0, "Ostmark"},
	{"900 KB of text 30 deep", func() string { return strings.Repeat("<div>", 30) + full(paragraph)[:900<<10] }, 0, "Ostmark"},
	{"900 KB of text in one element 25 deep", func() string { return strings.Repeat("<div>", 25) + "<p>" + full("The ship sailed on. ")[:900<<10] }, 0, "ship"},
	{"29,000 boxes with a word", func() string { return strings.Repeat("<div>ship</div>", 29_000) }, 0, "?"},
	{"400 nests 70 deep", func() string {
		return strings.Repeat(strings.Repeat("<div>", 70)+"The ship sailed on, the company said."+strings.Repeat("</div>", 70), 400)
	}, 0, "?"},
	{"chains of line breaks", func() string { return "<div>" + strings.Repeat("The ship sailed on.<br><br>", 14_000) + "</div>" }, 0, "ship"},
	{"boxes with telling names", func() string {
		return strings.Repeat("<div class='article-content comment sidebar share' id='main-footer-related'>The ship sailed on.</div>", 7_000)
	}, 0, "?"},
	{"pictures with captions", func() string {
		return strings.Repeat("<figure><img src=a alt=ship><figcaption>A ship, sailing.</figcaption></figure>", 9_000) + story
	}, 0, "?"},
	{"different paragraphs that begin alike", func() string {
		var b strings.Builder
		for i := range 8_000 {
			fmt.Fprintf(&b, "<p>The Ostmark Ferry Line sold its ship number %d on Monday, the company said in a statement.", i)
		}
		return b.String()
	}, 0, "Ostmark"},
	{"NUL bytes among words", func() string { return strings.Repeat(strings.Replace(paragraph, "sold", "so\x00ld", 1), 20) }, 0, "Ostmark"},
	{"unclosed script", func() string { return "<script>var a = 1;" + story }, corpus.Invalid, ""},
	{"unclosed comment", func() string { return story + "<!-- " + full("ship ")[:4<<20] }, 0, "Ostmark"},
	{"unclosed attribute", func() string { return story + "<a href=\"" + full("ship ")[:4<<20] }, 0, "Ostmark"},
	{"plain text only", func() string { return full("<plaintext>The ship sailed on.\n\n")[:4<<20] }, 0, "?"},
	{"broken UTF-8", func() string { return story + "<p>caf\u00e9 \xc0\xaf</p>" }, 0, "Ostmark"},
	{"just over the limit", func() string { return strings.Repeat(" ", extract.DefaultMaxBytes+1) }, corpus.TooLarge, ""},
	{"empty", func() string { return "" }, corpus.Invalid, ""},
	{"binary", func() string {
		return "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00"
	}, corpus.Invalid, ""},
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a")
		b.WriteString(strings.Repeat("b", i%7))
		b.WriteString(string(rune('a' + i%26)))
		b.WriteString("=1 ")
	}
	return b.String()
}

const (
	mostTime   = 5 * time.Second // of the processor, for one hostile page
	mostMemory = 256             // MB
	patience   = 2 * time.Minute // on a machine that is busy with other things
)

// hostileCase names the one hostile page that a process of this test is to read.
const hostileCase = "DATELINE_HOSTILE_PAGE"

// TestHostilePages reads each of the pages in a process of its own, and tells its time and its peak of memory.
func TestHostilePages(t *testing.T) {
	if name := os.Getenv(hostileCase); name != "" {
		for _, c := range hostilePages {
			if c.name == name {
				readHostile(t, c)
			}
		}
		return
	}
	if testing.Short() {
		t.Skip("a process for each page")
	}
	for _, c := range hostilePages {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestHostilePages$")
			cmd.Env = append(os.Environ(), hostileCase+"="+c.name)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%.2000s", err, out)
			}
			usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
			if !ok {
				t.Skip("this system does not tell what a process used")
			}
			const unit = 1 << 10 // of Linux
			took, peak := cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), usage.Maxrss/unit
			t.Logf("%v, peak %d MB", took.Round(time.Millisecond), peak)
			if (took > mostTime || peak > mostMemory) && !raceDetector {
				t.Errorf("took %v and %d MB, want at most %v and %d MB", took, peak, mostTime, mostMemory)
			}
		})
	}
}

func readHostile(t *testing.T, c hostilePage) {
	p, err := extract.HTML([]byte(c.page()), extract.Options{URL: "https://harbourpost.example/x", Fetched: fetched})
	switch {
	case c.want == "?":
	case c.want == "":
		if corpus.KindOf(err) != c.kind {
			t.Errorf("text %.80q, error %v, want one of kind %v", p.Text, err, c.kind)
		}
	case err != nil || !strings.Contains(p.Text, c.want):
		t.Errorf("text %.80q, error %v, want %q in it", p.Text, err, c.want)
	}
	if strings.Contains(p.Text, "<p>") || !utf8.ValidString(p.Text) {
		t.Errorf("markup or broken bytes in the text: %.80q", p.Text)
	}
}

// FuzzHTML states: no panic; valid UTF-8; no more text than the page has bytes, but for the replacements of broken bytes;
// no date later than a day after the page was fetched; an error of a kind.
func FuzzHTML(f *testing.F) {
	for _, pattern := range []string{"testdata/pages/*.html", "testdata/kinds/*.html"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			page, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(page, "")
		}
	}
	f.Add([]byte("<b><table><p><a href=x><svg><script>"), "utf-16")
	f.Add([]byte("<meta charset=shift_jis><p>\x82\xa0\x82\xa2"), "gbk")
	f.Fuzz(func(t *testing.T, page []byte, charset string) {
		p, err := extract.HTML(page, extract.Options{URL: "https://harbourpost.example/x", Charset: charset, Fetched: fetched})
		if err != nil {
			if kind := corpus.KindOf(err); kind != corpus.Invalid && kind != corpus.TooLarge {
				t.Errorf("error %v of kind %v", err, kind)
			}
			return
		}
		if !utf8.ValidString(p.Text + p.Title + p.Language + p.SiteName + strings.Join(p.Authors, "")) {
			t.Errorf("not UTF-8: %+v", p)
		}
		if bound := 8*len(page) + 1024; len(p.Text) > bound || len(p.Title) > bound {
			t.Errorf("a page of %d bytes gave a text of %d and a title of %d", len(page), len(p.Text), len(p.Title))
		}
		if p.Published.Known() && p.Published.Time.After(fetched.Add(24*time.Hour)) {
			t.Errorf("published %v, after it was fetched", p.Published)
		}
	})
}
