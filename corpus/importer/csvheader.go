package importer

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxHeader is the size of the longest header line.
const maxHeader = 256 << 10

// header reads the first line that is not blank and finds the separator.
func (c *csvScanner) header() ([]byte, error) {
	for {
		line, long, err := readLine(c.r, maxHeader)
		c.line++
		trimmed := bytes.TrimSpace(line)
		switch {
		case long:
			return nil, fmt.Errorf("the header line is over the limit of %s", bytesInWords(maxHeader))
		case c.comma == 0 && separator.Match(line):
			c.comma = separator.FindSubmatch(line)[1][0]
		case len(trimmed) > 0:
			line = bytes.TrimRight(line, "\r\n")
			if c.comma == 0 {
				c.comma = delimiter(line)
			}
			return bytes.Clone(line), nil
		case err != nil:
			return nil, err
		}
	}
}

// decoded returns the header line in UTF-8. What charset it is in the rows behind it help to tell.
func (c *csvScanner) decoded(header []byte) []byte {
	if utf8.Valid(header) {
		return header
	}
	head, _ := c.r.Peek(c.r.Buffered())
	text, err := decodeBytes(slices.Concat(header, []byte("\n"), head), narrowText)
	if err != nil {
		return header
	}
	line, _, _ := strings.Cut(text, "\n")
	return []byte(line)
}

// separator is the line in which spreadsheets name the separator, before the header.
var separator = regexp.MustCompile(`(?i)^"?sep=([,;\t|])"?\s*$`)

// isContent reports whether a cell is no column's name but an address or a text.
func isContent(cell string) bool {
	const textLength, textWords = 100, 12
	cell = strings.TrimSpace(cell)
	return strings.HasPrefix(cell, "https://") || strings.HasPrefix(cell, "http://") ||
		utf8.RuneCountInString(cell) >= textLength && len(strings.Fields(cell)) >= textWords
}

// numbered goes back to the first line, which is no header, and returns one that numbers the columns.
func (c *csvScanner) numbered(first []byte) (header []byte, columns []string) {
	c.back = append(bytes.Clone(first), '\n')
	c.line--
	head, _ := c.r.Peek(c.r.Buffered())
	ahead := &csvScanner{r: bufio.NewReader(bytes.NewReader(slices.Concat(c.back, head))), limit: c.limit}
	row, _, _ := ahead.collect(&rowScan{comma: c.comma})
	for i := range splitRow(bytes.TrimRight(row, "\r\n"), c.comma) {
		columns = append(columns, strconv.Itoa(i+1))
	}
	return []byte(strings.Join(columns, string(c.comma))), columns
}

// delimiter returns the separator that a header line has most of outside quotes.
func delimiter(header []byte) byte {
	best, most := byte(','), 0
	for _, comma := range []byte(",;\t|") {
		n := 0
		quoted := false
		for _, b := range header {
			switch {
			case b == '"':
				quoted = !quoted
			case b == comma && !quoted:
				n++
			}
		}
		if n > most {
			best, most = comma, n
		}
	}
	return best
}
