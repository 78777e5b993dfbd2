package main

import (
	_ "embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed provenance.md
var provenanceTemplate string

// source says where a training file comes from and on what terms it may be used.
type source struct {
	Name, Origin, Terms string
}

var sources = []source{
	{"gmb", "Groningen Meaning Bank, silver labels, as published on Kaggle (`ner_dataset.csv`)", "texts described by the bank as public domain, mostly Voice of America newswire"},
	{"gum", "GUM (Georgetown University Multilayer corpus), Amir Zeldes and others: academic, court and interview texts", "texts CC BY 4.0, interviews (Wikinews) CC BY 2.5; labels CC BY 4.0"},
	{"gum-news", "GUM: news (Wikinews)", "texts CC BY 2.5; labels CC BY 4.0"},
	{"wikigold", "WikiGold, Dominic Balasuriya and others 2009: Wikipedia articles", "CC BY 4.0"},
	{"wnut17", "WNUT 2017 emerging entities, Leon Derczynski and others 2017: training part", "CC BY 4.0"},
	{"crossner-politics.train", "CrossNER, Zihan Liu and others 2020: politics, training part", "MIT, © 2020 Zihan Liu"},
	{"crossner-politics.dev", "CrossNER: politics, development part", "MIT, © 2020 Zihan Liu"},
	{invented, "invented articles in the manner of the world's newspapers and agencies, written for Dateline (`cmd/datelinetrain/news`)", "as Dateline itself"},
}

// knownTerms refuses to write weights of a training file whose terms are not known: they may not be shipped.
func knownTerms(c config) error {
	for _, name := range splitList(c.train) {
		if _, err := sourceOf(name); err != nil {
			return err
		}
	}
	return nil
}

// provenanceText is what is to be kept beside the weights.
func provenanceText(c config, model, lexicon int, table string) (string, error) {
	var used []source
	for _, name := range splitList(c.train) {
		s, err := sourceOf(name)
		if err != nil {
			return "", err
		}
		used = append(used, s)
	}
	t, err := template.New("provenance").Parse(provenanceTemplate)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = t.Execute(&out, map[string]any{
		"Command": command(c), "Model": model, "Lexicon": lexicon, "Train": used,
		"Table": indent(table),
	})
	return out.String(), err
}

func sourceOf(name string) (source, error) {
	for _, s := range sources {
		if s.Name == name {
			return s, nil
		}
	}
	return source{}, fmt.Errorf("the terms of training file %q are not known: use -measure, or add it to the sources", name)
}

func command(c config) string {
	return fmt.Sprintf("go run ./cmd/datelinetrain -train %s -kinds %s -epochs %d -runs %d -seed %d -keep %d -words %d -last %d"+
		" -rate %v -decay %v -dropout %v -eager %v -silver %v -news %v -sift %d -tables %d",
		c.train, c.kinds, c.epochs, c.runs, c.seed, c.keep, c.words, c.last, c.rate, c.decay, c.dropout, c.eager, c.silver, c.news, c.sift, c.tables)
}

func indent(table string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(table, "\n"), "\n", "\n    ") + "\n"
}
