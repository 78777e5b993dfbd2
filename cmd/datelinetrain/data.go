package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dateline/corpus/entity/person/crf"
)

// lines calls do with each line of a gzipped file.
func lines(path string, do func(line string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	r := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := r.ReadString('\n')
		if line != "" {
			if err := do(strings.TrimRight(line, "\n")); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

// buildLexicon puts the clusters of the most frequent words and the lists of names together.
func buildLexicon(c config) ([]byte, error) {
	words := map[string]crf.Entry{}
	err := lines(filepath.Join(c.data, "clusters.tsv.gz"), func(line string) error {
		f := strings.Split(line, "\t")
		if len(words) == c.words || len(f) != 4 {
			return nil
		}
		var n [3]uint16
		for i := range n {
			v, err := strconv.Atoi(f[i+1])
			if err != nil {
				return err
			}
			n[i] = uint16(v) + 1
		}
		words[f[0]] = crf.Entry{C64: n[0], C256: n[1], C1024: n[2]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, list := range []string{"first", "last"} {
		err := lines(filepath.Join(c.data, "names", list+".tsv.gz"), func(line string) error {
			name, band, _ := strings.Cut(line, "\t")
			n, err := strconv.Atoi(band)
			if err != nil {
				return err
			}
			e := words[name]
			if list == "first" {
				e.First = uint8(n)
			} else if n <= c.last {
				e.Last = uint8(n)
			}
			if e != (crf.Entry{}) {
				words[name] = e
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return crf.WriteLexicon(words), nil
}

func readExamples(path string) ([]crf.Example, error) {
	var out []crf.Example
	var e crf.Example
	flush := func() {
		if len(e.Words) > 0 {
			out = append(out, e)
		}
		e = crf.Example{}
	}
	err := lines(path, func(line string) error {
		if line == "" {
			flush()
			return nil
		}
		word, tag, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("%q is not a word and a tag", line)
		}
		e.Words, e.Tags = append(e.Words, word), append(e.Tags, tag)
		return nil
	})
	flush()
	return out, err
}
