package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"dateline/corpus"
)

// Options say how to read the input. The zero value reads everything by its content.
type Options struct {
	// Format forces the format of every file and archive entry; empty is by content.
	Format Format
	// Source overrides the outlet of every item: a domain if it has a dot and no space, else a name.
	Source string
	// Map names, by field, the key or column to read in place of the field's aliases. A key may be
	// a dotted path into nested objects. Fields lists the fields.
	Map map[string]string
	// Opened, if set, is told of every file and archive entry that is read, before its first item, and as what. Its place is
	// that of its items, without a line.
	Opened func(place string, f Format)
	// Mapped, if set, is told from which keys and columns the records of a file are read, before the first of them, and
	// again where records of another shape are read otherwise. Like Opened and Progress it is called by the goroutine that
	// ranges over Read.
	Mapped func(Mapping)
	// Limits bound the input; zero values mean DefaultLimits.
	Limits Limits
	// Progress, if set, is told the bytes of input read so far, in the unit of Size, from the
	// goroutine that ranges over Read.
	Progress func(done int64)
}

// Limits bound what is read from strangers. Sizes are in bytes.
type Limits struct {
	Record   int64 // one article: a text or HTML file, a JSON object, a CSV row
	Unpacked int64 // what one compressed file or archive may unpack to
	Ratio    int64 // unpacked size over packed size, beyond the first MiB
	Entries  int   // entries of one archive
	Spool    int64 // a zip archive from a stream, copied to a temporary file
	Depth    int   // nesting of JSON
	Columns  int   // columns of a CSV file
}

// DefaultLimits are generous for news and tight for bombs.
var DefaultLimits = Limits{
	Record:   5 << 20,
	Unpacked: 16 << 30,
	Ratio:    100,
	Entries:  100_000,
	Spool:    2 << 30,
	Depth:    100,
	Columns:  1000,
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	for _, f := range []struct{ set, def *int64 }{
		{&l.Record, &d.Record}, {&l.Unpacked, &d.Unpacked}, {&l.Ratio, &d.Ratio}, {&l.Spool, &d.Spool},
	} {
		if *f.set == 0 {
			*f.set = *f.def
		}
	}
	for _, f := range []struct{ set, def *int }{
		{&l.Entries, &d.Entries}, {&l.Depth, &d.Depth}, {&l.Columns, &d.Columns},
	} {
		if *f.set == 0 {
			*f.set = *f.def
		}
	}
	return l
}

// Importer reads input as its Options say. It is safe for concurrent use.
type Importer struct {
	format   Format
	source   corpus.Source
	mapping  mapping
	limits   Limits
	progress func(int64)
	opened   func(string, Format)
	mapped   func(Mapping)
}

// New checks the options. The error is corpus.Invalid and says what is allowed.
func New(o Options) (*Importer, error) {
	if o.Format != "" && !slices.Contains(Formats(), o.Format) {
		return nil, corpus.Errorf(corpus.Invalid, "unknown format %q; it is one of %s", o.Format, join(Formats()))
	}
	m, err := newMapping(o.Map)
	if err != nil {
		return nil, err
	}
	im := &Importer{
		format:   o.Format,
		source:   sourceNamed(o.Source),
		mapping:  m,
		limits:   o.Limits.orDefault(),
		progress: o.Progress,
		opened:   o.Opened,
		mapped:   o.Mapped,
	}
	if im.opened == nil {
		im.opened = func(string, Format) {}
	}
	if im.progress == nil {
		im.progress = func(int64) {}
	}
	return im, nil
}

// ParseMap reads pairs such as "title=headline" as the command line gives them, each of which
// may hold several separated by commas. The error is corpus.Invalid.
func ParseMap(pairs []string) (map[string]string, error) {
	m := make(map[string]string)
	for _, pair := range strings.Split(strings.Join(pairs, ","), ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		field, key, ok := strings.Cut(pair, "=")
		field, key = strings.TrimSpace(field), strings.TrimSpace(key)
		if !ok || field == "" || key == "" {
			return nil, corpus.Errorf(corpus.Invalid, "%q is not field=key; fields are %s", pair, join(Fields()))
		}
		m[field] = key
	}
	if _, err := newMapping(m); err != nil {
		return nil, err
	}
	return m, nil
}

// Read yields the items of the paths in order: a file, a folder (all of it, sorted, without hidden
// files) or "-" for stdin. What could not be read stands in place as a *corpus.SetAside. The
// only other error is the context's, and is the last element.
func (im *Importer) Read(ctx context.Context, stdin io.Reader, paths ...string) corpus.Raws {
	return func(yield func(corpus.Raw, error) bool) {
		out := &output{ctx: ctx, yield: yield}
		meter := &meter{report: im.progress}
		for _, path := range paths {
			var err error
			if path == "-" {
				err = im.readStdin(out, stdin, meter)
			} else {
				err = im.readPath(out, path, meter)
			}
			if err != nil {
				out.finish(err)
				return
			}
		}
	}
}

// errStopped ends a reading that nobody listens to any more.
var errStopped = errors.New("stopped")

// output hands items to the consumer. Its methods return errStopped or the context's error
// when reading must end; decoders pass these on.
type output struct {
	ctx   context.Context
	yield func(corpus.Raw, error) bool
	ended bool
}

func (o *output) raw(r corpus.Raw) error { return o.put(r, nil) }

func (o *output) aside(place string, line int, format string, args ...any) error {
	return o.put(corpus.Raw{}, &corpus.SetAside{Place: at(place, line), Line: line, Reason: fmt.Sprintf(format, args...)})
}

func (o *output) put(r corpus.Raw, err error) error {
	if cerr := o.ctx.Err(); cerr != nil {
		return cerr
	}
	if !o.yield(r, err) {
		o.ended = true
		return errStopped
	}
	return nil
}

// fatal reports whether err ends the whole reading rather than one file.
func (o *output) fatal(err error) bool {
	return errors.Is(err, errStopped) || o.ctx.Err() != nil
}

// finish yields the error that ended the reading, unless the consumer has left.
func (o *output) finish(err error) {
	if o.ended {
		return
	}
	if cerr := o.ctx.Err(); cerr != nil {
		err = cerr
	}
	o.yield(corpus.Raw{}, err)
}

// at returns the place of a line for messages.
func at(place string, line int) string {
	if line == 0 {
		return place
	}
	return fmt.Sprintf("%s:%d", place, line)
}

func join[S ~string](words []S) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return strings.Join(plain, ", ")
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
