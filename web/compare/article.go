package compare

import "dateline/corpus"

// Comparison is how two states of an article differ.
type Comparison struct {
	Title  *Difference
	Body   *Difference
	Fields []Field
	Facts  *FactChanges // nil where facts were not looked for
}

// Articles compares two states of an article. annotate finds the facts of a title and body; nil leaves them out.
func Articles(before, after *corpus.Article, annotate func(title, body, language string) corpus.Annotations) *Comparison {
	c := &Comparison{Title: Line(before.Title, after.Title), Body: Text(before.Body, after.Body), Fields: Fields(before, after)}
	if annotate != nil {
		old, now := annotate(before.Title, before.Body, before.Language), annotate(after.Title, after.Body, after.Language)
		facts := Facts(&old, &now, c.Title, c.Body)
		c.Facts = &facts
	}
	return c
}

// Differ reports whether there is any difference.
func (c *Comparison) Differ() bool {
	return c.Title.Differ() || c.Body.Differ() || len(c.Fields) > 0 || c.Facts != nil && c.Facts.Any()
}
