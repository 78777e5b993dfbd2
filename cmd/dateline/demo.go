package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dateline/corpus/importer"
	"dateline/corpus/ingest"

	"github.com/spf13/cobra"
)

//go:embed sample/*.jsonl sample/*.json sample/*.csv sample/prairie-ledger sample/eastgate-post sample/later
var sampleFiles embed.FS

// samples lists the sample news with the outlets that the files themselves do not name.
var samples = []struct{ path, source string }{
	{"harbour-wire.jsonl", ""},
	{"eastgate-post", ""},
	{"nordlys-journal.json", ""},
	{"cordillera-diario.jsonl", ""},
	{"meridian-times.csv", ""},
	{"prairie-ledger", "prairieledger.example"},
	{"later", ""},
}

func (p *program) demoCommand() *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Search sample news in the browser; nothing is kept",
		Long: `Imports a few dozen invented articles into a temporary folder, indexes and serves them. The folder is removed at the end
(Ctrl-C).`,
		Example: `  dateline demo
  dateline demo --addr 127.0.0.1:0`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return p.demo(c.Context(), addr) },
	}
	c.Flags().StringVar(&addr, "addr", defaultAddr, "listen at `HOST:PORT` (port 0: a free one)")
	return c
}

func (p *program) demo(ctx context.Context, addr string) (err error) {
	listener, err := listen(ctx, addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	dir, err := os.MkdirTemp("", "dateline-demo-")
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	fmt.Fprintf(p.stderr, "The sample news is kept in %s until the end.\n", dir)
	p.data = filepath.Join(dir, "data")
	e, err := p.openIndexed(ctx, "demo", opening{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.close()) }()
	if err := p.importSamples(ctx, e, filepath.Join(dir, "sample")); err != nil {
		return fmt.Errorf("importing the sample news: %w", err)
	}
	if err := e.catchUp(ctx); err != nil {
		return err
	}
	return p.serve(ctx, e, listener, serving{notice: "Sample news: every outlet, person and event in it is invented."})
}

// importSamples writes the sample files under dir and imports them.
func (p *program) importSamples(ctx context.Context, e *indexed, dir string) error {
	files, err := fs.Sub(sampleFiles, "sample")
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, files); err != nil {
		return err
	}
	ingester, err := p.newIngester(e.store)
	if err != nil {
		return err
	}
	var total ingest.Report
	for _, sample := range samples {
		reader, err := importer.New(importer.Options{Source: sample.source})
		if err != nil {
			return err
		}
		report, err := ingester.Run(ctx, reader.Read(ctx, nil, filepath.Join(dir, sample.path)), ingest.Watch{})
		if err != nil {
			return err
		}
		for _, group := range report.Groups {
			return fmt.Errorf("a sample was set aside: %s: %s", group.Places[0], group.Reason)
		}
		total.New += report.New
	}
	fmt.Fprintf(p.stderr, "%d sample articles imported.\n", total.New)
	return nil
}
