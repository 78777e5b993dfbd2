package main

import (
	"context"
	"errors"
	"fmt"

	"dateline/corpus"

	"github.com/spf13/cobra"
)

const deleteBatch = 500 // articles deleted in one transaction

func (p *program) deleteCommand() *cobra.Command {
	var source string
	c := &cobra.Command{
		Use:   "delete ID... | --source DOMAIN",
		Short: "Delete articles for good: texts, revisions and original bytes",
		Long: `Purges articles from the store and leaves a numbered tombstone, so that every index follows. A server that is
running follows by itself. In the index's files the words of deleted articles stay, unreachable by any search, until its parts are
merged; 'dateline reindex' removes them at once. There is no way back but a backup.`,
		Example: `  dateline delete 3k9x0c2m7q1ab
  dateline delete --source tabloid.example`,
		RunE: func(c *cobra.Command, args []string) error {
			if (source == "") == (len(args) == 0) {
				return usageError{errors.New("name either the ids of articles or a --source")}
			}
			s, err := p.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			n, err := deleteArticles(c.Context(), s, args, source)
			fmt.Fprintf(p.stderr, "%s deleted\n", plural(n, "article", "articles"))
			if err != nil {
				return err
			}
			if n == 0 && source != "" {
				return corpus.Errorf(corpus.NotFound, "no article is from %s", source)
			}
			if n < len(args) {
				return corpus.Errorf(corpus.NotFound, "%d of the %d ids are of no article", len(args)-n, len(args))
			}
			return p.followIfFree(c.Context())
		},
	}
	p.addDataFlag(c)
	c.Flags().StringVar(&source, "source", "", "delete every article of this outlet's `DOMAIN`")
	return c
}

// deleteArticles deletes by id, or every article of a source, and returns how many there were.
func deleteArticles(ctx context.Context, s corpus.Store, args []string, source string) (int, error) {
	if source == "" {
		ids := make([]corpus.ID, len(args))
		for i, arg := range args {
			ids[i] = corpus.ID(arg)
		}
		return s.Delete(ctx, ids)
	}
	total := 0
	for after := corpus.ID(""); ; {
		ids, err := s.BySource(ctx, source, after, deleteBatch)
		if err != nil || len(ids) == 0 {
			return total, err
		}
		n, err := s.Delete(ctx, ids)
		total += n
		if err != nil {
			return total, err
		}
		after = ids[len(ids)-1]
	}
}
