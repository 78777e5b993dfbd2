package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/store"

	"github.com/spf13/cobra"
)

func (p *program) peopleMergeCommand() *cobra.Command {
	var dry bool
	c := &cobra.Command{
		Use:   "merge PERSON OTHER...",
		Short: "Decide that others are the same person, who keeps the id of the first",
		Long: `All forms of the others name PERSON from now on, in articles that come later too. The ids of the others go on leading to
PERSON. People are named by id, by any id they had, or by name.`,
		Example: `  dateline people merge robert-smith bob-smith
  dateline people merge "Robert Smith" "Smith, R. J." --dry-run`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.decide(c.Context(), dry, func(s *store.Store) (corpus.Decision, error) {
				ids, err := findPeople(c.Context(), s, args)
				if err != nil {
					return corpus.Decision{}, err
				}
				return corpus.Decision{Kind: corpus.DecisionMerge, Person: ids[0], Others: ids[1:]}, nil
			})
		},
	}
	addDryRun(c, &dry)
	return c
}

func (p *program) peopleSplitCommand() *cobra.Command {
	var dry bool
	var as string
	var articles []string
	c := &cobra.Command{
		Use:   "split PERSON FORM... | PERSON --article ID",
		Short: "Decide that some forms, or some articles, mean somebody else of that name",
		Long: `With forms: these forms of PERSON are a person of their own from now on. With --article: whoever is taken for PERSON in
that article is somebody else of the same name. --as names the new person; in articles it may also be somebody there is.
Without it the new person has the first form as id, or the id of PERSON with a number. A form is given as 'dateline people show' prints it,
or as a name.`,
		Example: `  dateline people split george-bush george-w-bush
  dateline people split john-smith --article 3k9x0c2m7q1ab --as "John Smith of Leeds"
  dateline people split john-smith --article 77dj2k40s8zxq --as john-smith-of-leeds`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (len(args) > 1) == (len(articles) > 0) {
				return usageError{errors.New("name either forms or an --article")}
			}
			return p.decide(c.Context(), dry, func(s *store.Store) (corpus.Decision, error) {
				return newSplit(c.Context(), s, args, articles, as)
			})
		},
	}
	c.Flags().StringArrayVar(&articles, "article", nil, "the `ID` of an article in which somebody else is meant; may be repeated")
	c.Flags().StringVar(&as, "as", "", "the `NAME` or id of the other person")
	addDryRun(c, &dry)
	return c
}

func newSplit(ctx context.Context, s corpus.PeopleReader, args, articles []string, as string) (corpus.Decision, error) {
	d := corpus.Decision{Kind: corpus.DecisionSplit}
	var err error
	if d.Person, err = findPerson(ctx, s, args[0]); err != nil {
		return d, err
	}
	for _, form := range args[1:] {
		d.Forms = append(d.Forms, resolve.Form(form))
	}
	for _, id := range articles {
		d.Articles = append(d.Articles, corpus.ID(id))
	}
	if as == "" {
		return d, nil
	}
	current, err := s.CurrentPeople(ctx, []corpus.PersonID{corpus.PersonID(as)})
	if _, known := current[corpus.PersonID(as)]; known || err != nil {
		d.As = corpus.PersonID(as)
		return d, err
	}
	if d.As = resolve.Form(as); string(d.As) != as {
		d.Name = as
	}
	return d, nil
}

func (p *program) peopleRenameCommand() *cobra.Command {
	var dry bool
	c := &cobra.Command{
		Use:     "rename PERSON NAME",
		Short:   "Decide under which name a person is shown",
		Long:    `The id stays, and so do the names that articles give. Undoing the decision shows the spelling of most articles again.`,
		Example: `  dateline people rename kim-jong-un "Kim Jong-un"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.decide(c.Context(), dry, func(s *store.Store) (corpus.Decision, error) {
				id, err := findPerson(c.Context(), s, args[0])
				return corpus.Decision{Kind: corpus.DecisionRename, Person: id, Name: args[1]}, err
			})
		},
	}
	addDryRun(c, &dry)
	return c
}

func addDryRun(c *cobra.Command, dry *bool) {
	c.Flags().BoolVar(dry, "dry-run", false, "show what would change, and change nothing")
}

// findPeople is findPerson for several.
func findPeople(ctx context.Context, s corpus.PeopleReader, texts []string) ([]corpus.PersonID, error) {
	var ids []corpus.PersonID
	for _, text := range texts {
		id, err := findPerson(ctx, s, text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// decide makes a decision and says what it changed.
func (p *program) decide(ctx context.Context, dry bool, decision func(*store.Store) (corpus.Decision, error)) error {
	return p.changePeople(ctx, dry, func(s *store.Store) (corpus.Effect, error) {
		d, err := decision(s)
		if err != nil {
			return corpus.Effect{}, err
		}
		if dry {
			return s.Preview(ctx, d)
		}
		return s.Decide(ctx, d)
	})
}

// changePeople does something to who is who, says what it changed, and lets the index follow.
func (p *program) changePeople(ctx context.Context, dry bool, change func(*store.Store) (corpus.Effect, error)) error {
	err := p.withStore(ctx, func(s *store.Store) error {
		effect, err := change(s)
		if err != nil {
			return usageIfInvalid(err)
		}
		p.showEffect(effect, dry)
		return nil
	})
	if err != nil || dry {
		return err
	}
	return p.followIfFree(ctx)
}

func (p *program) showEffect(e corpus.Effect, dry bool) {
	if dry {
		fmt.Fprintf(p.stdout, "would decide: %s\n", inWords(e.Decision))
	} else if e.Decision.Undone.IsZero() {
		fmt.Fprintf(p.stdout, "decision %d: %s\n", e.Decision.Number, inWords(e.Decision))
	} else {
		fmt.Fprintf(p.stdout, "decision %d is undone: %s\n", e.Decision.Number, inWords(e.Decision))
	}
	for _, m := range e.Moves {
		where := plural(m.Articles, "article", "articles")
		if m.Article != "" {
			where = "article " + string(m.Article)
		}
		fmt.Fprintf(p.stdout, "  %s: from %s to %s, %s\n", m.Form, m.From, m.To, where)
	}
	changed := plural(e.Articles, "article", "articles")
	if dry {
		fmt.Fprintf(p.stdout, "%s would change\n", changed)
		return
	}
	fmt.Fprintf(p.stdout, "%s changed\n", changed)
}

func (p *program) peopleUndoCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "undo NUMBER",
		Short:   "Take a decision back; those made later stay",
		Example: `  dateline people undo 2`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := strconv.Atoi(args[0])
			if err != nil {
				return usageError{fmt.Errorf("%q is not the number of a decision: see 'dateline people decisions'", args[0])}
			}
			return p.changePeople(c.Context(), false, func(s *store.Store) (corpus.Effect, error) { return s.Undo(c.Context(), number) })
		},
	}
}

func (p *program) peopleImportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Add the decisions of a file that 'dateline people export' wrote",
		Long: `Decisions that are there already are passed over, so that importing a file again changes nothing. They need not fit the articles of
this store: each takes effect where it can. FILE may be - for the standard input.`,
		Example: `  dateline people import decisions.jsonl`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			in := p.stdin
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return usageError{fmt.Errorf("reading decisions: %w", err)}
				}
				defer f.Close()
				in = f
			}
			decisions, err := readDecisions(in)
			if err != nil {
				return usageIfInvalid(fmt.Errorf("reading decisions of %s: %w", args[0], err))
			}
			err = p.withStore(c.Context(), func(s *store.Store) error {
				changed, articles, err := s.ImportDecisions(c.Context(), decisions)
				if err != nil {
					return usageIfInvalid(err)
				}
				fmt.Fprintf(p.stdout, "%s of %d new or undone, %s changed\n", plural(changed, "decision", "decisions"), len(decisions), plural(articles, "article", "articles"))
				return nil
			})
			if err != nil {
				return err
			}
			return p.followIfFree(c.Context())
		},
	}
}

func (p *program) peopleRebuildCommand() *cobra.Command {
	return p.rebuildCommand("people", "Derive who is who anew from the facts of all articles and the decisions", (*store.Store).RebuildPeople)
}

// rebuildCommand derives anew what parent is about; rebuild returns how many articles changed by that.
func (p *program) rebuildCommand(parent, short string, rebuild func(*store.Store, context.Context) (int, error)) *cobra.Command {
	return &cobra.Command{
		Use:   "rebuild",
		Short: short,
		Long: `The result is what it was, unless the store is damaged: 'dateline check' says so. An update of the program whose rules are other
ones does it by itself.`,
		Example: "  dateline " + parent + " rebuild",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			err := p.withStore(c.Context(), func(s *store.Store) error {
				n, err := rebuild(s, c.Context())
				if err != nil {
					return err
				}
				fmt.Fprintf(p.stdout, "%s changed\n", plural(n, "article", "articles"))
				return nil
			})
			if err != nil {
				return err
			}
			return p.followIfFree(c.Context())
		},
	}
}
