package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"dateline/corpus"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// program is one run of the command: its streams and the options that all subcommands share.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	data           string // --data
	verbose        bool   // --verbose
}

// usageError marks an error in the arguments, as opposed to one in doing the work.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// run executes one command line and returns the exit code. Results go to stdout, all else to stderr.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	root := p.root()
	root.SetArgs(negationsLast(args))
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		fmt.Fprintln(stderr, "dateline: stopped")
		return exitFailed
	}
	fmt.Fprintf(stderr, "dateline: %v\n", err)
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(stderr, "Run '%s --help' for usage and examples.\n", command.CommandPath())
		return exitUsage
	}
	return exitFailed
}

// negationsLast moves the words of a search that begin with "-" behind "--", so that
// dateline search laptops -china means what it says.
func negationsLast(args []string) []string {
	if len(args) == 0 || args[0] != "search" {
		return args
	}
	var rest, negations []string
	for i, arg := range args {
		if arg == "--" {
			return append(append(append(rest, "--"), negations...), args[i+1:]...)
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			negations = append(negations, arg)
		} else {
			rest = append(rest, arg)
		}
	}
	return append(append(rest, "--"), negations...)
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Full-text search over news coverage, with people, countries and sums of money as facets",
		Example: `  dateline demo                          sample news in the browser, nothing to install
  dateline import ~/news                 add articles from files, folders and archives
  dateline serve                         search them at http://127.0.0.1:8080
  dateline search 'country:kp laptops'   search them here`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.PersistentFlags().BoolVarP(&p.verbose, "verbose", "v", false, "log what is being done")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(p.demoCommand(), p.importCommand(), p.serveCommand(), p.searchCommand(), p.annotateCommand(),
		p.extractCommand(), p.deleteCommand(), p.reannotateCommand(), p.reindexCommand(), p.checkCommand(), p.peopleCommand(), p.copiesCommand(), p.sourcesCommand(),
		p.keysCommand(), p.backupCommand(), p.restoreCommand())
	for _, c := range append(root.Commands(), root) {
		c.Args = usageArgs(c.Args)
	}
	return root
}

// usageArgs makes a wrong number of arguments, or an unknown command, a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		err := check(c, args)
		switch {
		case err == nil:
			return nil
		case c.HasSubCommands():
			return usageError{err}
		}
		return usageError{fmt.Errorf("wrong number of arguments: %s", c.UseLine())}
	}
}

// usageIfInvalid makes an Invalid error from checking a flag's value a usage error.
func usageIfInvalid(err error) error {
	if err != nil && corpus.KindOf(err) == corpus.Invalid {
		return usageError{err}
	}
	return err
}

func (p *program) logger() *slog.Logger {
	level := slog.LevelWarn
	if p.verbose {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: level}))
}

// addDataFlag gives a command the --data flag.
func (p *program) addDataFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.data, "data", "", "`DIR` that holds the articles and the index (default "+defaultDataDir()+")")
}
