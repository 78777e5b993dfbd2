package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"dateline/corpus/access"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) keysCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "keys",
		Short: "Keys that let programs elsewhere send articles to the server",
		Long: `A server that listens on loopback alone takes articles from this machine without a key. From anywhere else, POST and DELETE at
/api/v1/articles need one: "Authorization: Bearer KEY". A key is shown once, when it is made; only its hash is kept. All of it works
while a server runs. A backup holds the keys as they were: after restoring an old one, look at the list, for what was revoked since holds again.`,
		Example: `  dateline keys add --scope write --name newsroom
  dateline keys list
  dateline keys revoke 4kz07q2m`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.keysAddCommand(), p.keysListCommand(), p.keysRevokeCommand())
	for _, sub := range c.Commands() {
		sub.Args = usageArgs(sub.Args)
		p.addDataFlag(sub)
	}
	return c
}

// withKeys runs f with the keys of the data folder, which is made where there is none.
func (p *program) withKeys(ctx context.Context, f func(*access.Keys) error) error {
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	keys, err := p.openKeys(ctx, s)
	if err == nil {
		err = f(keys)
	}
	return errors.Join(err, s.Close())
}

func (p *program) openKeys(ctx context.Context, s *store.Store) (*access.Keys, error) {
	return access.Open(ctx, s.Database(), access.Options{Log: p.logger()})
}

func (p *program) keysAddCommand() *cobra.Command {
	var scopes []string
	var name string
	c := &cobra.Command{
		Use:   "add --scope SCOPE",
		Short: "Make a key, and print it once",
		Long:  "The key is the only line on standard output.",
		Example: `  dateline keys add --scope write --name newsroom
  curl -H "Authorization: Bearer $KEY" -H 'Content-Type: application/x-ndjson' --data-binary @news.jsonl https://news.example/api/v1/articles`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withKeys(c.Context(), func(keys *access.Keys) error {
				secret, key, err := keys.Add(c.Context(), name, scopes...)
				if err != nil {
					return usageIfInvalid(err)
				}
				fmt.Fprintln(p.stdout, secret)
				fmt.Fprintf(p.stderr, "This is key %s, for %s. It is not shown again: keep it now.\n", key.ID, strings.Join(key.Scopes, ", "))
				return nil
			})
		},
	}
	c.Flags().StringSliceVar(&scopes, "scope", nil, "what the key opens: `SCOPE` is "+strings.Join(access.Scopes(), " or ")+" (add and delete articles)")
	c.Flags().StringVar(&name, "name", "", "whose key it is, for the list")
	return c
}

func (p *program) keysListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the keys that were made, without the keys themselves",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withKeys(c.Context(), func(keys *access.Keys) error {
				list, err := keys.List(c.Context())
				if err != nil {
					return err
				}
				return p.printKeys(list)
			})
		},
	}
}

func (p *program) printKeys(list []access.Key) error {
	if len(list) == 0 {
		fmt.Fprintln(p.stderr, "There are no keys: 'dateline keys add --scope write' makes one.")
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tSCOPES\tMADE\tLAST USED\tSTATE\tNAME")
	for _, key := range list {
		state := "valid"
		if !key.Revoked.IsZero() {
			state = "revoked " + key.Revoked.Format(time.DateOnly)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", key.ID, strings.Join(key.Scopes, ","), key.Created.Format(time.DateOnly), dayOf(key.Used), state, key.Name)
	}
	return w.Flush()
}

func dayOf(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format(time.DateOnly)
}

func (p *program) keysRevokeCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "revoke ID",
		Short:   "End a key for good, at once",
		Example: `  dateline keys revoke 4kz07q2m`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withKeys(c.Context(), func(keys *access.Keys) error {
				if err := keys.Revoke(c.Context(), args[0]); err != nil {
					return err
				}
				fmt.Fprintf(p.stderr, "Key %s opens nothing any more.\n", args[0])
				return nil
			})
		},
	}
}
