package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// tasks are those of the scorer that the program has commands for, and speed, which is measured here.
var tasks = []string{"people", "countries", "amounts", "extract", "relevance", speedTask}

const page = "docs/evaluation.md"

// options are the arguments of a run.
type options struct {
	root   string // of the repository
	shared string
	bin    string
	write  bool
	tasks  []string
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.root, "root", ".", "the repository's `folder`")
	flags.StringVar(&o.shared, "shared", os.Getenv("DATELINE_SHARED"), "the shared data's `folder` (default: shared, beside the repository)")
	flags.StringVar(&o.bin, "bin", "", "measure this `program` (default: built from the repository)")
	flags.BoolVar(&o.write, "write", false, "also write the table into "+page+"; needs all tasks")
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: eval [flags] [task ...]\n\nTasks: %s (default all)\n\n", strings.Join(tasks, ", "))
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.tasks = flags.Args(); len(o.tasks) == 0 {
		o.tasks = tasks
	}
	for _, task := range o.tasks {
		if !slices.Contains(tasks, task) {
			return o, fmt.Errorf("there is no task %q: they are %s", task, strings.Join(tasks, ", "))
		}
	}
	if o.write && len(o.tasks) < len(tasks) {
		return o, errors.New("--write writes the table of all tasks: name none")
	}
	if o.shared == "" {
		o.shared = filepath.Join(o.root, "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(o.shared, scorer)); err != nil {
		return o, fmt.Errorf("the shared data is missing: %w", err)
	}
	return o, nil
}

// run measures and prints. A task that fails is reported, and the others run.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "dateline-eval-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if o.bin == "" {
		o.bin = filepath.Join(temp, "dateline")
		if err := build(ctx, o, stderr); err != nil {
			return err
		}
	}
	trained, err := trainedOn(o.root)
	if err != nil {
		return err
	}
	report := table{trained: trained}
	var failed error
	for i, r := range measureAll(ctx, &o, temp, stderr) {
		report.lines = append(report.lines, r.lines...)
		if r.err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", o.tasks[i], r.err))
		}
	}
	text := report.markdown()
	fmt.Fprint(stdout, text)
	if failed != nil || !o.write {
		return failed
	}
	return writePage(filepath.Join(o.root, page), text, setting(ctx, o.root))
}

// measured is what came of a task.
type measured struct {
	lines []line
	err   error
}

// atOnce is how many tasks of the scorer run at the same time: none of their figures is a speed.
const atOnce = 2

// measureAll measures the tasks, in the order of o.tasks. Speed is measured last, with nothing beside it.
func measureAll(ctx context.Context, o *options, temp string, stderr io.Writer) []measured {
	results := make([]measured, len(o.tasks))
	var group errgroup.Group
	group.SetLimit(atOnce)
	begin := func(i int) {
		fmt.Fprintf(stderr, "%s …\n", o.tasks[i])
	}
	for i, task := range o.tasks {
		if task == speedTask {
			continue
		}
		group.Go(func() error {
			begin(i)
			rows, err := score(ctx, o, task, filepath.Join(temp, task+".json"), stderr)
			results[i] = measured{linesOf(task, rows), err}
			return nil
		})
	}
	_ = group.Wait() // errors stand with the results
	if i := slices.Index(o.tasks, speedTask); i >= 0 {
		begin(i)
		results[i].lines, results[i].err = measureSpeed(o)
	}
	return results
}

// build makes the program as it is shipped: without cgo.
func build(ctx context.Context, o options, stderr io.Writer) error {
	c := exec.CommandContext(ctx, "go", "build", "-o", o.bin, "./cmd/dateline")
	c.Dir, c.Stderr = o.root, stderr
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if err := c.Run(); err != nil {
		return fmt.Errorf("building the program: %w", err)
	}
	return nil
}
