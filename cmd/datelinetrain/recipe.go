package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// documentLength is how many sentences in a row are taken for a document, since the training files do not
// say where one ends.
const documentLength = 12

// silver is the training file labelled by a program: it counts less, and is sifted.
const silver = "gmb"

// part is a training file.
type part struct {
	name   string
	docs   []document
	weight float64
}

// trainer follows the recipe: read, sift the silver labels, augment, train.
type trainer struct {
	config  config
	lexicon *crf.Lexicon
	log     *slog.Logger
}

func newTrainer(c config, lexicon []byte, log *slog.Logger) (*trainer, error) {
	lex, err := crf.OpenLexicon(string(lexicon))
	if err != nil {
		return nil, err
	}
	return &trainer{c, lex, log}, nil
}

// train returns the model of these training files.
func (t *trainer) train(ctx context.Context, files []string) ([]byte, error) {
	parts, err := t.read(files)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(parts, func(p part) bool { return p.name == silver }); i >= 0 && t.config.sift > 1 {
		if parts[i].docs, err = t.sift(ctx, parts, i); err != nil {
			return nil, err
		}
	}
	return t.fit(ctx, parts, t.config.runs, t.config.eager)
}

func (t *trainer) read(files []string) ([]part, error) {
	var parts []part
	for _, file := range files {
		if file == invented {
			docs, err := inventedDocs()
			if err != nil {
				return nil, err
			}
			t.log.Info("read", "file", file, "articles", len(docs))
			parts = append(parts, part{file, docs, t.config.news})
			continue
		}
		examples, err := readExamples(filepath.Join(t.config.data, "train", file+".conll.gz"))
		if err != nil {
			return nil, err
		}
		t.log.Info("read", "file", file, "sentences", len(examples))
		p := part{name: file, weight: 1}
		if file == silver {
			p.weight = t.config.silver
		}
		for chunk := range slices.Chunk(examples, documentLength) {
			p.docs = append(p.docs, chunk)
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// fit trains on the parts and their augmentation.
func (t *trainer) fit(ctx context.Context, parts []part, runs int, eager float64) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var all []document
	for _, p := range parts {
		all = append(all, p.docs...)
	}
	a, err := newAugmenter(t.config.data, t.config.seed, all)
	if err != nil {
		return nil, err
	}
	var docs []crf.Document
	for _, p := range parts {
		for _, d := range a.augment(p.docs) {
			docs = append(docs, crf.Document{Sentences: d, Weight: p.weight})
		}
	}
	for _, d := range a.tables(t.config.tables) {
		docs = append(docs, crf.Document{Sentences: d, Weight: 1})
	}
	return crf.Train(docs, t.lexicon, t.config.options(runs, eager, t.log))
}

// siftEager is in favour of a person while sifting, since what silver labels miss most is names.
const siftEager = 0.5

// sift returns the documents of part i without the sentences about whose people a model disagrees that was trained on the other
// parts and on the other folds of this one.
func (t *trainer) sift(ctx context.Context, parts []part, i int) ([]document, error) {
	docs := parts[i].docs
	out := make([]document, len(docs))
	kept, dropped := 0, 0
	for fold := range t.config.sift {
		rest := slices.Clone(parts)
		rest[i].docs = nil
		for d, doc := range docs {
			if d%t.config.sift != fold {
				rest[i].docs = append(rest[i].docs, doc)
			}
		}
		file, err := t.fit(ctx, rest, 1, siftEager)
		if err != nil {
			return nil, err
		}
		model, err := crf.OpenModel(file)
		if err != nil {
			return nil, err
		}
		decoder := crf.NewDecoder(model, t.lexicon)
		for d := fold; d < len(docs); d += t.config.sift {
			out[d] = agreed(docs[d], decoder)
			kept, dropped = kept+len(out[d]), dropped+len(docs[d])-len(out[d])
		}
	}
	t.log.Info("sifted", "file", parts[i].name, "kept", kept, "dropped", dropped)
	return slices.DeleteFunc(out, func(d document) bool { return len(d) == 0 }), nil
}

// agreed returns the sentences of a document in which the decoder finds the people that are labelled.
func agreed(doc document, decoder *crf.Decoder) document {
	sentences := make([]crf.Sentence, len(doc))
	for s, e := range doc {
		for _, w := range e.Words {
			sentences[s] = append(sentences[s], crf.Token{Text: w})
		}
	}
	var out document
	for s, spans := range decoder.Tag(sentences) {
		if slices.Equal(people(doc[s].Tags), found(spans)) {
			out = append(out, doc[s])
		}
	}
	return out
}

// people returns where the names of people begin and end.
func people(tags []string) (spans [][2]int) {
	for i, t := range tags {
		inside := i > 0 && strings.HasSuffix(tags[i-1], "-PER")
		switch {
		case t == "B-PER", t == "I-PER" && !inside:
			spans = append(spans, [2]int{i, i + 1})
		case t == "I-PER":
			spans[len(spans)-1][1] = i + 1
		}
	}
	return spans
}

func found(names []crf.Span) (spans [][2]int) {
	for _, n := range names {
		if n.Kind == "PER" {
			spans = append(spans, [2]int{n.From, n.To})
		}
	}
	return spans
}
