package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// wrongSearches are searches that nobody can answer, with what must be said of each.
var wrongSearches = []struct {
	args []string
	says string
}{
	{[]string{"oil *berg"}, "dateline: at character 5 of the query: A * at the beginning"},
	{[]string{"country:atlantis"}, "Use a code or a name"},
	{[]string{"--size", "1001", "oil"}, `dateline: --size: "1001" is out of range. It takes a whole number from 0 to 1000.`},
	{[]string{"--not-country", "USA", "oil"}, `dateline: --not-country: "USA" is no value of this facet. It takes two letters such as KP.`},
	{[]string{"--amount", "5..1", "oil"}, "dateline: --amount: "},
	{[]string{"--cursor", "abc", "oil"}, "dateline: --cursor: it is damaged"},
	{[]string{strings.Repeat("x", 2001)}, "dateline: the query is 2001 characters long, the limit is 2000. Shorten it."},
}

func TestWrongSearches(t *testing.T) {
	t.Parallel()
	data := imported(t)
	ask := func(args []string) string {
		stdout, stderr, code := cli(t, "", append([]string{"search", "--data", data}, args...)...)
		if code != exitUsage || stdout != "" {
			t.Errorf("%.80v: exit code %d, stdout %q", args, code, stdout)
		}
		return stderr
	}
	alone := make([]string, len(wrongSearches))
	for i, c := range wrongSearches {
		if alone[i] = ask(c.args); !strings.Contains(alone[i], c.says) {
			t.Errorf("%.80v: %q does not say %q", c.args, alone[i], c.says)
		}
	}
	started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	for i, c := range wrongSearches {
		if got := ask(c.args); got != alone[i] {
			t.Errorf("%.80v: with a server %q, without %q", c.args, got, alone[i])
		}
	}
}

// What the command line answers, alone or by way of a server, is what the API answers, but for the time that it took.
func TestSearchAnswersAsTheAPI(t *testing.T) {
	t.Parallel()
	data := imported(t)
	searches := map[string][]string{
		"":                            nil,
		"country=US&implied=1":        {"--country", "US", "--implied"},
		"currency=USD&sort=amount":    {"--currency", "USD", "--sort", "amount"},
		"-currency=EUR&amounts=EUR:1": {"--not-currency", "EUR", "--amounts", "EUR:1"},
		"q=bank+country:us&size=3":    {"--size", "3", "bank country:us"},
	}
	reply := func(body string) (r api.Reply) {
		t.Helper()
		if err := json.Unmarshal([]byte(body), &r); err != nil {
			t.Fatalf("%v: %.300s", err, body)
		}
		r.TookMS = 0
		return r
	}
	run := func(args []string) api.Reply {
		t.Helper()
		stdout, stderr, code := cli(t, "", append([]string{"search", "--data", data, "--format", "json"}, args...)...)
		if code != 0 {
			t.Fatalf("%q: %d %s", args, code, stderr)
		}
		return reply(stdout)
	}
	alone := map[string]api.Reply{}
	for address, args := range searches {
		alone[address] = run(args)
	}
	addr, _ := started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	exact := cmp.Comparer(func(a, b corpus.Decimal) bool { return a == b })
	for address, args := range searches {
		status, body := get(t, "http://"+addr+"/api/v1/search?"+address)
		if status != http.StatusOK {
			t.Fatalf("%s: %d %s", address, status, body)
		}
		if diff := cmp.Diff(reply(body), alone[address], exact); diff != "" {
			t.Errorf("%s: -the API +the command line:\n%s", address, diff)
		}
		if diff := cmp.Diff(alone[address], run(args), exact); diff != "" {
			t.Errorf("%s: -alone +by way of a server:\n%s", address, diff)
		}
	}
}

func TestTextForTerminals(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	err := printReply(&b, &api.Reply{Total: 1, Results: []api.Result{{
		ID: "a", Title: "a\x1b[31m red \u202etitle\u2069", Source: corpus.Source{Name: "b\u009b\r"}, Snippets: []api.Snippet{{Text: "c\x07 d\nnext"}},
	}}})
	if want := "1 article in 0 ms\n\na[31m red title\n  b · a\n  c d next\n"; err != nil || b.String() != want {
		t.Errorf("got %q, %v, want %q", b.String(), err, want)
	}
}

func TestDaysAreOfUTC(t *testing.T) {
	t.Parallel()
	for stated, want := range map[string]string{"2025-01-31T23:30:00-05:00": "2025-02-01", "2025-01-31": "2025-01-31", "2025-01": "2025-01"} {
		var b strings.Builder
		err := printReply(&b, &api.Reply{Total: 1, Results: []api.Result{{ID: "a", Title: "t", Published: api.Date{Time: stated}}}})
		if text := "1 article in 0 ms\n\nt\n  " + want + " · a\n"; err != nil || b.String() != text {
			t.Errorf("%s: got %q, %v, want %q", stated, b.String(), err, text)
		}
	}
}
