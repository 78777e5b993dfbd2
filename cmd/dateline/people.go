package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/store"
	"dateline/web/api"

	"github.com/spf13/cobra"
)

func (p *program) peopleCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "people",
		Short: "See who is who over all articles, and decide it where the rules cannot",
		Long: `Articles write the name of one person in several ways, and two people can have one name. Rules tell most of it: accents,
case, order ("Surname, Given"), spaces and hyphens, middle initials, nicknames that an article gives in quotes. Never is anybody
taken for another by the surname alone. What the rules cannot know, a curator decides here. Decisions are kept in the store, hold for
articles that come later, and can be undone. All of it works while a server runs.`,
		Example: `  dateline people list --contains smith
  dateline people show "Robert Smith"
  dateline people merge robert-smith bob-smith --dry-run
  dateline people split john-smith --article 3k9x0c2m7q1ab
  dateline people undo 2`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.peopleListCommand(), p.peopleShowCommand(), p.peopleMergeCommand(), p.peopleSplitCommand(), p.peopleRenameCommand(),
		p.peopleUndoCommand(), p.peopleDecisionsCommand(), p.peopleExportCommand(), p.peopleImportCommand(), p.peopleRebuildCommand())
	for _, sub := range c.Commands() {
		sub.Args = usageArgs(sub.Args)
		p.addDataFlag(sub)
	}
	return c
}

// withStore runs f with the store of the data folder, which must exist.
func (p *program) withStore(ctx context.Context, f func(*store.Store) error) error {
	s, err := p.openExisting(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return f(s)
}

func (p *program) peopleListCommand() *cobra.Command {
	var contains string
	var limit int
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List people, those in most articles first",
		Example: `  dateline people list --limit 50
  dateline people list --contains "van der"`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 1 {
				return usageError{fmt.Errorf("--limit %d: list at least one", limit)}
			}
			return p.withStore(c.Context(), func(s *store.Store) error {
				people, err := s.People(c.Context(), contains, limit+1)
				if err != nil {
					return err
				}
				if len(people) > limit {
					people = people[:limit]
					defer fmt.Fprintln(p.stderr, "There are more: name a greater --limit, or part of a name with --contains.")
				}
				if asJSON {
					return encodeLines(p.stdout, people, api.NewIdentity)
				}
				t := newTable(p.stdout)
				for _, one := range people {
					fmt.Fprintf(t, "%d\t%s\t%s\n", one.Articles, one.ID, one.Name)
				}
				return t.Flush()
			})
		},
	}
	c.Flags().StringVar(&contains, "contains", "", "only those with a name that contains this `TEXT`, in any spelling")
	c.Flags().IntVar(&limit, "limit", 20, "how many at most")
	c.Flags().BoolVar(&asJSON, "json", false, "a JSON object per line")
	return c
}

func (p *program) peopleShowCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "show ID|NAME",
		Short: "Show how articles write a name, by which rule, and what was decided",
		Example: `  dateline people show robert-smith
  dateline people show "Smith, Robert"`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error {
				id, err := findPerson(c.Context(), s, args[0])
				if err != nil {
					return err
				}
				who, err := s.Identity(c.Context(), id)
				if err != nil {
					return err
				}
				if asJSON {
					return encodeLines(p.stdout, []corpus.Identity{who}, api.NewIdentity)
				}
				return showPerson(p.stdout, who)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as a JSON object")
	return c
}

func showPerson(w io.Writer, who corpus.Identity) error {
	fmt.Fprintf(w, "%s (%s), in %s\n\n", who.Name, who.ID, plural(who.Articles, "article", "articles"))
	t := newTable(w)
	fmt.Fprintln(t, "articles\tname\tform\trule")
	for _, s := range who.Spellings {
		rule := s.Rule
		if s.Decision > 0 {
			rule += fmt.Sprintf(", decision %d", s.Decision)
		}
		fmt.Fprintf(t, "%d\t%s\t%s\t%s\n", s.Articles, s.Name, s.Form, rule)
	}
	if err := t.Flush(); err != nil || len(who.Decisions) == 0 {
		return err
	}
	fmt.Fprintln(w)
	return showDecisions(w, who.Decisions)
}

func (p *program) peopleDecisionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "decisions",
		Short:   "List all decisions, undone ones too",
		Example: `  dateline people decisions`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error {
				decisions, err := s.Decisions(c.Context())
				if err != nil {
					return err
				}
				return showDecisions(p.stdout, decisions)
			})
		},
	}
}

func showDecisions(w io.Writer, decisions []corpus.Decision) error {
	t := newTable(w)
	for _, d := range decisions {
		state := ""
		if !d.Undone.IsZero() {
			state = "\tundone " + d.Undone.Format("2006-01-02")
		}
		fmt.Fprintf(t, "decision %d\t%s\t%s%s\n", d.Number, d.Made.Format("2006-01-02"), inWords(d), state)
	}
	return t.Flush()
}

// inWords says what was decided.
func inWords(d corpus.Decision) string {
	switch {
	case d.Kind == corpus.DecisionMerge:
		return fmt.Sprintf("%s: %s too", d.Person, joinIDs(d.Others))
	case d.Kind == corpus.DecisionRename:
		return fmt.Sprintf("%s: shown as %q", d.Person, d.Name)
	case len(d.Articles) > 0:
		return fmt.Sprintf("%s: in %s that is %s", d.Person, joinIDs(d.Articles), d.As)
	}
	return fmt.Sprintf("%s: without %s, that is %s", d.Person, joinIDs(d.Forms), d.As)
}

func joinIDs[T ~string](ids []T) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(id))
	}
	return b.String()
}

func newTable(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }

// encodeLines writes a JSON object per line.
func encodeLines[T, U any](w io.Writer, list []T, encode func(T) U) error {
	for _, one := range list {
		line, err := encodeLine(encode(one))
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// findPerson returns the person that an id or a name names, or an error that names who could be meant.
func findPerson(ctx context.Context, s corpus.PeopleReader, text string) (corpus.PersonID, error) {
	candidates := []corpus.PersonID{corpus.PersonID(text), resolve.Form(text), resolve.PersonID(text)}
	current, err := s.CurrentPeople(ctx, candidates)
	if err != nil {
		return "", err
	}
	for _, id := range candidates {
		if who, known := current[id]; known {
			return who, nil
		}
	}
	alike, err := peopleLike(ctx, s, text)
	if err != nil {
		return "", err
	}
	if alike == "" {
		return "", corpus.Errorf(corpus.NotFound, "nobody is known as %q: see 'dateline people list'", text)
	}
	return "", corpus.Errorf(corpus.NotFound, "nobody is known as %q: did you mean %s?", text, alike)
}

// peopleLike names the people in most articles whose names have the longest possible word of a text, or begin one like it.
func peopleLike(ctx context.Context, s corpus.PeopleReader, text string) (string, error) {
	words := strings.Split(string(resolve.Form(text)), "-")
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	for _, word := range words {
		letters := []rune(word)
		if len(letters) < 3 {
			continue
		}
		for _, part := range []string{word, string(letters[:max(3, len(letters)/2)])} {
			people, err := s.People(ctx, part, 4)
			if err != nil {
				return "", err
			}
			var ids []corpus.PersonID
			for _, one := range people {
				ids = append(ids, one.ID)
			}
			if len(ids) > 0 {
				return joinIDs(ids), nil
			}
		}
	}
	return "", nil
}

func (p *program) peopleExportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write all decisions to a file, one JSON object per line",
		Long: `Writes the decisions, undone ones too, so that they can be kept apart from the store, or be imported into another one.
Without FILE they go to the standard output.`,
		Example: `  dateline people export decisions.jsonl`,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withStore(c.Context(), func(s *store.Store) error {
				decisions, err := s.Decisions(c.Context())
				if err != nil {
					return err
				}
				return p.writeDecisions(args, decisions)
			})
		},
	}
}

func (p *program) writeDecisions(args []string, decisions []corpus.Decision) error {
	out, done := p.stdout, func() error { return nil }
	if len(args) > 0 && args[0] != "-" {
		f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return usageError{fmt.Errorf("writing the decisions: %w", err)}
		}
		out, done = f, f.Close
	}
	if err := encodeLines(out, decisions, func(d corpus.Decision) corpus.Decision { return d }); err != nil {
		_ = done() // what went wrong first is said
		return fmt.Errorf("writing the decisions: %w", err)
	}
	if err := done(); err != nil {
		return fmt.Errorf("writing the decisions: %w", err)
	}
	if len(args) > 0 {
		fmt.Fprintf(p.stderr, "%s written to %s\n", plural(len(decisions), "decision", "decisions"), args[0])
	}
	return nil
}

// readDecisions reads a file that export wrote.
func readDecisions(r io.Reader) ([]corpus.Decision, error) {
	var all []corpus.Decision
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	for {
		var d corpus.Decision
		err := decoder.Decode(&d)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, corpus.Errorf(corpus.Invalid, "after %s: %w", plural(len(all), "decision", "decisions"), err)
		}
		all = append(all, d)
	}
}
