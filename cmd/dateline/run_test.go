package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// cli runs one command line and returns its streams and exit code.
func cli(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, complaints bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &complaints)
	return out.String(), complaints.String(), code
}

// mustCLI is cli for a command that must succeed.
func mustCLI(t *testing.T, stdin string, args ...string) (stdout, stderr string) {
	t.Helper()
	stdout, stderr, code := cli(t, stdin, args...)
	if code != exitDone {
		t.Fatalf("dateline %s: exit code %d\n%s", strings.Join(args, " "), code, stderr)
	}
	return stdout, stderr
}

func searchJSON(t *testing.T, args ...string) api.Reply {
	t.Helper()
	stdout, _ := mustCLI(t, "", append([]string{"search", "--format", "json"}, args...)...)
	var reply api.Reply
	if err := json.Unmarshal([]byte(stdout), &reply); err != nil {
		t.Fatalf("%v in %s", err, stdout)
	}
	return reply
}

func titles(r api.Reply) []string {
	var list []string
	for _, result := range r.Results {
		list = append(list, result.Title)
	}
	return list
}

// imported returns a data folder that holds the sample news.
func imported(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	for _, s := range samples {
		args := []string{"import", "--data", data}
		if s.source != "" {
			args = append(args, "--source", s.source)
		}
		mustCLI(t, "", append(args, filepath.Join("sample", s.path))...)
	}
	return data
}

// buffer is a bytes.Buffer that a test may read while a command writes.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

var addressInLog = regexp.MustCompile(`http://(127\.0\.0\.1:\d+)`)

// started runs a server command until the test ends and returns its address and what it said.
func started(t *testing.T, args ...string) (addr string, log *buffer) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	log = new(buffer)
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, args, strings.NewReader(""), io.Discard, log) }()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitDone {
			t.Errorf("dateline %v: exit code %d\n%s", args, code, log)
		}
	})
	eventually(t, "the server says its address", func() bool {
		if m := addressInLog.FindStringSubmatch(log.String()); m != nil {
			addr = m[1]
		}
		return addr != ""
	})
	return addr, log
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("not within a minute: %s", what)
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestHelpShowsExamples(t *testing.T) {
	t.Parallel()
	p := &program{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}
	for _, c := range append(p.root().Commands(), p.root()) {
		if !strings.Contains(c.Example, "dateline "+strings.TrimPrefix(c.Name(), "dateline")) {
			t.Errorf("%s: no example that runs it: %q", c.Name(), c.Example)
		}
		if c.Short == "" {
			t.Errorf("%s: no short help", c.Name())
		}
	}
}

func TestUsageErrors(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"serach"}, exitUsage, "unknown command"},
		{[]string{"import"}, exitUsage, "wrong number of arguments: dateline import PATH..."},
		{[]string{"serve", "extra"}, exitUsage, "wrong number of arguments: dateline serve"},
		{[]string{"import", "--data", data, "no/such/file"}, exitUsage, "no/such/file"},
		{[]string{"import", "--data", data, "--format", "docx", "."}, exitUsage, "docx"},
		{[]string{"import", "--data", data, "--map", "headline", "."}, exitUsage, "headline"},
		{[]string{"search", "--nonsense"}, exitUsage, "--nonsense"},
		{[]string{"search", "--data", data, "--size", "100000", "x"}, exitUsage, "size"},
		{[]string{"search", "--data", data, "--from", "yesterday", "x"}, exitUsage, "from"},
		{[]string{"search", "--data", data, "--format", "xml", "x"}, exitUsage, "xml"},
		{[]string{"search", "--data", data, "x"}, exitFailed, "dateline import"},
		{[]string{"search", "--data", "run_test.go", "x"}, exitUsage, "is a file"},
		{[]string{"delete", "--data", data}, exitUsage, "--source"},
		{[]string{"backup", "--data", data, "x.db"}, exitFailed, "dateline import"},
		{[]string{"extract", "no/such.html"}, exitUsage, "no/such.html"},
	} {
		stdout, stderr, code := cli(t, "", c.args...)
		if code != c.code || !strings.Contains(stderr, c.says) || stdout != "" {
			t.Errorf("dateline %v: exit code %d, stdout %q, stderr %q; want %d and %q", c.args, code, stdout, stderr, c.code, c.says)
		}
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	data := imported(t)
	_, stderr := mustCLI(t, "", "import", "--data", data, filepath.Join("sample", "harbour-wire.jsonl"))
	if want := "0 new, 0 changed, 12 unchanged, 0 set aside"; !strings.Contains(stderr, want) {
		t.Errorf("importing again says %q, want %q", stderr, want)
	}
	if reply := searchJSON(t, "--data", data); reply.Total != 43 {
		t.Errorf("%d articles, want 43", reply.Total)
	}
}

func TestImportSetsBadRecordsAside(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	lines := `{"id": "1", "url": "https://a.example/1", "title": "One", "text": "First text."}
{"id": "2", "title": "broken
{"id": "3", "url": "https://a.example/3", "title": "Three", "text": "Third text."}
`
	_, stderr := mustCLI(t, lines, "import", "--data", data, "--format", "jsonl", "-")
	if !strings.Contains(stderr, "2 new, 0 changed, 0 unchanged, 1 set aside") || !regexp.MustCompile(`set aside: .*:2: `).MatchString(stderr) {
		t.Errorf("got %q", stderr)
	}
}

func TestSearchFilters(t *testing.T) {
	t.Parallel()
	data := imported(t)
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"a country", []string{"--country", "NG", "--sort", "oldest"}, []string{"Jersey court freezes two trusts of Nigerian fuel trader", "Jersey freezes fuel trader's fortune", "Nigerian trader's trusts frozen in Jersey"}},
		{"a country in the query", []string{"country:dominica"}, []string{"Dominica counts the cost of its hurricane"}},
		{"Georgia is GE only where it is the country", []string{"--sort", "oldest", "country:georgia"}, []string{"Georgia's wine exports to Russia fall by a third", "Georgischer Wein sucht neue Käufer"}},
		{"a person under one name", []string{"--sort", "oldest", `person:"Joséphine Mbuyi-Castel"`}, []string{"Cobalt price jumps as Kinshasa extends export quota", "Finnish refinery feels the Congolese quota", "Congo quota lifts Australian cobalt shares"}},
		{"turkey the bird is no country", []string{"turkeys", "-country:TR"}, []string{"Turkey Farmers Near Osakis Face a Third Winter of Bird Flu"}},
		{"euros stay euros", []string{"amount:>=400m[EUR]"}, []string{"Jordan picks builder for Red Sea water plant"}},
	} {
		reply := searchJSON(t, append([]string{"--data", data}, c.args...)...)
		if diff := cmp.Diff(c.want, titles(reply)); diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", c.name, c.args, diff)
		}
	}
	stdout, _ := mustCLI(t, "", "search", "--data", data, "atlas", "--country", "PT")
	if !strings.HasPrefix(stdout, "3 articles") || !strings.Contains(stdout, "The atlas in the attic") {
		t.Errorf("as text: %s", stdout)
	}
}

func TestSentenceAsQuery(t *testing.T) {
	t.Parallel()
	data := imported(t)
	reply := searchJSON(t, "--data", data, "who was charged with taking the money for cranes at the port of Marrow Bay yesterday")
	if !reply.Relaxed || len(reply.Results) == 0 || !strings.Contains(reply.Results[0].Title, "crane") {
		t.Errorf("relaxed %v, found %q", reply.Relaxed, titles(reply))
	}
}

func TestServerHoldsAndFollows(t *testing.T) {
	t.Parallel()
	data := imported(t)
	addr, _ := started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	_, stderr, code := cli(t, "", "serve", "--data", data, "--addr", "127.0.0.1:0")
	if code != exitFailed || !strings.Contains(stderr, addr) {
		t.Errorf("a second server: exit code %d, %q; want a failure that names %s", code, stderr, addr)
	}
	article := `{"id": "n1", "url": "https://late.example/1", "title": "A late lighthouse", "text": "The lighthouse keeper of Iceland came late."}`
	mustCLI(t, article, "import", "--data", data, "-")
	eventually(t, "the server finds what was imported", func() bool { return searchJSON(t, "--data", data, "lighthouse").Total == 1 })
	before := searchJSON(t, "--data", data).Index.Generation
	mustCLI(t, "", "reindex", "--data", data)
	if reply := searchJSON(t, "--data", data, "lighthouse keeper"); reply.Total != 1 || reply.Index.Generation == before {
		t.Errorf("after reindex: %d found in %s, before it was %s", reply.Total, reply.Index.Generation, before)
	}
	mustCLI(t, "", "delete", "--data", data, "--source", "late.example")
	eventually(t, "the server forgets what was deleted", func() bool { return searchJSON(t, "--data", data, "lighthouse keeper").Total == 0 })
	stdout, _ := mustCLI(t, "", "check", "--data", data)
	if !strings.Contains(stdout, "0 damaged") {
		t.Errorf("check: %s", stdout)
	}
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	data := imported(t)
	file := filepath.Join(t.TempDir(), "backup.db")
	mustCLI(t, "", "backup", "--data", data, file)
	mustCLI(t, "", "delete", "--data", data, "--source", "harbourwire.example")
	if n := searchJSON(t, "--data", data).Total; n != 31 {
		t.Errorf("%d articles after deleting an outlet, want 31", n)
	}
	if _, stderr, code := cli(t, "", "restore", "--data", data, file); code != exitFailed || !strings.Contains(stderr, "overwrite") {
		t.Errorf("restore over a store: exit code %d, %q", code, stderr)
	}
	mustCLI(t, "", "restore", "--data", data, "--overwrite", file)
	if n := searchJSON(t, "--data", data).Total; n != 43 {
		t.Errorf("%d articles after restore, want 43", n)
	}
	mustCLI(t, "", "check", "--data", data)
}

func TestIndexCanBeDeleted(t *testing.T) {
	t.Parallel()
	data := imported(t)
	if err := os.RemoveAll(dataDir(data).index()); err != nil {
		t.Fatal(err)
	}
	if n := searchJSON(t, "--data", data).Total; n != 43 {
		t.Errorf("%d articles in the index made anew, want 43", n)
	}
}

func TestDemo(t *testing.T) {
	t.Parallel()
	addr, log := started(t, "demo", "--addr", "127.0.0.1:0")
	if status, body := get(t, "http://"+addr+"/search?q=atlas"); status != http.StatusOK || !strings.Contains(body, "may fetch $8 million in London") {
		t.Errorf("the page of a search: %d", status)
	}
	if status, body := get(t, "http://"+addr+"/api/v1/search?country=KP"); status != http.StatusOK || !strings.Contains(body, `"total":4`) {
		t.Errorf("the API: %d %.200s", status, body)
	}
	if status, _ := get(t, "http://"+addr+"/readyz"); status != http.StatusOK {
		t.Errorf("not ready: %d", status)
	}
	if !strings.Contains(log.String(), "43 sample articles") {
		t.Errorf("the demo says %q", log)
	}
}

func TestAnnotate(t *testing.T) {
	t.Parallel()
	lines := `{"id": 7, "title": "Kim", "text": "Kim Min-ji paid over $2 million to a bank in Peru."}
{"id": "x", "text": "Nothing here."}
`
	stdout, _ := mustCLI(t, lines, "annotate", "--raw")
	var got []annotated
	for line := range strings.Lines(stdout) {
		var a annotated
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		got = append(got, a)
	}
	if len(got) != 2 || string(got[0].ID) != "7" || string(got[1].ID) != `"x"` {
		t.Fatalf("got %s", stdout)
	}
	if len(got[0].Amounts) != 1 || got[0].Amounts[0].Text != "over $2 million" || len(got[0].Countries) != 1 || got[0].Countries[0].Code != "PE" {
		t.Errorf("got %s", stdout)
	}
	if _, stderr, code := cli(t, "{\"id\": 1}\n{broken\n", "annotate", "--raw"); code != exitFailed || !strings.Contains(stderr, "line 1") || !strings.Contains(stderr, "line 2") {
		t.Errorf("bad lines: exit code %d, %q", code, stderr)
	}
}

func TestExtract(t *testing.T) {
	t.Parallel()
	stdout, _ := mustCLI(t, "", "extract", filepath.Join("sample", "eastgate-post", "atlas.html"))
	var page struct {
		Title, Text  string
		Authors      []string
		CanonicalURL string `json:"canonical_url"`
	}
	if err := json.Unmarshal([]byte(stdout), &page); err != nil {
		t.Fatal(err)
	}
	if page.Title != "The atlas in the attic" || !cmp.Equal(page.Authors, []string{"Lionel Ashgrove"}) || strings.Contains(page.Text, "Tea auction") ||
		page.CanonicalURL != "https://www.eastgatepost.example/culture/atlas" {
		t.Errorf("got %s", stdout)
	}
}
