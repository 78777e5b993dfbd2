package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"

	"dateline/corpus"
	"dateline/corpus/importer"
	"dateline/corpus/ingest"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) importCommand() *cobra.Command {
	var format, source string
	var fields []string
	c := &cobra.Command{
		Use:   "import PATH...",
		Short: "Add articles from files, folders, archives or standard input (-)",
		Long: `Reads plain text (first line: the title), HTML, JSON, JSONL and CSV, folders of these, and .gz, zip and tar of these. The
content decides on the format, not the name. Importing the same files again changes nothing; a changed text becomes a new
revision. What cannot be read is set aside with its place and reason, and the rest goes on. Ctrl-C ends after the batch under
way; the same command again finishes the job.

Fields of JSON, JSONL and CSV: id, url, title, text (or body, content, maintext), published (or date, date_publish), authors,
source, language. Name others with --map.`,
		Example: `  dateline import ~/news
  dateline import --source thepaper.example pages.zip
  dateline import --map title=headline,text=story.body dump.jsonl.gz
  zcat feed.jsonl.gz | dateline import -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			mapping, err := importer.ParseMap(fields)
			if err != nil {
				return usageIfInvalid(err)
			}
			job := importJob{p: p, paths: args}
			job.reader, err = importer.New(importer.Options{Format: importer.Format(format), Source: source, Map: mapping,
				Progress: job.read.Store})
			if err != nil {
				return usageIfInvalid(err)
			}
			return job.run(c.Context())
		},
	}
	p.addDataFlag(c)
	c.Flags().StringVar(&format, "format", "", "read every file as `FORMAT`: "+formatNames()+" (default by content)")
	c.Flags().StringVar(&source, "source", "", "the outlet of every article: a `DOMAIN` or a name")
	c.Flags().StringSliceVar(&fields, "map", nil, "read a field from another key: `FIELD=KEY,...`, a KEY may be a path such as story.body")
	return c
}

func formatNames() string {
	var names []string
	for _, f := range importer.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// importJob is one run of the import command.
type importJob struct {
	p        *program
	paths    []string
	reader   *importer.Importer
	ingester *ingest.Ingester // set by store
	read     atomic.Int64     // bytes of input read
}

func (job *importJob) run(ctx context.Context) error {
	for _, path := range job.paths {
		if _, err := os.Stat(path); path != "-" && err != nil {
			return usageError{fmt.Errorf("import: %w", err)}
		}
	}
	e, err := job.p.openIndexed(ctx, "import", 0)
	var held *heldError
	if errors.As(err, &held) {
		return job.storeOnly(ctx, held.holder)
	}
	if err != nil {
		return err
	}
	err = job.storeAndIndex(ctx, e)
	return errors.Join(err, e.close())
}

// storeOnly imports while another process has the index open, which a server follows by itself.
func (job *importJob) storeOnly(ctx context.Context, who holder) error {
	s, err := job.p.openStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := job.store(ctx, s); err != nil {
		return err
	}
	if who.Addr != "" {
		fmt.Fprintf(job.p.stderr, "The server at http://%s follows the store: what was added is found there in a moment.\n", who.Addr)
		return nil
	}
	fmt.Fprintf(job.p.stderr, "The index is open in %s: the next command that opens it brings it up to date.\n", who)
	return nil
}

// storeAndIndex imports, and the index follows meanwhile.
func (job *importJob) storeAndIndex(ctx context.Context, e *indexed) error {
	followed, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- e.index.Follow(followed) }()
	err := job.store(ctx, e.store)
	stop()
	if followErr := <-done; followErr != nil && !errors.Is(followErr, context.Canceled) {
		err = errors.Join(err, fmt.Errorf("indexing: %w", followErr))
	}
	if err != nil {
		return err
	}
	if err := job.p.catchUp(ctx, e); err != nil {
		return err
	}
	return job.hint(ctx, e.store)
}

// hint tells of articles imported before whose facts are of an older version. A server needs no hint.
func (job *importJob) hint(ctx context.Context, s *store.Store) error {
	ahead, err := job.ingester.Outdated(ctx, s)
	if err != nil {
		return err
	}
	if ahead.Outdated > 0 {
		fmt.Fprintf(job.p.stderr, "The facts of %s are of an older version: 'dateline reannotate' brings them up to date, and so does 'dateline serve'.\n",
			plural(ahead.Outdated, "article", "articles"))
	}
	return nil
}

// store imports into the store and reports what became of every item.
func (job *importJob) store(ctx context.Context, s *store.Store) error {
	var err error
	if job.ingester, err = job.p.newIngester(s); err != nil {
		return err
	}
	show := newProgress(job.p.stderr, "importing", importer.Size(job.paths...), true)
	report, err := job.ingester.Run(ctx, job.reader.Read(ctx, job.p.stdin, job.paths...), ingest.Watch{
		Fate: func(f corpus.Fate) {
			if f.Status == corpus.FateRejected {
				show.clear()
				fmt.Fprintf(job.p.stderr, "set aside: %s: %s\n", f.Place, f.Reason)
			}
		},
		Progress: func(r ingest.Report) { show.set(job.read.Load(), counts(r)) },
	})
	show.clear()
	fmt.Fprintln(job.p.stderr, counts(report))
	if err != nil {
		how := "Stopped."
		if !errors.Is(err, context.Canceled) {
			how = "Failed."
		}
		fmt.Fprintln(job.p.stderr, how, "What is counted above is stored; run the same command again to finish.")
		return err
	}
	if report.Items() > 0 && report.Stored() == 0 {
		return errors.New("nothing could be imported: see what was set aside")
	}
	return nil
}

func counts(r ingest.Report) string {
	return fmt.Sprintf("%d new, %d changed, %d unchanged, %d set aside", r.New, r.Changed, r.Unchanged, r.SetAside)
}

// catchUp brings the index to the head of the store and shows how far it is.
func (p *program) catchUp(ctx context.Context, e *indexed) error {
	show := newProgress(p.stderr, "indexing", 0, false)
	defer show.clear()
	if err := e.index.CatchUp(ctx, show.articles); err != nil {
		return fmt.Errorf("bringing the index up to date: %w", err)
	}
	return nil
}

// followIfFree brings the index up to date if no other process has it open: one that does follows by itself.
func (p *program) followIfFree(ctx context.Context) error {
	e, err := p.openIndexed(ctx, "delete", 0)
	var held *heldError
	if errors.As(err, &held) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(e.catchUp(ctx), e.close())
}
