package importer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/corpus"
)

// CSV as spreadsheets and scripts write it: a header line, then one row per line; cells are separated by
// whichever of , ; tab | the header has most of, or what a line "sep=;" before it says, and may be quoted ("" is a quote). A
// quote inside a quoted cell that no separator follows is taken as text. Where the first line holds an address or a
// text and no name of a field, it is a row, and the columns are called 1, 2, 3 and so on. A cell that holds nothing but what
// data frames and databases write for a missing value is empty.
//
// encoding/csv would read a cell of a gigabyte, or the whole rest of a file after a quote that is
// never closed, into memory and into one row. Here a row has a limit, and a row is taken
// for one with a broken quote, so that only its first line is set aside and reading goes on at the
// next line, when
//
//   - the file ends inside its quotes;
//   - it has several lines, and another number of cells than the header;
//   - a quoted cell that spans lines holds a quote where a cell would begin.

func decodeCSV(d *decoding) error {
	c := &csvScanner{r: d.r, line: 1, limit: d.im.limits.Record}
	header, err := c.header()
	if errors.Is(err, io.EOF) {
		return d.aside(0, "no text: no header line")
	}
	if err != nil {
		return err
	}
	columns := splitRow(c.decoded(header), c.comma)
	if len(d.im.mapping.known(columns)) == 0 && slices.ContainsFunc(columns, isContent) {
		header, columns = c.numbered(header)
	}
	if len(columns) > d.im.limits.Columns {
		return d.aside(1, "%d columns, over the limit of %d", len(columns), d.im.limits.Columns)
	}
	c.columns = len(columns)
	s := d.shapes(CSV)
	s.learn(c.sample(columns))
	if refused := s.refused(newRecord(csvValues(columns, nil), s.m), columns); refused != "" {
		return d.aside(1, "%s", refused)
	}
	for !c.lost {
		row, err := c.row()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case row.refused != "":
			err = d.aside(row.line, "%s", row.refused)
		case !blank(row.cells):
			err = d.item(csvArticle(header, columns, row, s), row.line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const sampleRows = 50

// sample returns the first rows, as far as they have been read already, without taking them. At least one has the columns, be
// they empty.
func (c *csvScanner) sample(columns []string) []map[string]any {
	head, _ := c.r.Peek(c.r.Buffered())
	head = slices.Concat(c.back, head)
	ahead := &csvScanner{r: bufio.NewReaderSize(bytes.NewReader(head), sampleSize), comma: c.comma, columns: c.columns, limit: c.limit}
	records := []map[string]any{csvValues(columns, nil)}
	for len(records) < sampleRows && !ahead.lost {
		row, err := ahead.row()
		if err != nil {
			break
		}
		if row.refused == "" && !blank(row.cells) {
			records = append(records, csvValues(columns, row.cells))
		}
	}
	return records
}

// csvValues are the cells of a row by the names of their columns. A cell that is missing is empty.
func csvValues(columns, cells []string) map[string]any {
	values := make(map[string]any, len(columns))
	for i, name := range columns {
		switch _, twice := values[name]; {
		case twice:
		case i < len(cells):
			values[name] = cells[i]
		default:
			values[name] = ""
		}
	}
	return values
}

// csvArticle builds the item of a row. The header with the row is the item's Original.
func csvArticle(header []byte, columns []string, row csvRow, s *shapes) corpus.Raw {
	raw := s.raw(newRecord(csvValues(columns, row.cells), s.m))
	raw.Authors = splitAuthors(raw.Authors)
	raw.Original = corpus.Original{
		Bytes:     bytes.Join([][]byte{header, row.bytes}, []byte("\n")),
		MediaType: "text/csv",
	}
	return raw
}

// splitAuthors takes a cell with semicolons for several authors.
func splitAuthors(authors []string) []string {
	var all []string
	for _, a := range authors {
		for one := range strings.SplitSeq(a, ";") {
			if one = strings.TrimSpace(one); one != "" {
				all = append(all, one)
			}
		}
	}
	return all
}

func blank(cells []string) bool {
	return strings.TrimSpace(strings.Join(cells, "")) == ""
}

// csvRow is one row: its bytes without line end, or why it is refused.
type csvRow struct {
	line    int
	bytes   []byte
	cells   []string
	refused string
}

// csvScanner cuts a stream into rows.
type csvScanner struct {
	r       *bufio.Reader
	back    []byte // read already, to be read again
	line    int    // of the next byte
	comma   byte
	columns int
	limit   int64
	reread  int64 // bytes read again after broken quotes
	lost    bool  // the rest cannot be read
}

// rereadLimit bounds the work that a file full of broken quotes can make.
const rereadLimit = 16 << 20

// row returns the next row that is not blank, or io.EOF.
func (c *csvScanner) row() (csvRow, error) {
	for {
		start := c.line
		s := rowScan{comma: c.comma, line: start}
		raw, over, err := c.collect(&s)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return csvRow{}, err
		case over:
			return c.tooLarge(start, &s, err), nil
		case err != nil && s.quoted():
			return c.broken(start, raw, s.opened, "is never closed"), nil
		case len(bytes.TrimSpace(raw)) == 0:
			if err != nil {
				return csvRow{}, io.EOF
			}
			continue
		case s.suspect:
			return c.broken(start, raw, s.opened, "is not closed where the next cell begins"), nil
		}
		return c.checked(start, raw, &s), nil
	}
}

// checked splits a complete row and compares it with the header.
func (c *csvScanner) checked(start int, raw []byte, s *rowScan) csvRow {
	raw = bytes.TrimRight(raw, "\r\n")
	text, err := decodeBytes(raw, narrowText)
	if err != nil {
		return csvRow{line: start, refused: err.Error()}
	}
	row := csvRow{line: start, bytes: bytes.Clone(raw), cells: splitRow([]byte(text), c.comma)}
	for i, cell := range row.cells {
		if missingValues[strings.TrimSpace(cell)] {
			row.cells[i] = ""
		}
	}
	for len(row.cells) > c.columns && strings.TrimSpace(row.cells[len(row.cells)-1]) == "" {
		row.cells = row.cells[:len(row.cells)-1]
	}
	switch {
	case len(row.cells) == c.columns:
	case c.line-start > 1:
		return c.broken(start, raw, s.opened, "seems not to be closed: the row has "+c.count(len(row.cells)))
	default:
		row.refused = "the row has " + c.count(len(row.cells))
	}
	return row
}

// missingValues are what pandas, R and dumps of databases write where there is no value.
var missingValues = set("NULL", "null", "NaN", "nan", "NaT", "None", "<NA>", "N/A", "#N/A", `\N`)

func (c *csvScanner) count(cells int) string {
	return fmt.Sprintf("%d cells and the header %d", cells, c.columns)
}

// collect reads one row, with its line end, into raw. Of a row over the limit it keeps nothing.
func (c *csvScanner) collect(s *rowScan) (raw []byte, over bool, err error) {
	for {
		part, err := c.chunk()
		ended := s.feed(part)
		c.line += bytes.Count(part, []byte("\n"))
		switch {
		case over:
		case int64(len(raw)+len(part)) > c.limit:
			raw, over = nil, true
		default:
			raw = append(raw, part...)
		}
		if ended || s.suspect && !over {
			return raw, over, nil
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return raw, over, err
		}
	}
}

// chunk returns bytes up to and with a line feed, or a part of a long line with ErrBufferFull.
func (c *csvScanner) chunk() ([]byte, error) {
	if len(c.back) == 0 {
		return c.r.ReadSlice('\n')
	}
	end := bytes.IndexByte(c.back, '\n') + 1
	if end == 0 {
		part := c.back
		c.back = nil
		return part, bufio.ErrBufferFull
	}
	part := c.back[:end]
	c.back = c.back[end:]
	return part, nil
}

// broken sets a row's first line aside and goes back to the second.
func (c *csvScanner) broken(start int, raw []byte, opened int, how string) csvRow {
	row := csvRow{line: start, refused: fmt.Sprintf("the quote that opens on line %d %s", opened, how)}
	end := bytes.IndexByte(raw, '\n') + 1
	if end == 0 {
		return row
	}
	rest := raw[end:]
	if c.reread += int64(len(rest)); c.reread > rereadLimit {
		row.refused += "; there are too many such quotes, and the rest was not read"
		c.lost = true
		return row
	}
	c.back = append(bytes.Clone(rest), c.back...)
	c.line = start + 1
	return row
}

func (c *csvScanner) tooLarge(start int, s *rowScan, err error) csvRow {
	row := csvRow{line: start, refused: tooLarge(c.limit)}
	if err != nil && s.quoted() {
		row.refused = fmt.Sprintf("the quote that opens on line %d is never closed; the rest of the file was not read", s.opened)
		c.lost = true
	}
	return row
}

// rowScan follows the quotes of one row, byte by byte.
type rowScan struct {
	comma   byte
	line    int // of the next byte
	state   cellState
	opened  int  // line of the last opening quote
	begins  bool // the last byte was a separator or a line end inside quotes
	lead    bool // the last quote stands where a cell would begin
	suspect bool
}

type cellState uint8

const (
	cellStart cellState = iota
	cellPlain
	cellQuoted
	cellQuote // after a quote in a quoted cell
)

func (s *rowScan) quoted() bool { return s.state == cellQuoted }

// feed takes the next bytes, which hold a line feed at most at their end, and reports whether
// it ends the row.
func (s *rowScan) feed(part []byte) (ended bool) {
	for _, b := range part {
		s.step(b)
		if b == '\n' {
			s.line++
			ended = s.state != cellQuoted
		}
	}
	return ended
}

func (s *rowScan) step(b byte) {
	switch s.state {
	case cellStart:
		s.state = cellPlain
		switch b {
		case '"':
			s.state, s.opened, s.begins = cellQuoted, s.line, false
		case s.comma, ' ':
			s.state = cellStart
		}
	case cellPlain:
		if b == s.comma {
			s.state = cellStart
		}
	case cellQuoted:
		if b == '"' {
			s.state, s.lead = cellQuote, s.begins && s.line > s.opened
		}
		s.begins = b == s.comma || b == '\n'
	case cellQuote:
		s.afterQuote(b)
	}
}

// afterQuote decides what a quote in a quoted cell was: its end, one half of a doubled quote, or
// text.
func (s *rowScan) afterQuote(b byte) {
	s.state = cellQuoted
	switch b {
	case s.comma:
		s.state = cellStart
	case '\n':
		s.state = cellPlain
	case '\r', ' ':
		s.state = cellQuote
	case '"':
		s.begins = false
	default:
		s.begins = false
		s.suspect = s.suspect || s.lead
	}
}

// splitRow splits one row, without its line end, into cells.
func splitRow(row []byte, comma byte) []string {
	var cells []string
	for {
		cell, rest, more := nextCell(row, comma)
		cells = append(cells, cell)
		if !more {
			return cells
		}
		row = rest
	}
}

func nextCell(row []byte, comma byte) (cell string, rest []byte, more bool) {
	start := bytes.TrimLeft(row, " ")
	if len(start) == 0 || start[0] != '"' {
		plain, rest, more := bytes.Cut(row, []byte{comma})
		return string(bytes.TrimSpace(plain)), rest, more
	}
	var b bytes.Buffer
	for i := 1; i < len(start); i++ {
		if start[i] != '"' {
			b.WriteByte(start[i])
			continue
		}
		if i+1 < len(start) && start[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		after := bytes.TrimLeft(start[i+1:], " \r")
		if len(after) == 0 {
			return b.String(), nil, false
		}
		if after[0] == comma {
			return b.String(), after[1:], true
		}
		b.WriteByte('"')
	}
	return b.String(), nil, false
}
