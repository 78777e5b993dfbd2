package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/importer"
	"dateline/corpus/ingest"
)

// trial is what a dry run gathers: a store that keeps nothing, and what is to be shown of every file.
type trial struct {
	corpus.Writer // nil: only Put is called

	mu    sync.Mutex
	files map[string]*triedFile
	order []string
	put   []corpus.Article // whose fates are not told yet, in order
}

// triedFile is what was read of one file, its entries together.
type triedFile struct {
	formats  map[importer.Format]int // streams
	mappings []string
	report   ingest.Report
	first    []string // articles, in a line each
}

const (
	triedFiles    = 200 // shown one by one
	triedArticles = 3   // shown of each file
	triedMappings = 5
)

func newTrial() *trial { return &trial{files: make(map[string]*triedFile)} }

// file returns what is known of the file that a place is in. The caller holds the lock.
func (t *trial) file(name string) *triedFile {
	f := t.files[name]
	if f == nil {
		f = &triedFile{formats: make(map[importer.Format]int)}
		t.files[name] = f
		t.order = append(t.order, name)
	}
	return f
}

func (t *trial) opened(place string, format importer.Format) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.file(outerFile(place)).formats[format]++
}

func (t *trial) mapped(m importer.Mapping) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.file(outerFile(m.Place))
	said := m.String()
	if m.Guessed() || !m.HasText() {
		said += " (guessed; other with --map)"
	}
	if !slices.Contains(f.mappings, said) && len(f.mappings) < triedMappings {
		f.mappings = append(f.mappings, said)
	}
}

// Put keeps the articles until their fates are told.
func (t *trial) Put(_ context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	outcomes := make([]corpus.Outcome, len(batch))
	for i, s := range batch {
		t.put = append(t.put, s.Article)
		outcomes[i] = corpus.Outcome{Status: corpus.New, Revision: 1}
	}
	return outcomes, nil
}

// tell counts an item for its file.
func (t *trial) tell(f corpus.Fate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	file := t.file(fileOf(f))
	file.report.Count(f)
	if f.Status == corpus.FateRejected {
		return
	}
	a := t.put[0]
	t.put = t.put[1:]
	if len(file.first) < triedArticles {
		file.first = append(file.first, headline(a))
	}
}

// headline shows an article in one line: its day, its title and where it comes from.
func headline(a corpus.Article) string {
	day := "no date   "
	if s := a.Published.String(); s != "" {
		day = fmt.Sprintf("%-10s", s[:min(len(s), len("2006-01-02"))])
	}
	title := a.Title
	if title == "" {
		title = a.Body
	}
	const most = 80
	if runes := []rune(title); len(runes) > most {
		title = string(runes[:most]) + "…"
	}
	return day + "  " + strings.Join(strings.Fields(title), " ")
}

// noFacts annotates nothing: a dry run shows no facts.
type noFacts struct{}

var _ ingest.Annotator = noFacts{}

func (noFacts) Version() string                                        { return "none" }
func (noFacts) Supersedes(string) bool                                 { return false }
func (noFacts) Annotate(string, string, string) (a corpus.Annotations) { return a }

// dryRun reads and prepares everything, and shows what would be stored.
func (job *importJob) dryRun(ctx context.Context) error {
	in, err := ingest.New(ingest.Config{Store: job.trial, Annotator: noFacts{}, Limit: job.with.limit, Workers: job.with.workers, Log: job.p.logger()})
	if err != nil {
		return err
	}
	job.tell = job.trial.tell
	report, err := job.ingest(ctx, in, job.paths)
	job.showTrial()
	fmt.Fprintf(job.p.stdout, "%s from %s would be read, %d items set aside. Nothing was stored.\n",
		plural(report.Stored(), "article", "articles"), plural(len(job.trial.order), "file", "files"), report.SetAside)
	return err
}

func (job *importJob) showTrial() {
	w := job.p.stdout
	for i, name := range job.trial.order {
		if i == triedFiles {
			fmt.Fprintf(w, "… and %d more files\n", len(job.trial.order)-triedFiles)
			return
		}
		f := job.trial.files[name]
		fmt.Fprintf(w, "%s: %s%s, %d set aside\n", name, f.kinds(), plural(f.report.Stored(), "article", "articles"), f.report.SetAside)
		for _, m := range f.mappings {
			fmt.Fprintln(w, "  "+m)
		}
		for _, line := range f.first {
			fmt.Fprintln(w, "  "+line)
		}
		showAside(w, "  ", f.report.Groups)
	}
}

// kinds lists the formats in a file: "csv, " or "120 html, 3 json, ".
func (f *triedFile) kinds() string {
	var formats []importer.Format
	streams := 0
	for format, n := range f.formats {
		formats = append(formats, format)
		streams += n
	}
	slices.Sort(formats)
	var b strings.Builder
	for _, format := range formats {
		if streams > 1 {
			fmt.Fprintf(&b, "%d ", f.formats[format])
		}
		fmt.Fprintf(&b, "%s, ", format)
	}
	return b.String()
}
