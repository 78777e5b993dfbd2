package main

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"dateline/corpus"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) copiesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "copies ARTICLE",
		Short: "See which articles carry the text of one, and where that was seen",
		Long: `Outlets print the stories of agencies under headlines of their own, cut or added to. Articles of one text, or of nearly the same,
are copies of each other; the one published first stands for all. Each stays an article with its own source, addresses and facts. Printed
are the articles that carry the text of the given one, how much of their text is that of the first, and the addresses at which the given one was seen.`,
		Example: `  dateline copies 3k9x0c2m7q1ab
  dateline copies rebuild`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error {
				return printCopies(c.Context(), p.stdout, s, corpus.ID(args[0]))
			})
		},
	}
	p.addDataFlag(c)
	rebuild := p.copiesRebuildCommand()
	rebuild.Args = usageArgs(rebuild.Args)
	p.addDataFlag(rebuild)
	c.AddCommand(rebuild)
	return c
}

func printCopies(ctx context.Context, w io.Writer, s corpus.Reader, id corpus.ID) error {
	group, err := s.Copies(ctx, id)
	if err != nil {
		return err
	}
	ids := make([]corpus.ID, len(group))
	for i, one := range group {
		ids[i] = one.ID
	}
	records, err := s.Records(ctx, ids)
	if err != nil {
		return err
	}
	for _, one := range group {
		a := records[one.ID].Article
		fmt.Fprintf(w, "%s  %3.0f %%  %s  %s  %s\n", one.ID, 100*one.Similarity, a.Published, cmp.Or(a.Source.Domain, a.Source.Name), a.Title)
	}
	addresses, err := s.Addresses(ctx, id)
	for _, url := range addresses {
		fmt.Fprintf(w, "%s  %s\n", id, url)
	}
	return err
}

func (p *program) copiesRebuildCommand() *cobra.Command {
	return p.rebuildCommand("copies", "Derive anew which articles are copies from all texts", (*store.Store).RebuildCopies)
}
