package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"dateline/corpus/entity"
	"dateline/corpus/entity/country"
	"dateline/corpus/entity/money"
	"dateline/corpus/entity/person"
	"dateline/corpus/language"
)

const speedTask = "speed"

// What speeds are measured on: the first articles of the newswire, several times over, the least processor time counting.
const (
	speedBytes = 3 << 20
	passes     = 3
)

type text struct {
	Title, Text string
}

// measureSpeed measures how fast the parts of the annotator read on one core, and how large they are.
func measureSpeed(o *options) ([]line, error) {
	texts, err := readTexts(filepath.Join(o.shared, "data", "reuters", "reuters.dev.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	lines, err := speeds(texts)
	if err != nil {
		return nil, err
	}
	data, err := embedded(o.root)
	if err != nil {
		return lines, err
	}
	program, err := fileSize(o.bin)
	if err != nil {
		return lines, err
	}
	megabytes := func(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
	return append(lines,
		line{task: "size", measure: "embedded data of the annotator, MB", value: megabytes(data), aim: aims["speed/data"], peers: peers["speed/data"]},
		line{task: "size", measure: "the whole program, MB", value: megabytes(program)}), nil
}

func readTexts(path string) ([]text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var texts []text
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 16<<20)
	for bytes := 0; bytes < speedBytes && scanner.Scan(); {
		var t text
		if err := json.Unmarshal(scanner.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		texts, bytes = append(texts, t), bytes+len(t.Title)+len(t.Text)
	}
	return texts, scanner.Err()
}

func speeds(texts []text) ([]line, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	tagger, err := person.New()
	if err != nil {
		return nil, err
	}
	finder, err := country.New()
	if err != nil {
		return nil, err
	}
	annotator, err := entity.New()
	if err != nil {
		return nil, err
	}
	var lines []line
	add := func(measure, name string, read func(t text)) {
		lines = append(lines, line{task: speedTask, set: "Reuters, one core", measure: measure, value: fmt.Sprintf("%.2g", megabytesPerSecond(texts, read)), aim: aims[name], peers: peers[name]})
	}
	add("people, MB/s", "speed/people", func(t text) { tagger.FindIn("en", t.Title, t.Text) })
	add("countries and amounts, MB/s", "speed/scan", func(t text) {
		finder.FindIn("en", t.Title, t.Text, nil)
		money.FindIn("en", t.Title, t.Text)
	})
	add("language, MB/s", "", func(t text) { language.Detect(t.Title, t.Text) })
	add("all facts, MB/s", "", func(t text) { annotator.Annotate(t.Title, t.Text, "") })
	return lines, nil
}

func megabytesPerSecond(texts []text, read func(t text)) float64 {
	bytes := 0
	for _, t := range texts {
		bytes += len(t.Title) + len(t.Text)
	}
	best := time.Duration(0)
	for range passes {
		began := cpuTime()
		for _, t := range texts {
			read(t)
		}
		if took := cpuTime() - began; best == 0 || took < best {
			best = took
		}
	}
	return float64(bytes) / 1e6 / max(best, time.Microsecond).Seconds()
}

// embedded returns the bytes of the data that the packages of facts and of languages embed.
func embedded(root string) (total int64, err error) {
	for _, dir := range []string{"entity", "language"} {
		err := filepath.WalkDir(filepath.Join(root, "corpus", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.Contains(filepath.ToSlash(path), "/data/") || filepath.Ext(path) == ".md" {
				return err
			}
			n, err := fileSize(path)
			total += n
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return total, nil
}

func fileSize(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
