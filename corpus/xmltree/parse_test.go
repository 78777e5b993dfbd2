package xmltree_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/xmltree"
)

// outline prints a tree: elements as name(…), texts quoted.
func outline(n *xmltree.Node) string {
	var parts []string
	for _, c := range n.Children {
		if c.Name == "" {
			parts = append(parts, fmt.Sprintf("%q", c.Text))
			continue
		}
		var attrs strings.Builder
		for _, a := range c.Attrs {
			fmt.Fprintf(&attrs, " %s=%q", a.Name, a.Value)
		}
		parts = append(parts, c.Name+attrs.String()+"("+outline(c)+")")
	}
	return strings.Join(parts, " ")
}

func TestParse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"plain":                      {`<a x="1"><b/>t</a>`, `a x="1"(b() "t")`},
		"text outside is left out":   {`junk <a>t</a> junk`, `a("t")`},
		"entities":                   {`<a>&amp;&lt;&eacute;&#8217;&#x41;&#150;</a>`, `a("&<é’A–")`},
		"no semicolon":               {`<a>AT&T &copy 2 ?a=1&lt=2</a>`, `a("AT&T &copy 2 ?a=1&lt=2")`},
		"unknown entity":             {`<a>&mine;</a>`, `a("&mine;")`},
		"control characters":         {"<a>x\x00\x03y&#3;z\t</a>", `a("xyz\t")`},
		"bare less-than":             {`<a>5 < 6 <7</a>`, `a("5 " "<" " 6 " "<" "7")`},
		"missing end tag":            {`<a><b>x</a>y<c>z`, `a(b("x")) c("z")`},
		"end tag without begin":      {`<a></b>x</a>`, `a("x")`},
		"crossed":                    {`<a><b><i>x</b></i>y</a>`, `a(b(i("x")) "y")`},
		"case of an end tag":         {`<A>x</a><b>y</b>`, `A("x") b("y")`},
		"void elements":              {`<a>x<br>y<img src="i">z</a>`, `a("x" br() "y" img src="i"() "z")`},
		"attribute without quotes":   {`<a x=1 y>t</a>`, `a x="1" y=""("t")`},
		"attribute never closed":     {"<a x=\"1>t</a>\n<b y='2'/>", `a x="1"("t") b y="2"()`},
		"attribute decoded":          {`<a x="1&amp;2"/>`, `a x="1&2"()`},
		"closed without quotes":      {`<a x=1/><b/>`, `a x="1"() b()`},
		"comment":                    {`<a>x<!-- <b> -->y</a>`, `a("x" "y")`},
		"comment never closed":       {"<a>x<!-- y\n<b>z</b></a>", `a("x" b("z"))`},
		"cdata":                      {`<a><![CDATA[<b>&amp;]]></a>`, `a("<b>&amp;")`},
		"cdata never closed":         {`<a><![CDATA[x</a><b><![CDATA[y]]></b>`, `a("x") b("y")`},
		"doctype with entities":      {`<!DOCTYPE a [<!ENTITY b "x>y"><!-- ]> -->]><a>&b;</a>`, `a("&b;")`},
		"doctype never closed":       {`<!DOCTYPE a [ <a>x</a>`, `a("x")`},
		"instructions":               {`<?xml version="1.0"?><?php x><a><?y?>z</a>`, `a("z")`},
		"tag cut off":                {`<a><b x="1`, `a(b x="1"())`},
		"begin of another tag":       {`<a <b>x</b></a>`, `a(b("x"))`},
		"nothing":                    {``, ``},
		"prefix":                     {`<p:a xmlns:p="u:1" p:x="1"><q:b/></p:a>`, `a x="1"(b())`},
		"no letters in a tag":        {`<a><></ ></a>`, `a("<" ">" "<" "/ >")`},
		"colon without a name":       {`<:><a/>`, `:(a())`},
		"uppercase x in a reference": {`<a>&#X41;</a>`, `a("A")`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, outline(xmltree.Parse(c.text, xmltree.Options{}))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestNamespaces(t *testing.T) {
	t.Parallel()
	root := xmltree.Parse(`<a xmlns="u:1" xmlns:p=" u:2 "><p:b xml:lang="de" p:x="1" x="2"/><q:c/><d xmlns=""/></a>`, xmltree.Options{})
	a := root.Child("a")
	b, c, d := a.Child("b"), a.Child("c"), a.Child("d")
	if got, want := []string{a.Space, b.Space, c.Space, d.Space, b.Inherited("lang"), b.Attr("x")}, []string{"u:1", "u:2", "q", "", "de", "2"}; !cmp.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestDoneDropsRecords(t *testing.T) {
	t.Parallel()
	n := 0
	root := xmltree.Parse("<all>"+strings.Repeat("<r><x>1</x></r>", 1000)+"</all>", xmltree.Options{Nodes: 10, Done: func(e *xmltree.Node) bool {
		if e.Is("r") {
			n++
		}
		return e.Is("r")
	}})
	if n != 1000 || len(root.Child("all").Children) != 0 {
		t.Errorf("%d records, %s", n, outline(root))
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	deep := xmltree.Parse(strings.Repeat("<a>", 1000)+"x"+strings.Repeat("</a>", 1000)+"<b/>", xmltree.Options{Depth: 5})
	if got := outline(deep); got != `a(a(a(a(a("x"))))) b()` {
		t.Errorf("depth: %s", got)
	}
	many := xmltree.Parse("<a>"+strings.Repeat("<b/>", 1000), xmltree.Options{Nodes: 10})
	if n := len(many.Child("a").Children); n > 10 {
		t.Errorf("nodes: %d", n)
	}
}

// TestHostileTextsEnd: beginnings without ends must not be searched again and again.
func TestHostileTextsEnd(t *testing.T) {
	t.Parallel()
	const n = 200_000
	for _, each := range []string{"<!--", "<![CDATA[", "<!A [", "<?", "<a b='", "<a ", "</a>", "<a><![CDATA[</a>", "&", "<a>&", "<!A \"", "</", "<a:", "<a b=\"<c d='", "<a><b></c>"} {
		start := time.Now()
		xmltree.Parse("<x>"+strings.Repeat(each, n), xmltree.Options{})
		if spent := time.Since(start); spent > 30*time.Second {
			t.Errorf("%q took %v", each, spent)
		}
	}
}

// FuzzParse holds that offsets lie inside the text and that nodes nest.
func FuzzParse(f *testing.F) {
	f.Add(`<a x="1"><b>t&amp;</b><![CDATA[c]]></a>`)
	f.Add(`<!DOCTYPE a [<!ENTITY b "c">]><a`)
	f.Fuzz(func(t *testing.T, text string) {
		nodes := 0
		var check func(n *xmltree.Node)
		check = func(n *xmltree.Node) {
			nodes++
			for _, c := range n.Children {
				if c.Start < n.Start || c.End > n.End || c.Start > c.End || c.Parent != n {
					t.Fatalf("%q at %d to %d in %q at %d to %d", c.Name+c.Text, c.Start, c.End, n.Name, n.Start, n.End)
				}
				check(c)
			}
		}
		check(xmltree.Parse(text, xmltree.Options{}))
		if nodes > len(text)+1 {
			t.Fatalf("%d nodes of %d bytes", nodes, len(text))
		}
	})
}
