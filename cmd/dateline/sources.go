package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"

	"dateline/corpus"
	"dateline/corpus/language"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) sourcesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "sources",
		Short: "See what outlets are called, and set it where their articles do not say",
		Long: `An outlet is known by the domain of its articles, or by its name where they give no domain. Its name, country and language are what
most of its articles say of themselves; nothing is guessed from a domain. What is set here stands above that, for the articles there are and
for those that come later. All of it works while a server runs.`,
		Example: `  dateline sources list
  dateline sources show courier.example
  dateline sources set courier.example --name "The Courier" --country NZ
  dateline sources set courier.example --name ""`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.sourcesListCommand(), p.sourcesShowCommand(), p.sourcesSetCommand(), p.sourcesRebuildCommand())
	for _, sub := range c.Commands() {
		sub.Args = usageArgs(sub.Args)
		p.addDataFlag(sub)
	}
	return c
}

func (p *program) sourcesListCommand() *cobra.Command {
	var contains string
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List outlets, those with most articles first",
		Example: `  dateline sources list --limit 500
  dateline sources list --contains courier --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 1 {
				return usageError{fmt.Errorf("--limit %d: list at least one", limit)}
			}
			return p.withStore(c.Context(), func(s *store.Store) error {
				outlets, err := s.Outlets(c.Context(), contains, limit+1)
				if err != nil {
					return err
				}
				if len(outlets) > limit {
					outlets = outlets[:limit]
					defer fmt.Fprintln(p.stderr, "There are more: name a greater --limit, or part of a name with --contains.")
				}
				if asJSON {
					return encodeLines(p.stdout, outlets, func(o corpus.Outlet) corpus.Outlet { return o })
				}
				t := newTable(p.stdout)
				fmt.Fprintln(t, "articles\toutlet\tname\tcountry\tlanguage")
				for _, o := range outlets {
					fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\n", o.Articles, o.Key, set(o.Name), set(o.Country), set(o.Language))
				}
				return t.Flush()
			})
		},
	}
	c.Flags().StringVar(&contains, "contains", "", "only those whose domain or name contains this `TEXT`")
	c.Flags().IntVar(&limit, "limit", 50, "how many at most")
	c.Flags().BoolVar(&asJSON, "json", false, "a JSON object per line")
	return c
}

// set shows a property, with a mark where it was set here.
func set(s corpus.Stated) string {
	switch {
	case s.Edited:
		return s.Value + " (set)"
	case s.Value == "":
		return "–"
	}
	return s.Value
}

func (p *program) sourcesShowCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "show OUTLET",
		Short:   "Show what the articles of an outlet say of it, and what was set",
		Example: `  dateline sources show courier.example`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error {
				o, err := s.Outlet(c.Context(), args[0])
				if err != nil {
					return err
				}
				if asJSON {
					return encodeLines(p.stdout, []corpus.Outlet{o}, func(o corpus.Outlet) corpus.Outlet { return o })
				}
				return showOutlet(p.stdout, o)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as a JSON object")
	return c
}

func showOutlet(w io.Writer, o corpus.Outlet) error {
	fmt.Fprintf(w, "%s, %s\n\n", o.Key, plural(o.Articles, "article", "articles"))
	t := newTable(w)
	for _, f := range []struct {
		name string
		said corpus.Stated
	}{{"name", o.Name}, {"country", o.Country}, {"language", o.Language}} {
		fmt.Fprintf(t, "%s\t%s\t\n", f.name, set(f.said))
		for _, c := range f.said.Claims {
			fmt.Fprintf(t, "\t%s\tsaid by %s\n", c.Value, plural(c.Articles, "article", "articles"))
		}
	}
	return t.Flush()
}

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

func (p *program) sourcesSetCommand() *cobra.Command {
	var name, country, lang string
	c := &cobra.Command{
		Use:   "set OUTLET",
		Short: "Set the name, country or language of an outlet",
		Long: `Sets what an outlet is called, which country it is of (two letters, ISO 3166-1) and which language it writes in (BCP 47). An empty
value takes back what was set. Its articles are found by it at once.`,
		Example: `  dateline sources set courier.example --name "The Courier" --country NZ --language en
  dateline sources set courier.example --country ""`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			country = strings.ToUpper(country)
			if err := checkOutlet(country, lang); err != nil {
				return err
			}
			e := corpus.OutletEdit{Key: args[0]}
			lang = language.Base(lang)
			for _, f := range []struct {
				flag  string
				value *string
				to    **string
			}{{"name", &name, &e.Name}, {"country", &country, &e.Country}, {"language", &lang, &e.Language}} {
				if c.Flags().Changed(f.flag) {
					*f.to = f.value
				}
			}
			if e.Name == nil && e.Country == nil && e.Language == nil {
				return usageError{fmt.Errorf("sources set: say what to set with --name, --country or --language")}
			}
			err := p.withStore(c.Context(), func(s *store.Store) error {
				return p.editOutlet(c.Context(), s, e)
			})
			if err != nil {
				return err
			}
			return p.followIfFree(c.Context())
		},
	}
	c.Flags().StringVar(&name, "name", "", "what it is called")
	c.Flags().StringVar(&country, "country", "", "the `CODE` of the country it is of")
	c.Flags().StringVar(&lang, "language", "", "the `CODE` of the language it writes in")
	return c
}

// checkOutlet refuses what is no country or language; "" is none.
func checkOutlet(country, lang string) error {
	switch {
	case country != "" && !countryCode.MatchString(country):
		return usageError{fmt.Errorf("--country %s: it takes two letters such as NZ", country)}
	case lang != "" && language.Base(lang) == "":
		return usageError{fmt.Errorf("--language %s: it takes a code such as en", lang)}
	}
	return nil
}

// editOutlet applies an edit and says what changed by it; also where the outlet may be a slip.
func (p *program) editOutlet(ctx context.Context, s *store.Store, e corpus.OutletEdit) error {
	n, err := s.EditOutlet(ctx, e)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s changed.\n", plural(n, "article", "articles"))
	o, err := s.Outlet(ctx, e.Key)
	if corpus.KindOf(err) == corpus.NotFound || err == nil && o.Articles == 0 {
		fmt.Fprintf(p.stderr, "No article is of %s yet. 'dateline sources list' shows the outlets that there are.\n", e.Key)
		return nil
	}
	return err
}

func (p *program) sourcesRebuildCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rebuild",
		Short:   "Gather anew what articles say of their outlets",
		Long:    `The result is what it was, unless the store is damaged: 'dateline check' says so. What was set stays.`,
		Example: `  dateline sources rebuild`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error { return s.RebuildOutlets(c.Context()) })
		},
	}
}
