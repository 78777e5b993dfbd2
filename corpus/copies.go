package corpus

import "context"

// Copies says of an article which text it carries: articles of one text, or of nearly the same, are copies of
// each other, whoever published them. Like people, copies are derived from all articles together, and depend on which there
// are, never on the order in which they came.
type Copies struct {
	// Of is the article that stands for all copies: the one published first as far as dates are known, then the one
	// with the lowest id. It is the article's own id where it stands for them, or has no copies.
	Of ID
	// Count is how many articles carry the text, this one among them: at least 1.
	Count int
}

// Copy is one of the articles that carry a text.
type Copy struct {
	ID ID
	// Similarity is the estimated share of word sequences that it has in common with the one that stands for the copies,
	// from 0 to 1; 1 for the same words.
	Similarity float64
}

// CopyReader reads which articles are copies, and at which addresses an article was seen.
type CopyReader interface {
	// Copies returns the articles that carry the text of an article, the one that stands for them first, then in order of
	// their ids. An article without copies is alone. The error is NotFound if there is no such article.
	Copies(ctx context.Context, id ID) ([]Copy, error)
	// Addresses returns every address at which an article was seen, the current canonical one first, then in order. The error
	// is NotFound if there is no such article.
	Addresses(ctx context.Context, id ID) ([]string, error)
}
