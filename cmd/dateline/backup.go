package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) backupCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy of the store to one file, also while a server runs",
		Long: `Writes all articles with their revisions, original bytes and facts to FILE. The index is not in it: it is made
anew from the store. An existing FILE is not overwritten.`,
		Example: `  dateline backup ~/backup/dateline-2026-08-31.db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := p.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Backup(c.Context(), args[0]); err != nil {
				return err
			}
			fmt.Fprintf(p.stderr, "backed up to %s\n", args[0])
			return nil
		},
	}
	p.addDataFlag(c)
	return c
}
