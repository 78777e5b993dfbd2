package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/importer"
	"dateline/corpus/ingest"
)

// fateWriter writes what became of every item, one line each. A line is written at once as a whole, so that what was killed
// leaves whole lines. A nil one writes nothing.
type fateWriter struct {
	w    io.Writer
	file *os.File // to be closed, or nil
}

// openFates opens the file of --report, nil if none is asked for. One that exists is written anew.
func (p *program) openFates(path string) (*fateWriter, error) {
	switch path {
	case "":
		return nil, nil
	case "-":
		return &fateWriter{w: p.stdout}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, usageError{fmt.Errorf("the report cannot be written: %w", err)}
	}
	return &fateWriter{w: f, file: f}, nil
}

func (r *fateWriter) write(f corpus.Fate) error {
	if r == nil {
		return nil
	}
	var line strings.Builder
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(f); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if _, err := io.WriteString(r.w, line.String()); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

func (r *fateWriter) close() error {
	if r == nil || r.file == nil {
		return nil
	}
	if err := r.file.Close(); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// counts says in one line what became of the items.
func counts(r ingest.Report) string {
	copies := ""
	switch {
	case r.Copies == 1:
		copies = " (1 of these is a copy)"
	case r.Copies > 1:
		copies = fmt.Sprintf(" (%d of these are copies)", r.Copies)
	}
	return fmt.Sprintf("%d new, %d changed%s, %d unchanged, %d set aside", r.New, r.Changed, copies, r.Unchanged, r.SetAside)
}

// showAside says what was set aside, alike reasons in one line.
func showAside(w io.Writer, indent string, groups []ingest.Group) {
	for _, g := range groups {
		reason := g.Reason
		if g.Class != "" {
			reason = g.Class + ": " + reason
		}
		if g.Count == 1 {
			fmt.Fprintf(w, "%sset aside: %s: %s\n", indent, g.Places[0], reason)
			continue
		}
		more := ""
		if rest := g.Count - len(g.Places); rest > 0 {
			more = fmt.Sprintf(" and %d more", rest)
		}
		fmt.Fprintf(w, "%sset aside: %d × %s: %s%s\n", indent, g.Count, reason, strings.Join(g.Places, ", "), more)
	}
}

// importScreen shows the progress of an import and the messages of its reading, which come from another goroutine.
type importScreen struct {
	w    io.Writer
	mu   sync.Mutex
	show *progress
	told map[string]int // mappings told, by file
}

func (s *importScreen) begin(show *progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show = show
}

func (s *importScreen) set(done int64, note string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show.set(done, note)
}

func (s *importScreen) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show.clear()
}

const mappingsTold = 20 // lines of what was guessed

// mapped says what was guessed of a file, once for all entries of an archive that are read alike.
func (s *importScreen) mapped(m importer.Mapping) {
	if !m.Guessed() && m.HasText() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := outerFile(m.Place) + "\x00" + m.String()
	if s.told == nil {
		s.told = make(map[string]int)
	}
	if s.told[key]++; s.told[key] > 1 || len(s.told) > mappingsTold {
		return
	}
	s.show.clear()
	fmt.Fprintf(s.w, "%s: %s; other with --map\n", m.Place, m)
	if len(s.told) == mappingsTold {
		fmt.Fprintln(s.w, "More is guessed than is shown: see --dry-run.")
	}
}

// outerFile is the file of a place: what stands before the entry of an archive.
func outerFile(place string) string { return importer.FileOf(place) }

// fileOf is the file that an item's fate belongs to.
func fileOf(f corpus.Fate) string { return importer.FileOfRecord(f.Place, f.Line) }
