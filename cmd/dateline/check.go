package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/index"

	"github.com/spf13/cobra"
)

func (p *program) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "check",
		Short: "Read every record of the store and compare the index with it",
		Long: `Verifies the content hash of every article, original and set of facts, that who is who follows from the facts and the
decisions, which articles are copies from the texts, what is known of outlets from what articles say, and that the index holds exactly
the articles of the store. Where a server has the index open only the store is read. Exit status 1 if anything is damaged.`,
		Example: `  dateline check`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := p.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			damages := map[string]int{} // by what is damaged
			n, err := s.Check(c.Context(), func(d corpus.Damage) error {
				damages[d.What]++
				if d.ID == "" {
					fmt.Fprintf(p.stdout, "damaged: %s: %v\n", d.What, d.Err)
				} else {
					fmt.Fprintf(p.stdout, "damaged: %s of article %s, revision %d: %v\n", d.What, d.ID, d.Revision, d.Err)
				}
				return nil
			})
			fmt.Fprintf(p.stdout, "store: %s read, %d damaged\n", plural(n, "record", "records"), sum(damages))
			if err != nil {
				return err
			}
			if err := p.checkIndex(c); err != nil {
				return err
			}
			return mending(damages)
		},
	}
	p.addDataFlag(c)
	return c
}

// mending says what to do about damages; those that are derived from the rest need no backup.
func mending(damages map[string]int) error {
	switch sum(damages) {
	case 0:
		return nil
	case damages["people"] + damages["copies"] + damages["outlets"]:
		var rebuild []string
		for _, d := range []struct{ what, command string }{{"people", "people"}, {"copies", "copies"}, {"outlets", "sources"}} {
			if damages[d.what] > 0 {
				rebuild = append(rebuild, "'dateline "+d.command+" rebuild'")
			}
		}
		return fmt.Errorf("what is derived from the articles does not follow from them: derive it anew with %s", strings.Join(rebuild, " and "))
	}
	return errors.New("the store is damaged: restore a backup with 'dateline restore', or import the named articles again")
}

func sum(counts map[string]int) int {
	n := 0
	for _, one := range counts {
		n += one
	}
	return n
}

// checkIndex compares the index with the store.
func (p *program) checkIndex(c *cobra.Command) error {
	e, err := p.openIndexed(c.Context(), "check", opening{search: checkLimit})
	var held *heldError
	if errors.As(err, &held) {
		fmt.Fprintf(p.stdout, "index: open in %s, not read\n", held.holder)
		return nil
	}
	if err != nil {
		return err
	}
	defer e.close()
	if err := e.catchUp(c.Context()); err != nil {
		return err
	}
	info, err := e.store.Info(c.Context())
	if err != nil {
		return err
	}
	both, err := inBoth(c.Context(), e.index)
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	status := e.index.Status()
	fmt.Fprintf(p.stdout, "index: %s holds %s, the store %d, both %d; at change %d of %d\n", status.Generation,
		plural(status.Documents, "article", "articles"), info.Articles, both, status.Position.Seq, info.Head)
	if status.Documents != both || info.Articles != both {
		return errors.New("the index does not hold what the store does: make it anew with 'dateline reindex'")
	}
	return nil
}

// checkLimit is how long reading a page of the index may take. Nobody waits for it as a reader does.
const checkLimit = 10 * time.Minute

// inBoth counts the articles that the index and the store both hold: a search leaves out what the store lacks.
func inBoth(ctx context.Context, x *index.Index) (int, error) {
	seen := map[corpus.ID]bool{}
	request := index.Request{Sort: index.ByNewest, Size: index.MaxSize}
	for {
		response, err := x.Search(ctx, request)
		if err != nil {
			return 0, err
		}
		for i := range response.Results {
			seen[response.Results[i].Record.Article.ID] = true
		}
		if response.Cursor == "" {
			return len(seen), nil
		}
		request.Cursor = response.Cursor
	}
}
