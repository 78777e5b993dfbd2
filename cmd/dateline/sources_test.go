package main

import "testing"

func TestSourcesSet(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	if n := searchJSON(t, "--data", data, "sourcecountry:nz").Total; n != 0 {
		t.Fatalf("%d articles of New Zealand before it is said", n)
	}
	said, _ := mustCLI(t, "", "sources", "set", "--data", data, "a.example", "--name", "The Alpha", "--country", "nz")
	wantSays(t, said, "3 articles changed")
	for _, query := range []string{"sourcecountry:nz", `source:"the alpha"`, "source:a.example"} {
		if n := searchJSON(t, "--data", data, query).Total; n != 3 {
			t.Errorf("%s: %d articles, want 3", query, n)
		}
	}
	said, _ = mustCLI(t, "", "sources", "list", "--data", data, "--contains", "alpha")
	wantSays(t, said, "a.example", "The Alpha (set)", "NZ (set)", "en")
	said, _ = mustCLI(t, "", "sources", "set", "--data", data, "a.example", "--country", "")
	wantSays(t, said, "3 articles changed")
	said, _ = mustCLI(t, "", "sources", "show", "--data", data, "a.example")
	wantSays(t, said, "a.example, 3 articles", "The Alpha (set)", "country", "said by 3 articles")
	mustCLI(t, "", "sources", "rebuild", "--data", data)
	again, _ := mustCLI(t, "", "sources", "show", "--data", data, "a.example")
	if again != said {
		t.Errorf("gathered anew: %s, was: %s", again, said)
	}
	reply := searchJSON(t, "--data", data)
	if len(reply.Facets["sources"]) != 1 || reply.Facets["sources"][0].Label != "The Alpha" || reply.Results[0].Source.Name != "The Alpha" {
		t.Errorf("facet %+v, result of %+v", reply.Facets["sources"], reply.Results[0].Source)
	}
}

// An outlet may be set before its articles come; a slip in its name should be seen all the same.
func TestSourcesSetOfNoArticles(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	for _, name := range []string{"The Omega", ""} {
		said, warned := mustCLI(t, "", "sources", "set", "--data", data, "omega.example", "--name", name)
		wantSays(t, said, "0 articles changed")
		wantSays(t, warned, "No article is of omega.example yet")
	}
}

func TestSourcesRefused(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	for _, args := range [][]string{
		{"set", "a.example"}, {"set", "a.example", "--country", "New Zealand"}, {"set", "a.example", "--language", "x?"}, {"set"}, {"show", "nobody.example"},
	} {
		if _, stderr, code := cli(t, "", append([]string{"sources", args[0], "--data", data}, args[1:]...)...); code == 0 || stderr == "" {
			t.Errorf("%q: exit status %d, %q", args, code, stderr)
		}
	}
}
