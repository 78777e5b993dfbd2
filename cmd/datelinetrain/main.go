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
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// config is what a training run can be told.
type config struct {
	data    string
	out     string
	train   string
	kinds   string
	epochs  int
	runs    int
	seed    uint64
	keep    int
	words   int
	last    int
	rate    float64
	decay   float64
	dropout float64
	eager   float64
	silver  float64
	news    float64
	sift    int
	tables  int
	measure bool
}

// options are those of one training.
func (c config) options(runs int, eager float64, log *slog.Logger) crf.Options {
	return crf.Options{
		Kinds: splitList(c.kinds), Epochs: c.epochs, Runs: runs, Seed: c.seed, Keep: c.keep,
		Rate: c.rate, Decay: c.decay, Dropout: c.dropout, Eager: eager, Log: log,
	}
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
	t, err := newTrainer(c, lexicon, log)
	if err != nil {
		return err
	}
	var text strings.Builder
	table := newTable(io.MultiWriter(stdout, &text))
	var model []byte
	measured := folds[len(folds)-1:]
	if c.measure {
		measured = folds
	}
	for _, f := range measured {
		files := splitList(c.train)
		left := slices.DeleteFunc(slices.Clone(files), func(s string) bool { return slices.Contains(f.without, s) })
		if f.without != nil && len(left) == len(files) {
			f.without = nil // nothing of it is trained on
		}
		if model, err = t.train(ctx, left); err != nil {
			return err
		}
		if err := report(table, c.data, f, model, lexicon); err != nil {
			return err
		}
	}
	if err := table.Flush(); err != nil || c.measure {
		return err
	}
	return write(c, model, lexicon, text.String())
}

func parse(args []string, stderr io.Writer) (config, error) {
	c := config{}
	f := flag.NewFlagSet("datelinetrain", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&c.data, "data", "../shared/data/ner", "folder of the training data")
	f.StringVar(&c.out, "out", "corpus/entity/person/data", "folder to write the weights to")
	f.StringVar(&c.train, "train", "gmb,gum,gum-news,wikigold,wnut17,crossner-politics.train,crossner-politics.dev,"+invented, "training files, without .conll.gz; "+invented+" is the invented articles")
	f.StringVar(&c.kinds, "kinds", "PER,LOC,ORG", "kinds of name told apart")
	f.IntVar(&c.epochs, "epochs", 4, "passes over the training data")
	f.IntVar(&c.runs, "runs", 4, "trainings in different orders, whose weights are averaged")
	f.Uint64Var(&c.seed, "seed", 1, "of the order of sentences and of all that is drawn")
	f.IntVar(&c.keep, "keep", 400_000, "features kept")
	f.IntVar(&c.words, "words", 330_000, "most frequent words whose clusters are kept")
	f.IntVar(&c.last, "last", 4, "rarest band of last names kept")
	f.Float64Var(&c.rate, "rate", 0.1, "rate of learning")
	f.Float64Var(&c.decay, "decay", 0.001, "pull of the weights towards 0")
	f.Float64Var(&c.dropout, "dropout", 0.2, "share of the features that are hidden at each sight of a word")
	f.Float64Var(&c.eager, "eager", -0.45, "logits in favour of a person")
	f.Float64Var(&c.silver, "silver", 0.3, "what a sentence of "+silver+" counts")
	f.Float64Var(&c.news, "news", 1, "what an invented article counts")
	f.IntVar(&c.sift, "sift", 3, "folds in which "+silver+" is sifted; 0 takes it as it is")
	f.IntVar(&c.tables, "tables", 60, "invented documents of results and headlines")
	f.BoolVar(&c.measure, "measure", false, "measure every set on weights trained without its corpus, and write nothing")
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
