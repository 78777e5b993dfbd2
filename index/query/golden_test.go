package query_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/index/query"
)

var update = flag.Bool("update", false, "write the golden files anew")

// options are those of the tests: three countries, and a fixed day.
func options() query.Options {
	codes := map[string]string{
		"kp": "KP", "north korea": "KP", "dprk": "KP", "us": "US", "united states": "US", "cn": "CN", "china": "CN",
	}
	return query.Options{
		CountryCode: func(name string) (string, bool) {
			code, ok := codes[strings.ToLower(name)]
			return code, ok
		},
		Now: time.Date(2025, 1, 24, 15, 30, 45, 0, time.UTC),
	}
}

// TestGolden reads the queries of a file, each on a line that begins with "> ", and compares what
// becomes of them with the lines below each:
//
//	= the canonical text
//	? a warning, under carets where it stands
//	! an error, under carets where it stands
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"testdata/queries.txt", "testdata/errors.txt"} {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for line := range strings.Lines(string(file)) {
			line = strings.TrimSuffix(line, "\n")
			switch {
			case strings.HasPrefix(line, "> "):
				got.WriteString(line + "\n" + outcome(unescape.Replace(line[2:])) + "\n")
			case strings.HasPrefix(line, "# "):
				got.WriteString(line + "\n\n")
			}
		}
		if *update {
			if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(file), got.String()); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

var unescape = strings.NewReplacer(`\0`, "\x00", `\xff`, "\xff", `\u200b`, "\u200b", `\u200e`, "\u200e")

// outcome returns what becomes of a query, in lines.
func outcome(text string) string {
	q, err := query.Parse(text, options())
	if err != nil {
		var p *query.Problem
		if !errors.As(err, &p) {
			return fmt.Sprintf("no problem: %v", err)
		}
		return describe('!', p)
	}
	var b strings.Builder
	for i := range q.Warnings {
		b.WriteString(describe('?', &q.Warnings[i]))
	}
	fmt.Fprintf(&b, "= %s\n", query.String(q.Root))
	return b.String()
}

func describe(sign rune, p *query.Problem) string {
	s := fmt.Sprintf("  %s%s\n%c %s: %s\n", strings.Repeat(" ", p.Pos.Start), strings.Repeat("^", max(1, p.Pos.End-p.Pos.Start)), sign, p.Code, p.Message)
	if p.Hint != "" {
		s += "  " + p.Hint + "\n"
	}
	return s
}
