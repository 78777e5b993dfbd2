package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// versionLine is the first line of a record with the beginning of the second.
var versionLine = regexp.MustCompile(`^WARC/\d{1,2}\.\d{1,2}[ \t]*\r?\n[A-Za-z][A-Za-z0-9-]*[ \t]*:`)

// header reads the lines before a block, or says why they cannot be those of a record.
func (r *Reader) header() (rec Record, refused string, err error) {
	if r.arc {
		line, err := r.line()
		if err != nil && !errors.Is(err, io.EOF) {
			return rec, "", err
		}
		return r.arcRecord(line)
	}
	fields, refused, err := r.fields()
	if refused != "" || err != nil {
		return rec, refused, err
	}
	rec = Record{
		Type:      strings.ToLower(fields["warc-type"]),
		ID:        fields["warc-record-id"],
		URL:       address(fields["warc-target-uri"]),
		MediaType: fields["content-type"],
		Truncated: fields["warc-truncated"],
		Segment:   fields["warc-segment-number"] != "",
	}
	if t, err := time.Parse(time.RFC3339Nano, fields["warc-date"]); err == nil {
		rec.Date = t
	}
	rec.Length, err = strconv.ParseInt(fields["content-length"], 10, 64)
	if err != nil || rec.Length < 0 {
		return rec, fmt.Sprintf("a record without a length (Content-Length: %q)", cut(fields["content-length"])), nil
	}
	return rec, "", nil
}

// fields reads the header lines of a WARC record, by name in lower case; of a name that is repeated the first
// counts.
func (r *Reader) fields() (fields map[string]string, refused string, err error) {
	fields = make(map[string]string)
	from, last := r.in.offset, ""
	for n := 0; ; n++ {
		line, err := r.line()
		switch {
		case errors.Is(err, io.EOF):
			return nil, "the archive ends within a header", nil
		case err != nil:
			return nil, "", err
		case r.in.offset-from > maxHeader:
			return nil, fmt.Sprintf("a header of more than %d KiB", maxHeader>>10), nil
		case line == "":
			return fields, "", nil
		case n == 0:
			continue // the version
		case line[0] == ' ' || line[0] == '\t':
			fields[last] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(name))
		if _, seen := fields[last]; !seen {
			fields[last] = strings.TrimSpace(value)
		}
	}
}

// line reads a line, of one over maxHeader bytes that many. The error is io.EOF where the end comes first.
func (r *Reader) line() (string, error) {
	for n := tailLen; ; n *= 4 {
		n = min(n, maxHeader)
		b, err := r.in.peek(n)
		end := bytes.IndexByte(b, '\n') + 1
		switch {
		case end > 0:
			err = nil
		case err != nil, n == maxHeader:
			end = len(b)
		default:
			continue
		}
		line := strings.TrimRight(string(b[:end]), "\r\n")
		r.in.take(end)
		return line, err
	}
}

// arcLine is the line before an ARC record: address, IP address, date, media type, in the long form six more, length.
var arcLine = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*:\S.*) ([0-9.]{7,15}|[0-9a-fA-F]*:[0-9a-fA-F:.]+) (\d{8,20}) (\S+)(?: \S+ \S+ \S+ \S+ \S+)? (\S+)\s*$`)

// arcHeader returns the parts of an ARC line: address, IP address, date, media type, length.
func arcHeader(line string) ([]string, bool) {
	m := arcLine.FindStringSubmatch(line)
	if m == nil {
		return nil, false
	}
	return m[1:], true
}

func (r *Reader) arcRecord(line string) (rec Record, refused string, err error) {
	parts, ok := arcHeader(line)
	if !ok {
		return rec, "a line that is no record's", nil
	}
	rec = Record{Type: "resource", URL: address(parts[0]), MediaType: parts[3], Date: arcDate(parts[2])}
	rec.Length, err = strconv.ParseInt(parts[4], 10, 64)
	if err != nil || rec.Length < 0 {
		return rec, fmt.Sprintf("a record without a length (%q)", cut(parts[4])), nil
	}
	switch start, _ := r.in.peek(5); {
	case strings.HasPrefix(parts[0], "filedesc:"):
		rec.Type = "warcinfo"
	case strings.HasPrefix(parts[0], "dns:"):
		rec.Type = "dns"
	case string(start) == "HTTP/":
		rec.Type = "response"
	}
	return rec, "", nil
}

// arcDate reads a date of 14 digits; shorter ones are less exact, and of longer ones the rest means nothing.
func arcDate(digits string) time.Time {
	const layout = "20060102150405"
	n := min(len(digits), len(layout))
	t, err := time.Parse(layout[:n], digits[:n])
	if err != nil || n < len("20060102") {
		return time.Time{}
	}
	return t
}

// address removes the brackets that some writers put around an address and escapes spaces.
func address(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<"), ">")
	return strings.ReplaceAll(s, " ", "%20")
}

func cut(s string) string {
	const most = 40
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
