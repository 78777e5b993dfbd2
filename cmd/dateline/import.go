package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/importer"
	"dateline/corpus/ingest"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

// importFlags are the options of the import command.
type importFlags struct {
	format, source string
	fields         []string
	report         string
	limit, workers int
	dryRun, watch  bool
}

func (p *program) importCommand() *cobra.Command {
	var with importFlags
	c := &cobra.Command{
		Use:   "import PATH...",
		Short: "Add articles from files, folders, archives or standard input (-)",
		Long: `Reads every format that news is kept in, in folders, compressed and packed too; the content decides on the format, not the
name. Formats: ` + formatNames() + `; packed as tar, zip, gzip, zstd, bzip2.

Importing the same files again changes nothing; a changed text becomes a new revision. What cannot be read is set aside
with its place and reason, and the rest goes on. Ctrl-C, or even a crash, loses and doubles nothing: the same command again
finishes the job.

Fields of JSON, JSONL and CSV: ` + strings.Join(importer.Fields(), ", ") + `.
Where keys or columns have other names, what they are is guessed and shown; --map says it. --dry-run shows what would be read.`,
		Example: `  dateline import ~/news                                        a folder of anything
  dateline import --dry-run dump.csv                            what would be read, and as what
  dateline import --map title=Titel,text=story.body dump.json   keys of one's own
  dateline import CC-NEWS-20250130.warc.gz                      a web archive
  dateline import --source thepaper.example pages.tar.zst       saved pages of one outlet
  dateline import feed.xml newsletter.eml story.nitf.xml        feeds, mail, exchange formats
  dateline import --report fates.jsonl ~/news                   what became of every item
  dateline import --watch ~/incoming                            stay, and take in what arrives
  zcat wire.jsonl.gz | dateline import -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return p.runImport(c.Context(), args, with) },
	}
	p.addDataFlag(c)
	f := c.Flags()
	f.StringVar(&with.format, "format", "", "read every file as `FORMAT`: "+formatNames()+" (default by content)")
	f.StringVar(&with.source, "source", "", "the outlet of every article: a `DOMAIN` or a name")
	f.StringSliceVar(&with.fields, "map", nil, "read a field from another key: `FIELD=KEY,...`, a KEY may be a path such as story.body")
	f.BoolVar(&with.dryRun, "dry-run", false, "show what would be read; store nothing")
	f.IntVar(&with.limit, "limit", 0, "end after `N` articles")
	f.StringVar(&with.report, "report", "", "write what became of every item to `FILE` (-: standard output), as JSON lines")
	f.BoolVar(&with.watch, "watch", false, "stay, and import what is added to the folders or changes in them, until Ctrl-C")
	f.IntVar(&with.workers, "workers", 0, "prepare `N` articles at a time (default: as many as there are processors)")
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
	p         *program
	with      importFlags
	paths     []string
	reader    *importer.Importer
	annotator *entity.Annotator // loaded by store
	ingester  *ingest.Ingester  // set by store
	screen    *importScreen
	fates     *fateWriter // of --report, or nil
	trial     *trial      // of --dry-run, or nil
	tell      func(corpus.Fate)
	read      atomic.Int64 // bytes of input read
}

func (p *program) runImport(ctx context.Context, paths []string, with importFlags) (err error) {
	job := &importJob{p: p, with: with, paths: paths, screen: &importScreen{w: p.stderr}}
	if err := job.prepare(); err != nil {
		return err
	}
	if job.fates, err = p.openFates(with.report); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, job.fates.close()) }()
	switch {
	case with.dryRun:
		return job.dryRun(ctx)
	case with.watch:
		return job.watch(ctx)
	}
	return job.run(ctx, paths)
}

// prepare checks the flags and the paths.
func (job *importJob) prepare() error {
	with := job.with
	switch {
	case with.limit < 0 || with.workers < 0:
		return usageError{errors.New("--limit and --workers take numbers from 1")}
	case with.watch && (with.dryRun || with.limit > 0):
		return usageError{errors.New("--watch goes neither with --dry-run nor with --limit")}
	}
	mapping, err := importer.ParseMap(with.fields)
	if err != nil {
		return usageIfInvalid(err)
	}
	options := importer.Options{Format: importer.Format(with.format), Source: with.source, Map: mapping,
		Progress: job.read.Store, Mapped: job.screen.mapped}
	if with.dryRun {
		job.trial = newTrial()
		options.Opened, options.Mapped = job.trial.opened, job.trial.mapped
	}
	if job.reader, err = importer.New(options); err != nil {
		return usageIfInvalid(err)
	}
	for _, path := range job.paths {
		info, err := os.Stat(path)
		switch {
		case with.watch && (path == "-" || err == nil && !info.IsDir()):
			return usageError{fmt.Errorf("import: --watch takes folders, and %s is none", path)}
		case path != "-" && err != nil:
			return usageError{fmt.Errorf("import: %w", err)}
		}
	}
	return nil
}

// run imports paths once, and the index follows.
func (job *importJob) run(ctx context.Context, paths []string) error {
	e, err := job.p.openIndexed(ctx, "import", opening{})
	var held *heldError
	if errors.As(err, &held) {
		return job.storeOnly(ctx, paths, held.holder)
	}
	if err != nil {
		return err
	}
	err = job.storeAndIndex(ctx, paths, e)
	return errors.Join(err, e.close())
}

// storeOnly imports while another process has the index open, which a server follows by itself.
func (job *importJob) storeOnly(ctx context.Context, paths []string, who holder) error {
	s, err := job.p.openStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := job.store(ctx, s, paths); err != nil || job.with.watch {
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
func (job *importJob) storeAndIndex(ctx context.Context, paths []string, e *indexed) error {
	followed, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- e.index.Follow(followed) }()
	err := job.store(ctx, e.store, paths)
	stop()
	if followErr := <-done; followErr != nil && !errors.Is(followErr, context.Canceled) {
		err = errors.Join(err, fmt.Errorf("indexing: %w", followErr))
	}
	if err != nil {
		return err
	}
	if err := job.p.catchUp(ctx, e); err != nil || job.with.watch {
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
func (job *importJob) store(ctx context.Context, s *store.Store, paths []string) error {
	var err error
	if job.annotator == nil {
		if job.annotator, err = newAnnotator(); err != nil {
			return err
		}
	}
	job.ingester, err = ingest.New(ingest.Config{Store: s, Annotator: job.annotator, Limit: job.with.limit, Workers: job.with.workers, Log: job.p.logger()})
	if err != nil {
		return err
	}
	report, err := job.ingest(ctx, job.ingester, paths)
	if job.with.watch {
		return err
	}
	fmt.Fprintln(job.p.stderr, counts(report))
	showAside(job.p.stderr, "", report.Groups)
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

// ingest reads the paths, shows how far it is, and tells every item's fate to those who asked.
func (job *importJob) ingest(ctx context.Context, in *ingest.Ingester, paths []string) (ingest.Report, error) {
	reading, enough := context.WithCancel(ctx)
	defer enough()
	job.screen.begin(newProgress(job.p.stderr, "importing", importer.Size(paths...), true))
	defer job.screen.end()
	stored := 0
	var reportErr error
	report, err := in.Run(ctx, job.reader.Read(reading, job.p.stdin, paths...), ingest.Watch{
		Fate: func(f corpus.Fate) {
			if reportErr == nil {
				reportErr = job.fates.write(f)
			}
			if job.tell != nil {
				job.tell(f)
			}
			if f.Status != corpus.FateRejected {
				stored++
			}
			if job.with.limit > 0 && stored == job.with.limit || reportErr != nil {
				enough() // a reading that waits for input ends too
			}
		},
		Progress: func(r ingest.Report) { job.screen.set(job.read.Load(), counts(r)) },
	})
	if reportErr != nil {
		return report, reportErr
	}
	return report, err
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
	e, err := p.openIndexed(ctx, "update", opening{})
	var held *heldError
	if errors.As(err, &held) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(e.catchUp(ctx), e.close())
}
