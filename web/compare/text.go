package compare

import (
	"strings"
	"unicode/utf8"
)

// Row is a paragraph in both states. Op is Same, Removed (there is no new state), Added (there was none), or Changed.
type Row struct {
	Op   Op
	Runs []Run // in reading order, what was removed before what replaced it
}

// Changed is the Op of a paragraph of which words differ.
const Changed Op = "changed"

// Before returns the runs of the old state.
func (r Row) Before() []Run { return r.without(Added) }

// After returns the runs of the new state.
func (r Row) After() []Run { return r.without(Removed) }

func (r Row) without(op Op) []Run {
	var out []Run
	for _, run := range r.Runs {
		if run.Op != op {
			out = append(out, run)
		}
	}
	return out
}

// Difference is how two texts differ.
type Difference struct {
	Rows []Row
	// edits are where the texts differ, in code points of each.
	edits []change
}

// Differ reports whether there is any difference.
func (d *Difference) Differ() bool { return len(d.edits) > 0 }

// Text compares two texts whose paragraphs are separated by an empty line.
func Text(before, after string) *Difference {
	c := comparison{before: paragraphs(before), after: paragraphs(after), d: &Difference{}}
	at := 0
	for _, gap := range sequences(c.before, c.after) {
		c.same(c.before[at:gap.a])
		c.between(c.before[gap.a:gap.b], c.after[gap.c:gap.d])
		at = gap.b
	}
	c.same(c.before[at:])
	return c.d
}

// Line compares two texts of one paragraph.
func Line(before, after string) *Difference {
	c := comparison{d: &Difference{}}
	switch {
	case before == after:
		c.same([]string{after})
	case before == "":
		c.add(Added, after)
	case after == "":
		c.add(Removed, before)
	default:
		c.changed(before, after)
	}
	return c.d
}

func paragraphs(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, separator)
}

const separator = "\n\n"

// comparison is a comparison under way. old and now are how many code points of each text are behind.
type comparison struct {
	before, after []string
	old, now      int
	d             *Difference
}

func (c *comparison) same(list []string) {
	for _, p := range list {
		c.d.Rows = append(c.d.Rows, Row{Same, []Run{{Same, p}}})
		n := utf8.RuneCountInString(p) + len(separator)
		c.old += n
		c.now += n
	}
}

// add adds a paragraph that only one of the texts has.
func (c *comparison) add(op Op, p string) {
	c.d.Rows = append(c.d.Rows, Row{op, []Run{{op, p}}})
	n := utf8.RuneCountInString(p) + len(separator)
	e := change{c.old, c.old, c.now, c.now}
	if op == Removed {
		e.b += n
		c.old += n
	} else {
		e.d += n
		c.now += n
	}
	c.d.edits = append(c.d.edits, e)
}

// changed adds a paragraph of which words differ.
func (c *comparison) changed(before, after string) {
	old, now := split(before), split(after)
	changes := wordChanges(old, now)
	c.d.Rows = append(c.d.Rows, Row{Changed, runs(old, now, changes)})
	from, to, at := c.old, c.now, change{}
	for _, ch := range changes {
		from += codePoints(old[at.b:ch.a])
		to += codePoints(now[at.d:ch.c])
		e := change{from, from + codePoints(old[ch.a:ch.b]), to, to + codePoints(now[ch.c:ch.d])}
		c.d.edits = append(c.d.edits, e)
		from, to, at = e.b, e.d, ch
	}
	c.old += utf8.RuneCountInString(before) + len(separator)
	c.now += utf8.RuneCountInString(after) + len(separator)
}

// between adds paragraphs that the texts do not share.
func (c *comparison) between(before, after []string) {
	i, j := 0, 0
	for _, p := range pairs(before, after) {
		for ; i < p.old; i++ {
			c.add(Removed, before[i])
		}
		for ; j < p.now; j++ {
			c.add(Added, after[j])
		}
		c.changed(before[i], after[j])
		i, j = i+1, j+1
	}
	for ; i < len(before); i++ {
		c.add(Removed, before[i])
	}
	for ; j < len(after); j++ {
		c.add(Added, after[j])
	}
}
