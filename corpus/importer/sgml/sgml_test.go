package sgml_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/importer/sgml"
)

// cut returns the records of a text, as line and length, or "over".
func cut(t *testing.T, text string, limit int64) []string {
	t.Helper()
	r := sgml.NewReader(strings.NewReader(text), limit)
	var all []string
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return all
		case errors.Is(err, sgml.ErrTooLarge):
			all = append(all, fmt.Sprintf("%d over", rec.Line))
		case err != nil:
			t.Fatal(err)
		default:
			all = append(all, fmt.Sprintf("%d %s", rec.Line, strings.ReplaceAll(string(rec.Bytes), "\n", "|")))
		}
	}
}

func TestRecords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"one after the other": {"<!DOCTYPE lewis>\n<REUTERS A=1>\nx\n</REUTERS>\n\n<REUTERS>y</REUTERS>", []string{"2 <REUTERS A=1>|x|</REUTERS>", "6 <REUTERS>y</REUTERS>"}},
		"on one line":         {"<DOC>x</DOC><DOC>y</DOC> z", []string{"1 <DOC>x</DOC>", "1 <DOC>y</DOC>"}},
		"end missing":         {"<REUTERS>x\n<REUTERS>y", []string{"1 <REUTERS>x|", "2 <REUTERS>y"}},
		"too large":           {"<DOC>" + strings.Repeat("x", 200) + "</DOC>\n<DOC>y</DOC>", []string{"1 over", "2 <DOC>y</DOC>"}},
		"none":                {"x\ny", nil},
		"ends alone":          {"</DOC>\n<DOCUMENT>x</DOCUMENT>", nil},
	} {
		if diff := cmp.Diff(c.want, cut(t, c.text, 100)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	got := sgml.Parse(`<REUTERS NEWID="7"><DATE>26-FEB-1987 15:01:01.79</DATE><PLACES><D>usa</D><D></D></PLACES><COMPANIES><D>xyz</D></COMPANIES>
<TEXT>&#2;<TITLE>A &lt;B> C</TITLE><DATELINE>  TOWN, Feb 26 - </DATELINE><BODY>It's 5 &amp; 6.&#3;</BODY></TEXT></REUTERS>`)
	want := sgml.Document{
		Reuters: true, ID: "7", Type: "NORM", Title: "A <B> C", Dateline: "TOWN, Feb 26 -", Date: "26-FEB-1987 15:01:01.79",
		Text:   "TOWN, Feb 26 - It's 5 & 6.",
		Labels: []corpus.Label{{Kind: "place", Value: "usa"}, {Kind: "company", Value: "xyz"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
