// Command datelinetrain trains the weights by which Dateline finds people, and measures them on articles
// that it was not trained on.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

// config is what a training run can be told.
type config struct {
	data    string
	out     string
	train   string
	heldOut string
	kinds   string
	epochs  int
	runs    int
	seed    uint64
	keep    int
	words   int
	last    int
	measure bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "datelinetrain:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if !c.measure {
		if err := knownTerms(c); err != nil {
			return err
		}
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	lexicon, err := buildLexicon(c)
	if err != nil {
		return err
	}
	held := splitList(c.heldOut)
	measured, err := train(ctx, c, lexicon, without(splitList(c.train), held), log)
	if err != nil {
		return err
	}
	var table strings.Builder
	if err := report(io.MultiWriter(stdout, &table), c.data, measured, lexicon); err != nil || c.measure {
		return err
	}
	shipped := measured
	if len(held) > 0 {
		if shipped, err = train(ctx, c, lexicon, splitList(c.train), log); err != nil {
			return err
		}
	}
	return write(c, shipped, lexicon, table.String())
}

func parse(args []string, stderr io.Writer) (config, error) {
	c := config{}
	f := flag.NewFlagSet("datelinetrain", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&c.data, "data", "../shared/data/ner", "folder of the training data")
	f.StringVar(&c.out, "out", "corpus/entity/person/data", "folder to write the weights to")
	f.StringVar(&c.train, "train", "gmb,gum,gum-news,wikigold,wnut17,crossner-politics.train,crossner-politics.dev", "training files, without .conll.gz")
	f.StringVar(&c.heldOut, "held-out", "gum-news,wikigold", "training files to leave out of the measured weights and train the written ones on")
	f.StringVar(&c.kinds, "kinds", "PER,LOC", "kinds of name told apart")
	f.IntVar(&c.epochs, "epochs", 6, "passes over the training data")
	f.IntVar(&c.runs, "runs", 4, "trainings in different orders, whose weights are averaged")
	f.Uint64Var(&c.seed, "seed", 1, "of the order of sentences")
	f.IntVar(&c.keep, "keep", 200_000, "features kept")
	f.IntVar(&c.words, "words", 340_000, "most frequent words whose clusters are kept")
	f.IntVar(&c.last, "last", 4, "rarest band of last names kept")
	f.BoolVar(&c.measure, "measure", false, "measure only, write nothing")
	err := f.Parse(args)
	return c, err
}

func splitList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}

// write puts the model, the lexicon and where they come from into the output folder.
func write(c config, model, lexicon []byte, table string) error {
	provenance, err := provenanceText(c, len(model), len(lexicon), table)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"model.bin.gz": model, "lexicon.bin": lexicon, "PROVENANCE.md": []byte(provenance),
	} {
		if err := os.WriteFile(filepath.Join(c.out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
