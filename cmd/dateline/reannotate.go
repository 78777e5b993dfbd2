package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"dateline/corpus/ingest"
	"dateline/corpus/store"
	"dateline/web/api"

	"github.com/spf13/cobra"
)

func (p *program) reannotateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "reannotate",
		Short: "Bring the facts of stored articles up to date with this version of the program",
		Long: `Finds the people, countries and sums of money anew in every article whose facts are of an older version of the program, and
brings the index up to date. No article gets a revision by it. Facts of a newer version are left alone. It can be interrupted: the same
command again goes on. A server does the same by itself, without haste; this command may run beside it.`,
		Example: `  dateline reannotate
  dateline reannotate --data ~/news-index`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := p.dataDir().requireStore(); err != nil {
				return err
			}
			e, err := p.openIndexed(c.Context(), "reannotate", opening{})
			var held *heldError
			if errors.As(err, &held) {
				return p.reannotateBeside(c.Context(), held.holder)
			}
			if err != nil {
				return err
			}
			err = p.reannotate(c.Context(), e.store)
			if err == nil {
				err = p.catchUp(c.Context(), e)
			}
			return errors.Join(err, e.close())
		},
	}
	p.addDataFlag(c)
	return c
}

// reannotateBeside works while another process has the index open, which follows the store by itself if it is a server.
func (p *program) reannotateBeside(ctx context.Context, who holder) error {
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := p.reannotate(ctx, s); err != nil {
		return err
	}
	if who.Addr == "" {
		fmt.Fprintf(p.stderr, "The index is open in %s: the next command that opens it brings it up to date.\n", who)
	}
	return nil
}

// reannotate brings the facts of a store up to date as fast as it can.
func (p *program) reannotate(ctx context.Context, s *store.Store) error {
	ingester, err := p.newIngester(s)
	if err != nil {
		return err
	}
	show := newProgress(p.stderr, "finding facts", 0, false)
	got, err := ingester.Reannotate(ctx, s, ingest.RenewOptions{Progress: func(r ingest.Renewal) { show.articles(r.Done+r.Failed, r.Outdated) }})
	show.clear()
	fmt.Fprintln(p.stderr, renewed(got))
	if err != nil {
		fmt.Fprintln(p.stderr, "The same command again goes on from there.")
	}
	return err
}

// renewed says what became of old facts.
func renewed(r ingest.Renewal) string {
	said := "All facts are of this version."
	if r.Newer > 0 {
		said = "No facts are of an older version."
	}
	if r.Outdated > 0 {
		said = fmt.Sprintf("%s of %d brought up to date.", plural(r.Done, "article", "articles"), r.Outdated)
	}
	if r.Failed > 0 {
		said += fmt.Sprintf(" %d could not be and keep their old facts: see the log.", r.Failed)
	}
	if r.Newer > 0 {
		said += fmt.Sprintf(" %d have facts of a newer version of the program, which are left alone.", r.Newer)
	}
	return said
}

// The waits of a refresher after an error of the store.
const (
	refreshPause   = 10 * time.Second
	longestRefresh = 5 * time.Minute
)

// refresher brings old facts up to date beside a server, gently, and says how far it is. An error of the store does not end the
// server: it tries again later.
type refresher struct {
	ingester *ingest.Ingester
	store    ingest.Facts
	say      io.Writer
	pause    time.Duration // after an error, doubled each time

	mu    sync.Mutex
	state api.Facts
}

// status is how far it is. It is safe for concurrent use.
func (r *refresher) status() api.Facts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.state
}

// run works until all facts are up to date or ctx ends.
func (r *refresher) run(ctx context.Context) error {
	show := plainProgress(r.say, "finding facts")
	for pause := r.pause; ; pause = min(2*pause, longestRefresh) {
		begun := false
		got, err := r.ingester.Reannotate(ctx, r.store, ingest.RenewOptions{Gentle: true, Progress: func(n ingest.Renewal) {
			r.set(n, true)
			if !begun {
				begun = true
				fmt.Fprintf(r.say, "The facts of %s are of an older version: they are brought up to date while searches are answered.\n",
					plural(n.Outdated, "article", "articles"))
			}
			show.articles(n.Done+n.Failed, n.Outdated)
		}})
		r.set(got, false)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && got.Outdated+got.Newer > 0:
			fmt.Fprintln(r.say, renewed(got))
			return nil
		case err == nil:
			return nil
		}
		fmt.Fprintf(r.say, "Bringing facts up to date failed and is tried again in %v: %v\n", pause, err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func (r *refresher) set(n ingest.Renewal, running bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.state = api.Facts{Version: n.Version, Outdated: n.Outdated, Done: n.Done, Failed: n.Failed, Newer: n.Newer, Running: running}
}
