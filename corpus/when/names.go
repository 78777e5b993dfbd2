package when

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/names.txt
var namesFile string

//go:embed data/words.txt
var wordsFile string

// month is what the name of a month means.
type month struct {
	number    int
	languages string // between spaces; empty for any
	persian   bool   // of the Persian calendar
}

// elapsed is what "3 hours ago" counts: unit, and how many if the words say it themselves.
type elapsed struct {
	unit  string
	count int // 0: a number in the text
}

// names are the words about dates, folded.
type names struct {
	months map[string][]month
	firsts map[string]bool // first words of months of two words
	days   map[string]bool
	links  map[string]bool // words that stand inside and around dates and say nothing
	clocks map[string]bool // words that mark a time
	am, pm map[string]bool
	labels map[string]Label
	today  map[string]int     // days from today
	ago    map[string]elapsed // "{0} hours ago"
}

// known returns the words, read once at the first call.
var known = sync.OnceValue(func() *names {
	n := &names{
		months: map[string][]month{}, firsts: map[string]bool{}, days: map[string]bool{}, links: map[string]bool{}, clocks: map[string]bool{}, am: map[string]bool{}, pm: map[string]bool{},
		labels: map[string]Label{}, today: map[string]int{}, ago: map[string]elapsed{},
	}
	for _, file := range []string{namesFile, wordsFile} {
		for line := range strings.Lines(file) {
			if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) >= 3 {
				languages := ""
				if len(f) > 3 {
					languages = " " + f[3] + " "
				}
				for name := range strings.SplitSeq(f[2], "; ") {
					n.add(f[0], f[1], foldAll(name), languages)
				}
			}
		}
	}
	return n
})

func foldAll(phrase string) string {
	words := strings.Fields(phrase)
	for i, w := range words {
		words[i] = fold(w)
	}
	return strings.Join(words, " ")
}

func (n *names) add(kind, value, name, languages string) {
	number, _ := strconv.Atoi(value)
	switch kind {
	case "month", "persian":
		n.months[name] = append(n.months[name], month{number, languages, kind == "persian"})
		if first, _, two := strings.Cut(name, " "); two {
			n.firsts[first] = true
		}
	case "day":
		n.days[name] = true
	case "link":
		n.links[name] = true
	case "clock":
		n.clocks[name] = true
	case "am":
		n.am[name] = true
	case "pm":
		n.pm[name] = true
	case "published":
		n.labels[name] = Published
	case "updated":
		n.labels[name] = Updated
	case "today":
		n.today[name] = number
	case "ago":
		unit, count, _ := strings.Cut(value, ":")
		number, _ = strconv.Atoi(count)
		n.ago[name] = elapsed{unit, number}
	}
}

// month returns what a name means in a language: its own reading if it has one, else the one on which all languages agree.
func (n *names) month(name, language string) (month, bool) {
	all := n.months[name]
	if len(all) == 0 {
		return month{}, false
	}
	agreed := true
	for _, m := range all {
		if language != "" && strings.Contains(m.languages, " "+language+" ") {
			return m, true
		}
		agreed = agreed && m.number == all[0].number && m.persian == all[0].persian
	}
	return all[0], agreed
}
