package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/web/api"
)

// hask are invented articles in which two names are one person's, and one name is two people's.
const hask = `{"id": "1", "url": "https://a.example/1", "title": "Mayor speaks", "text": "Mayor Robert Hask opened the bridge on Monday. Robert Hask said it was late."}
{"id": "2", "url": "https://a.example/2", "title": "Bridge late", "text": "Bobby Hask, the mayor, told reporters that the bridge was late. \"It is late,\" Bobby Hask said."}
{"id": "3", "url": "https://a.example/3", "title": "Rower wins", "text": "Robert Hask, 24, won the regatta on Sunday. Robert Hask rowed for Leeds."}
`

func haskNews(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	mustCLI(t, hask, "import", "--data", data, "--format", "jsonl", "-")
	return data
}

func person(t *testing.T, data, who string) api.Identity {
	t.Helper()
	stdout, _ := mustCLI(t, "", "people", "show", "--data", data, "--json", who)
	var p api.Identity
	if err := json.Unmarshal([]byte(stdout), &p); err != nil {
		t.Fatalf("%v in %s", err, stdout)
	}
	return p
}

func wantSays(t *testing.T, said string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(said, w) {
			t.Errorf("%q is missing in:\n%s", w, said)
		}
	}
}

func TestPeopleMergeAndUndo(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	found := func(args ...string) int { return searchJSON(t, append([]string{"--data", data}, args...)...).Total }
	if n := found(`personid:robert-hask`); n != 2 {
		t.Fatalf("%d articles of robert-hask, want 2", n)
	}
	said, _ := mustCLI(t, "", "people", "merge", "--data", data, "--dry-run", "Robert Hask", "Hask, Bobby")
	wantSays(t, said, "would decide: robert-hask: bobby-hask too", "bobby-hask: from bobby-hask to robert-hask, 1 article", "1 article would change")
	if p := person(t, data, "bobby-hask"); p.ID != "bobby-hask" {
		t.Errorf("a dry run merged: %+v", p)
	}
	said, _ = mustCLI(t, "", "people", "merge", "--data", data, "robert-hask", "bobby-hask")
	wantSays(t, said, "decision 1:", "1 article changed")
	if p := person(t, data, "bobby-hask"); p.ID != "robert-hask" || p.Articles != 3 || len(p.Spellings) != 2 || p.Spellings[1].Rule != "curator" || p.Spellings[1].Decision != 1 {
		t.Errorf("merged: %+v", p)
	}
	for _, query := range []string{"personid:robert-hask", "personid:bobby-hask", `person:"Bobby Hask"`, `person:"Robert Hask"`} {
		if n := found(query); n != 3 {
			t.Errorf("%s finds %d articles after the merge, want 3", query, n)
		}
	}
	if _, stderr, code := cli(t, "", "people", "merge", "--data", data, "robert-hask", "bobby-hask"); code != exitFailed || !strings.Contains(stderr, "already") {
		t.Errorf("merging again: exit code %d, %s", code, stderr)
	}
	said, _ = mustCLI(t, "", "people", "show", "--data", data, "Robert Hask")
	wantSays(t, said, "Robert Hask (robert-hask), in 3 articles", "curator, decision 1", "decision 1  ")

	mustCLI(t, "", "people", "undo", "--data", data, "1")
	if n := found("personid:robert-hask"); n != 2 {
		t.Errorf("%d articles after undoing, want 2", n)
	}
	said, _ = mustCLI(t, "", "people", "decisions", "--data", data)
	wantSays(t, said, "robert-hask: bobby-hask too  undone")
	said, _ = mustCLI(t, "", "check", "--data", data)
	wantSays(t, said, "0 damaged")
}

func TestPeopleSplitArticleAndRename(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	rower := searchJSON(t, "--data", data, "regatta").Results[0].ID
	said, _ := mustCLI(t, "", "people", "split", "--data", data, "Robert Hask", "--article", string(rower), "--as", "Robert Hask of Leeds")
	wantSays(t, said, "decision 1: robert-hask: in "+string(rower)+" that is robert-hask-of-leeds", "1 article changed")
	if p := person(t, data, "robert-hask-of-leeds"); p.Name != "Robert Hask of Leeds" || p.Articles != 1 {
		t.Errorf("the rower: %+v", p)
	}
	mustCLI(t, "", "people", "rename", "--data", data, "robert-hask", "Mayor Hask")
	said, _ = mustCLI(t, "", "people", "list", "--data", data, "--contains", "hask")
	wantSays(t, said, "1  robert-hask  ", "Mayor Hask", "Robert Hask of Leeds")
	if n := searchJSON(t, "--data", data, "personid:robert-hask").Total; n != 1 {
		t.Errorf("%d articles of the mayor, want 1", n)
	}

	file := filepath.Join(t.TempDir(), "decisions.jsonl")
	mustCLI(t, "", "people", "export", "--data", data, file)
	other := haskNews(t)
	said, _ = mustCLI(t, "", "people", "import", "--data", other, file)
	wantSays(t, said, "2 decisions of 2 new or undone, 1 article changed")
	if p := person(t, other, "robert-hask-of-leeds"); p.Articles != 1 {
		t.Errorf("after importing the decisions: %+v", p)
	}
	said, _ = mustCLI(t, "", "people", "import", "--data", other, file)
	wantSays(t, said, "0 decisions of 2 new or undone, 0 articles changed")
	said, _ = mustCLI(t, "", "people", "rebuild", "--data", other)
	wantSays(t, said, "0 articles changed")
}

func TestPeopleErrors(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	if err := os.WriteFile(bad, []byte(`{"kind":"merge","person":"a b"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"show", "Rob Hask"}, exitFailed, "did you mean robert-hask, bobby-hask?"},
		{[]string{"show", "Robert Haskett"}, exitFailed, "did you mean robert-hask, bobby-hask?"},
		{[]string{"show", "Quux Blorp"}, exitFailed, "people list"},
		{[]string{"merge", "robert-hask"}, exitUsage, "merge PERSON OTHER..."},
		{[]string{"merge", "robert-hask", "Robert Hask"}, exitFailed, "already"},
		{[]string{"split", "robert-hask"}, exitUsage, "--article"},
		{[]string{"split", "robert-hask", "bobby-hask"}, exitUsage, "no form of robert-hask"},
		{[]string{"split", "robert-hask", "robert-hask"}, exitFailed, "nothing would be left"},
		{[]string{"split", "robert-hask", "--article", "zzz"}, exitFailed, "no article zzz"},
		{[]string{"rename", "robert-hask", " "}, exitUsage, "a name is one line"},
		{[]string{"rename", "robert-hask", ""}, exitUsage, "the name is empty"},
		{[]string{"list", "--limit", "0"}, exitUsage, "list at least one"},
		{[]string{"undo", "x"}, exitUsage, "not the number"},
		{[]string{"undo", "9"}, exitFailed, "no decision 9"},
		{[]string{"import", bad}, exitUsage, "one looks like"},
		{[]string{"nonsense"}, exitUsage, "unknown command"},
	} {
		args := append([]string{"people", c.args[0], "--data", data}, c.args[1:]...)
		if c.args[0] == "nonsense" {
			args = []string{"people", "nonsense"}
		}
		_, stderr, code := cli(t, "", args...)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("dateline %v: exit code %d, %q; want %d and %q", args, code, stderr, c.code, c.says)
		}
	}
}

// Under the name that a curator gave, a person is found everywhere.
func TestPeopleRename(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	mustCLI(t, "", "people", "rename", "--data", data, "robert-hask", "Rab Hask, Esq.")
	if p := person(t, data, "Rab Hask, Esq."); p.ID != "robert-hask" || p.Name != "Rab Hask, Esq." {
		t.Errorf("got %+v", p)
	}
	mustCLI(t, "", "people", "rename", "--data", data, "robert-hask", "Rab Q. Hask")
	for _, query := range []string{`person:"Rab Hask"`, `person:"Robert Hask"`, "personid:rab-q-hask"} {
		if n := searchJSON(t, "--data", data, query).Total; n != 2 {
			t.Errorf("%s finds %d articles, want 2", query, n)
		}
	}
	if said, more := mustCLI(t, "", "people", "list", "--data", data, "--limit", "1"); strings.Count(said, "\n") != 1 || !strings.Contains(more, "There are more") {
		t.Errorf("a list of one: %q, %q", said, more)
	}
}

func TestMending(t *testing.T) {
	t.Parallel()
	for says, err := range map[string]error{
		"with 'dateline people rebuild'": mending(map[string]int{"people": 2}), "copies rebuild": mending(map[string]int{"copies": 1}),
		"people rebuild": mending(map[string]int{"people": 2, "copies": 1}), "restore a backup": mending(map[string]int{"people": 1, "article": 1}),
	} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

// A merge reaches a server that runs, and an article that comes later.
func TestPeopleBesideAServer(t *testing.T) {
	t.Parallel()
	data := haskNews(t)
	addr, _ := started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	mustCLI(t, "", "people", "merge", "--data", data, "robert-hask", "bobby-hask")
	total := func(id string) int { return searchJSON(t, "--data", data, "personid:"+id).Total }
	eventually(t, "the server follows the merge", func() bool { return total("robert-hask") == 3 })
	late := fmt.Sprintf(`{"id": "4", "url": "https://a.example/4", "title": "Again", "text": %q}`, "Bobby Hask, the mayor, said on Friday that he would resign. Bobby Hask has been the mayor for ten years.")
	mustCLI(t, late, "import", "--data", data, "--format", "jsonl", "-")
	eventually(t, "a later article is of the merged person", func() bool { return total("robert-hask") == 4 && total("bobby-hask") == 4 })
	if status, body := get(t, "http://"+addr+"/api/v1/people/bobby-hask"); status != 200 || !strings.Contains(body, `"id":"robert-hask"`) {
		t.Errorf("the API says %d %s", status, body)
	}
}
