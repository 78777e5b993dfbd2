package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"
)

// line is one measure.
type line struct {
	task, set, measure, value, aim, peers string
}

// table is all that was measured. Sets whose articles trained the weights are marked.
type table struct {
	lines   []line
	trained map[string]bool
}

// markdown writes the table with aligned columns. What repeats in a column is written once.
func (t *table) markdown() string {
	rows := [][]string{{"", "set", "measure", "Dateline", "aim", "others on the same set"}}
	task, set := "", ""
	for _, l := range t.lines {
		cells := []string{l.task, l.set, l.measure, l.value, l.aim, l.peers}
		if t.trained[l.task+"/"+l.set] {
			cells[1] += " (trained on)"
		}
		if l.task == task && l.set == set {
			cells[1] = ""
		}
		if l.task == task {
			cells[0] = ""
		}
		task, set = l.task, l.set
		rows = append(rows, cells)
	}
	width := make([]int, len(rows[0]))
	for _, cells := range rows {
		for i, c := range cells {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for i, cells := range rows {
		writeRow(&b, cells, width)
		if i == 0 {
			for j, w := range width {
				b.WriteString("|" + strings.Repeat("-", w+1))
				b.WriteString(map[bool]string{true: ":", false: "-"}[j == 3])
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

func writeRow(b *strings.Builder, cells []string, width []int) {
	for i, c := range cells {
		pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
		if i == 3 {
			c = pad + c
		} else {
			c += pad
		}
		b.WriteString("| " + c + " ")
	}
	b.WriteString("|\n")
}

// The table stands between these lines of the page.
const (
	tableBegins = "<!-- written by ./eval --write: begin -->\n"
	tableEnds   = "<!-- end -->\n"
)

// writePage puts the table into the page, with the setting that it was measured in above it.
func writePage(path, table, setting string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, begins := strings.Cut(string(b), tableBegins)
	_, after, ends := strings.Cut(rest, tableEnds)
	if !begins || !ends {
		return fmt.Errorf("%s lacks the lines between which the table stands", path)
	}
	text := before + tableBegins + setting + "\n\n" + table + tableEnds + after
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

// setting says when and on what was measured.
func setting(ctx context.Context, root string) string {
	commit := "an unknown commit"
	c := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--abbrev=10")
	c.Dir = root
	if out, err := c.Output(); err == nil {
		commit = "commit " + strings.TrimSpace(string(out))
	}
	return fmt.Sprintf("Measured on %s at %s, %s, %s/%s, %d cores (%s).", time.Now().UTC().Format(time.DateOnly), commit, runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.NumCPU(), processor())
}

// processor is its name, where the system tells it.
func processor() string {
	b, _ := os.ReadFile("/proc/cpuinfo") // other systems have none
	for l := range strings.Lines(string(b)) {
		if name, ok := strings.CutPrefix(l, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return "unknown processor"
}
