package query_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/index/query"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                           nil,
		"korea":                      {"korea"},
		"korea OR japan":             nil,
		"korea title:kim \"a b\" -x": {"korea"},
		"who said (a b) what* (c OR d) country:kp": {"who", "said", "a", "b"},
	} {
		var got []string
		for _, w := range query.Words(mustParse(t, text).Root) {
			got = append(got, w.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Words(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestChips(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][][2]string{
		"":       nil,
		"korea":  {{"korea", ""}},
		"a OR b": {{"a OR b", ""}},
		"a (b OR c) -country:dprk": {
			{"a", "(b OR c) -country:KP"}, {"b OR c", "a -country:KP"}, {"-country:KP", "a (b OR c)"},
		},
		"x (b OR c)": {{"x", "b OR c"}, {"b OR c", "x"}},
	} {
		var got [][2]string
		for _, c := range query.Chips(mustParse(t, text).Root) {
			got = append(got, [2]string{c.Label, c.Text})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Chips(%q) (-want +got):\n%s", text, diff)
		}
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	withoutKim := func(n query.Node) query.Node {
		if w, ok := n.(query.Word); ok && w.Text == "kim" {
			return nil
		}
		return n
	}
	for text, want := range map[string]string{
		"kim":                     "",
		"kim xi":                  "xi",
		"a (kim OR xi)":           "a xi",
		"a -kim":                  "a",
		"a (kim OR (kim -kim))":   "a",
		"-(kim xi) title:\"kim\"": "-xi title:\"kim\"",
	} {
		root := mustParse(t, text).Root
		before := query.String(root)
		got := ""
		if n := query.Map(root, withoutKim); n != nil {
			got = query.String(n)
		}
		if got != want {
			t.Errorf("Map(%q) = %q, want %q", text, got, want)
		}
		if query.String(root) != before {
			t.Errorf("Map altered %q", text)
		}
	}
}

func TestWalk(t *testing.T) {
	t.Parallel()
	var got []string
	query.Walk(mustParse(t, `a -(b c) "d e"`).Root, func(n query.Node) bool {
		_, isNot := n.(query.Not)
		if !isNot {
			got = append(got, query.String(n))
		}
		return !isNot
	})
	want := []string{`a -(b c) "d e"`, "a", `"d e"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("visited (-want +got):\n%s", diff)
	}
}

func TestStringOfBuiltTrees(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		node query.Node
		want string
	}{
		{query.All{}, ""},
		{query.And{Nodes: []query.Node{query.All{}, query.Word{Text: "a"}}}, "a"},
		{query.Word{Text: "title:x"}, `"title:x"`},
		{query.Word{Text: "NOT"}, `"NOT"`},
		{query.Word{Text: "-a"}, `"-a"`},
		{query.Word{Text: "a*"}, `"a"`},
		{query.Phrase{Text: `say "hi"`}, `"say hi"`},
		{query.AtLeast{N: 2, Nodes: []query.Node{query.Word{Text: "a"}, query.Word{Text: "b"}}}, "a OR b"},
		{query.Not{Node: query.Or{Nodes: []query.Node{query.Word{Text: "a"}, query.Word{Text: "b"}}}}, "-(a OR b)"},
		{query.Keyword{Field: query.Source, Value: "the daily sample"}, `source:"the daily sample"`},
	} {
		if got := query.String(tc.node); got != tc.want {
			t.Errorf("String(%#v) = %q, want %q", tc.node, got, tc.want)
		}
	}
}
