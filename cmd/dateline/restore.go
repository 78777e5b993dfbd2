package main

import (
	"errors"
	"fmt"
	"os"

	"dateline/corpus"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) restoreCommand() *cobra.Command {
	var overwrite bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Make the store from a backup",
		Long: `Checks the backup and puts it in place of the data folder's store. An existing store is only replaced with
--overwrite, and only while no process has it open. The index is brought in line when it is next opened.`,
		Example: `  dateline restore --data ~/dateline-copy ~/backup/dateline-2026-08-31.db
  dateline restore --overwrite ~/backup/dateline-2026-08-31.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			l, err := p.dataDir().lease("restore")
			if err != nil {
				return err
			}
			err = store.Restore(c.Context(), args[0], p.dataDir().store(), store.RestoreOptions{Overwrite: overwrite})
			if _, there := os.Stat(p.dataDir().store()); corpus.KindOf(err) == corpus.Conflict && !overwrite && there == nil {
				err = fmt.Errorf("%w; --overwrite replaces a store", err)
			}
			if err != nil {
				return errors.Join(err, l.release())
			}
			fmt.Fprintf(p.stderr, "restored %s from %s\n", p.dataDir().store(), args[0])
			return l.release()
		},
	}
	p.addDataFlag(c)
	c.Flags().BoolVar(&overwrite, "overwrite", false, "replace the store that is there")
	return c
}
