package crf_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"dateline/corpus/entity/person/crf"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"abbreviations", "Mr. Hale met J. Roe in the U.S. Senate. He left.", "Mr. Hale met J. Roe in the U.S. Senate . | He left ."},
		{"possessive", "Hale’s and O'Hara's dogs", "Hale ’s and O'Hara 's dogs"},
		{"hyphen", "Anne-Marie, al-Rashidi", "Anne-Marie , al-Rashidi"},
		{"glued sentences", "was arrested.The court", "was arrested . | The court"},
		{"address", "ann.Lee@example.org wrote", "ann.Lee@example.org wrote"},
		{"quote closes", "He left.\" She stayed.", "He left . \" | She stayed ."},
		{"heading", "Board Names New Chief\nMargit Holt", "Board Names New Chief | Margit Holt"},
		{"torn name", "They charged Bo\nLiang today.", "They charged Bo Liang today ."},
		{"list of lines", "Ann Lee\nBo Liang", "Ann Lee | Bo Liang"},
		{"wrapped", "the ministry of the\ninterior named Ann\nLee as head of\nthe office", "the ministry of the interior named Ann Lee as head of the office"},
		{"paragraphs", "said Ann\n\nLee left", "said Ann | Lee left"},
		{"no width", "Ann\u00a0Lee\u200b left", "Ann Lee left"},
	} {
		var sentences []string
		for _, s := range crf.Split(c.text) {
			var words []string
			for _, token := range s {
				if c.text[token.Start:token.End] != token.Text {
					t.Errorf("%s: %q is not at %d to %d", c.name, token.Text, token.Start, token.End)
				}
				words = append(words, token.Text)
			}
			sentences = append(sentences, strings.Join(words, " "))
		}
		if diff := cmp.Diff(c.want, strings.Join(sentences, " | ")); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Mr. O'Hara’s U.S. \xff.\n\nA.B")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range crf.Split(text) {
			if len(s) == 0 {
				t.Error("an empty sentence")
			}
			for _, token := range s {
				if token.Start < last || token.End <= token.Start || text[token.Start:token.End] != token.Text {
					t.Fatalf("token %q at %d to %d after %d", token.Text, token.Start, token.End, last)
				}
				last = token.End
			}
		}
	})
}

func example(text string) crf.Example {
	var e crf.Example
	for w := range strings.FieldsSeq(text) {
		word, tag, ok := strings.Cut(w, "/")
		if !ok {
			tag = "O"
		}
		e.Words, e.Tags = append(e.Words, word), append(e.Tags, tag)
	}
	return e
}

func TestTrainAndTag(t *testing.T) {
	t.Parallel()
	lex, err := crf.OpenLexicon(string(crf.WriteLexicon(map[string]crf.Entry{
		"ann": {First: 1, C64: 3, C256: 4, C1024: 5}, "bo": {First: 2}, "lee": {Last: 1}, "liang": {Last: 3}, "oslo": {C64: 9, C256: 9, C1024: 9},
	})))
	if err != nil {
		t.Fatal(err)
	}
	docs := []crf.Document{
		{Weight: 1, Sentences: []crf.Example{example("Yesterday Ann/B-PER Lee/I-PER went to Oslo/B-LOC ."), example("Oslo/B-LOC is far , said Lee/B-PER .")}},
		{Weight: 1, Sentences: []crf.Example{example("Then Bo/B-PER Liang/I-PER saw Oslo/B-LOC ."), example("The Board met .")}},
	}
	o := crf.Options{Kinds: []string{"PER", "LOC"}, Epochs: 8, Runs: 2, Seed: 1, Keep: 5000, Rate: 0.1, Decay: 1e-3, Dropout: 0.2, Eager: 0.5, Log: slog.New(slog.DiscardHandler)}
	file, err := crf.Train(docs, lex, o)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := crf.Train(docs, lex, o); !bytes.Equal(file, again) {
		t.Error("the same training gave other weights")
	}
	model, err := crf.OpenModel(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	doc := crf.Split("Then Ann Liang went to Oslo. The Board met.")
	for s, spans := range crf.NewDecoder(model, lex).Tag(doc) {
		for _, span := range spans {
			var words []string
			for _, token := range doc[s][span.From:span.To] {
				words = append(words, token.Text)
			}
			got = append(got, span.Kind+" "+strings.Join(words, " "))
		}
	}
	if diff := cmp.Diff([]string{"PER Ann Liang", "LOC Oslo"}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzOpenModel(f *testing.F) {
	f.Add([]byte("DPER0001\x01\x03PER"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = crf.OpenModel(data)           // must not panic
		_, _ = crf.OpenLexicon(string(data)) // must not panic
	})
}
