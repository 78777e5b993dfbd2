package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/importer/warc"
)

// record writes a WARC record whose length is off by wrong.
func record(kind, address, block string, wrong int, more ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2025-03-06T04:02:06Z\r\n", kind, address)
	for _, line := range more {
		b.WriteString(line + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block)+wrong, block)
	return b.String()
}

// outline reads an archive and tells of each record "type address block", of damage "! what".
func outline(t *testing.T, r *warc.Reader) []string {
	t.Helper()
	var all []string
	for {
		rec, err := r.Next()
		var damage *warc.Damage
		switch {
		case errors.Is(err, io.EOF):
			return all
		case errors.As(err, &damage):
			all = append(all, "! "+damage.Error())
			continue
		case err != nil:
			t.Fatal(err)
		}
		line := fmt.Sprintf("%s %s %s", rec.Type, rec.URL, rec.Block)
		if rec.Lying {
			line += " (lying)"
		}
		if rec.Oversize {
			line = fmt.Sprintf("%s %s over the limit: %d", rec.Type, rec.URL, rec.Length)
		}
		all = append(all, line)
	}
}

const limit = 1 << 10

func TestRecords(t *testing.T) {
	t.Parallel()
	a, b := record("response", "http://a.example/", "A", 0), record("resource", "http://b.example/", "B", 0)
	const readA, readB = "response http://a.example/ A", "resource http://b.example/ B"
	big := strings.Repeat("x", 3*limit)
	huge := strings.Repeat("line of text\n", 50_000)
	for name, c := range map[string]struct {
		archive string
		want    []string
	}{
		"two":                         {a + b, []string{readA, readB}},
		"no empty line at the end":    {strings.TrimRight(a+b, "\r\n"), []string{readA, readB}},
		"line feeds alone":            {strings.ReplaceAll(a+b, "\r\n", "\n"), []string{readA, readB}},
		"one empty line between":      {strings.TrimSuffix(a, "\r\n") + b, []string{readA, readB}},
		"version 0.17":                {strings.Replace(a, "1.0", "0.17", 1) + strings.Replace(b, "1.0", "1.1", 1), []string{readA, readB}},
		"brackets and spaces":         {record("response", "<http://a.example/x y>", "A", 0), []string{"response http://a.example/x%20y A"}},
		"a folded header":             {record("response", "\r\n  http://a.example/", "A", 0), []string{readA}},
		"a block that ends in breaks": {record("response", "http://a.example/", "A\r\n\r\n", 0) + b, []string{readA + "\r\n\r\n", readB}},
		"empty block":                 {record("response", "http://a.example/", "", 0) + b, []string{"response http://a.example/ ", readB}},
		"length too small":            {record("response", "http://a.example/", "ABCDEF", -2) + b, []string{"response http://a.example/ ABCDEF (lying)", readB}},
		"length too large":            {record("response", "http://a.example/", "A", 100) + b, []string{readA + " (lying)", readB}},
		"length far too large":        {record("response", "http://a.example/", "A", 1<<40) + b, []string{"! at byte 0: the record says that it has 1099511627777 bytes, and another begins before", readB}},
		"length far too small":        {record("response", "http://a.example/", huge, 1-len(huge)) + b, []string{"! at byte 0: the record says that it has 1 bytes, and no other begins there", readB}},
		"length negative":             {record("response", "http://a.example/", "A", -2) + b, []string{`! at byte 0: a record without a length (Content-Length: "-1")`, readB}},
		"no length":                   {strings.Replace(a, "Content-Length", "Content-Size", 1) + b, []string{`! at byte 0: a record without a length (Content-Length: "")`, readB}},
		"cut short":                   {a + b[:len(b)-5], []string{readA, "resource http://b.example/  (lying)"}},
		"cut in a header":             {a + b[:40], []string{readA, "! at byte 126: the archive ends within a header"}},
		"rubbish between":             {a + "rubbish\nmore\n" + b, []string{readA, "! at byte 126: 13 bytes that belong to no record", readB}},
		"rubbish first":               {"rubbish\n" + a, []string{"! at byte 0: 8 bytes that belong to no record", readA}},
		"a record in a record":        {record("response", "http://a.example/", b, 0) + b, []string{"response http://a.example/ " + b, readB}},
		"over the limit":              {record("response", "http://a.example/", big, 0) + b, []string{"response http://a.example/ over the limit: 3072", readB}},
		"far over the limit":          {record("response", "http://a.example/", huge, 0) + b, []string{"response http://a.example/ over the limit: 650000", readB}},
		"over the limit and cut":      {record("response", "http://a.example/", huge, 0)[:9000], []string{"! at byte 0: the archive ends within the record"}},
		"endless header":              {"WARC/1.0\r\nWARC-Type: response\r\n" + strings.Repeat("X: y\r\n", 20_000) + "\r\n" + a, []string{"! at byte 0: a header of more than 64 KiB", readA}},
		"only line breaks":            {"\r\n\r\n\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := outline(t, warc.NewReader(strings.NewReader(c.archive), limit))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestARC(t *testing.T) {
	t.Parallel()
	const head = "filedesc://x.arc 127.0.0.1 20140301000000 text/plain 3\n1 0\n\n"
	const page = "HTTP/1.1 200 OK\nDate: Sun, 16 Feb 2014 05:02:20 GMT\n\npage"
	line := func(address string, n int) string {
		return fmt.Sprintf("%s 93.184.216.119 20140216050221 text/html %d\n", address, n)
	}
	read := "response http://a.example/x%20y " + page
	for name, c := range map[string]struct {
		archive string
		want    []string
	}{
		"a space in the address": {head + line("http://a.example/x y", len(page)) + page + "\n", []string{"warcinfo filedesc://x.arc 1 0", read}},
		"ten parts":              {head + fmt.Sprintf("http://a.example/x%%20y 1.2.3.4 20140216 text/html 200 - - 0 x.arc %d\n%s\n", len(page), page), []string{"warcinfo filedesc://x.arc 1 0", read}},
		"a name look-up":         {head + "dns:a.example 1.2.3.4 20140216050221 text/dns 4\nA IN\n", []string{"warcinfo filedesc://x.arc 1 0", "dns dns:a.example A IN"}},
		"without a length":       {head + "http://a.example/ 1.2.3.4 20140216050221 text/html abc\n\n" + line("http://a.example/x y", len(page)) + page, []string{"warcinfo filedesc://x.arc 1 0", `! at byte 60: a record without a length ("abc")`, read}},
		"length too large":       {head + line("http://a.example/x y", len(page)+99) + page + "\n" + line("http://b.example/", 1) + "B\n", []string{"warcinfo filedesc://x.arc 1 0", read + " (lying)", "resource http://b.example/ B"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := outline(t, warc.NewReader(strings.NewReader(c.archive), limit))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	archive := record("Response", "http://a.example/", "A", 0, "WARC-Record-ID: <urn:uuid:1>", "Content-Type: text/html; charset=utf-8",
		"WARC-Truncated: length", "WARC-Segment-Number: 1", "WARC-Record-ID: <urn:uuid:2>")
	got, err := warc.NewReader(strings.NewReader(archive), limit).Next()
	want := warc.Record{Type: "response", ID: "<urn:uuid:1>", URL: "http://a.example/", Date: time.Date(2025, 3, 6, 4, 2, 6, 0, time.UTC),
		MediaType: "text/html; charset=utf-8", Truncated: "length", Segment: true, Length: 1, Block: []byte("A")}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v, -want +got:\n%s", err, diff)
	}
}

// TestManyLies: records that each claim nearly as much as a block may have must not cost that much each.
func TestManyLies(t *testing.T) {
	t.Parallel()
	one := record("response", "http://a.example/", "A", 5<<20-200)
	const n = 30_000
	start := time.Now()
	got := outline(t, warc.NewReader(strings.NewReader(strings.Repeat(one, n)), 5<<20))
	if len(got) != n {
		t.Errorf("%d records of %d", len(got), n)
	}
	if spent := time.Since(start); spent > 10*time.Second {
		t.Errorf("took %v", spent)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(record("response", "http://a.example/", "A", 0) + record("resource", "http://b.example/", "B", 7)))
	f.Add([]byte("filedesc://x.arc 127.0.0.1 20140301000000 text/plain 3\n1 0\n\nhttp://a.example/ 1.2.3.4 20140216050221 text/html 1\nA\n"))
	f.Add([]byte(record("response", "http://a.example/", strings.Repeat("x\n", 9_000), 5)))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := warc.NewReader(bytes.NewReader(b), limit)
		blocks, last := 0, int64(-1)
		for {
			rec, err := r.Next()
			var damage *warc.Damage
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil && !errors.As(err, &damage):
				t.Fatal(err)
			case r.Offset() <= last || r.Offset() > int64(len(b)):
				t.Fatalf("stands at %d after %d of %d", r.Offset(), last, len(b))
			}
			last = r.Offset()
			if blocks += len(rec.Block); blocks > 2*len(b) {
				t.Fatalf("blocks of %d bytes in all from %d", blocks, len(b))
			}
		}
	})
}
