package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"dateline/web/api"

	"github.com/spf13/cobra"
)

func (p *program) reindexCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "reindex",
		Short: "Make the index anew from the store, beside the old one, and swap",
		Long: `Builds a new index from the store beside the one in use; it takes its place when it is complete. Where a server has
the index open, the server does it and keeps answering from the old one meanwhile.`,
		Example: `  dateline reindex`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := p.dataDir().requireStore(); err != nil {
				return err
			}
			e, err := p.openIndexed(c.Context(), "reindex", opening{})
			var held *heldError
			if errors.As(err, &held) && held.holder.Addr != "" {
				return p.reindexByServer(c.Context(), held.holder.Addr)
			}
			if err != nil {
				return err
			}
			show := newProgress(p.stderr, "indexing", 0, false)
			err = e.index.Rebuild(c.Context(), show.articles)
			show.clear()
			if err == nil {
				status := e.index.Status()
				p.reindexed(status.Generation, status.Documents)
			}
			return errors.Join(err, e.close())
		},
	}
	p.addDataFlag(c)
	return c
}

func (p *program) reindexed(generation string, documents int) {
	fmt.Fprintf(p.stderr, "%s holds %s\n", generation, plural(documents, "article", "articles"))
}

// reindexByServer tells the server to build the index anew, and waits until it has.
func (p *program) reindexByServer(ctx context.Context, addr string) error {
	if _, err := callServer(ctx, http.MethodPost, addr, "/api/v1/reindex"); err != nil {
		return err
	}
	show := newProgress(p.stderr, "indexing", 0, false)
	defer show.clear()
	for {
		body, err := callServer(ctx, http.MethodGet, addr, "/api/v1/index")
		if err != nil {
			return err
		}
		var status api.Status
		if err := json.Unmarshal(body, &status); err != nil {
			return fmt.Errorf("reading the state of the index: %w", err)
		}
		if !status.Rebuilding {
			show.clear()
			if status.Error != "" {
				return fmt.Errorf("the server at %s could not make the index anew: %s", addr, status.Error)
			}
			p.reindexed(status.Generation, status.Documents)
			return nil
		}
		show.articles(status.Done, status.Total)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
