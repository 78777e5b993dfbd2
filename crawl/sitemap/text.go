package sitemap

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"dateline/corpus"
	"dateline/corpus/feed"
)

// probed is how many lines of a text are looked at before it is taken as none of addresses.
const probed = 10

// text reads addresses, one a line.
func (r *reading) text(s *source) error {
	for {
		number := s.line
		line, err := readLine(s)
		line = strings.TrimSpace(line)
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case isAbsolute(line):
			r.Format = Text
			if done := r.give(Entry{Line: number, Priority: defaultPriority}, line); done != nil {
				return done
			}
		case line != "":
			r.Refused++
			r.problem(number, "not an absolute address: %.*q", shown, line)
		}
		if r.Format == "" && (err != nil || r.Refused == probed) {
			return corpus.Errorf(corpus.Invalid, "not a sitemap: neither markup nor addresses")
		}
		if err != nil {
			return err
		}
	}
}

func isAbsolute(line string) bool {
	scheme, _, ok := strings.Cut(line, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// readLine reads up to the end of a line. Of a line that is too long for an address all but the start is left out.
func readLine(s *source) (string, error) {
	var line []byte
	for {
		s.next()
		b, err := s.ReadByte()
		if err != nil || b == '\n' || b == '\r' {
			return string(line), err
		}
		if len(line) <= MaxURL {
			line = append(line, b)
		}
	}
}

// feed reads a feed.
func (r *reading) feed(source io.Reader) error {
	var b bytes.Buffer
	_, err := io.CopyN(&b, source, MaxFeed+1)
	var s *stop
	switch {
	case err == nil:
		b.Truncate(MaxFeed)
		err = &stop{"a feed longer than 5 MiB"}
	case errors.Is(err, io.EOF), errors.As(err, &s):
	default:
		return err
	}
	f, bad := feed.Parse(b.Bytes(), feed.Options{URL: r.options.URL, ContentType: r.options.ContentType, Items: r.options.Entries})
	if bad != nil {
		return corpus.Errorf(corpus.Invalid, "not a sitemap: %w", bad)
	}
	r.Format = Feed
	for _, it := range f.Items {
		if bad := r.give(itemEntry(f, it), it.Link); bad != nil {
			return bad
		}
	}
	if f.Left > 0 {
		return &stop{"it has more items than are read"}
	}
	return err
}

// itemEntry makes an entry of a feed's item.
func itemEntry(f *feed.Feed, it feed.Item) Entry {
	e := Entry{Line: it.Line, Priority: defaultPriority, LastMod: it.Updated.Date, News: &News{
		Publication: f.Title.Plain(), Language: it.Language, Title: it.Title.Plain(), Published: it.Published.Date,
	}}
	if !e.LastMod.Known() {
		e.LastMod = it.Published.Date
	}
	for _, c := range it.Categories {
		if c.Term != "" {
			e.News.Keywords = append(e.News.Keywords, c.Term)
		}
	}
	return e
}
