package copies

import (
	"fmt"

	"dateline/corpus"
)

// Key recognises an article by its text, where it is seen at another address of its outlet: the words of its title and
// body are the same, and the day on which it was published, or none is known. An article without address or outlet
// has none, for then it is told apart by other means; nor has one of under 12 words, as notices and greetings have, or of under 20 where
// the day is unknown.
func Key(a *corpus.Article) (corpus.Key, bool) {
	if a.URL == "" || a.Source.Domain == "" {
		return "", false
	}
	var all []word
	for w := range words(a.Title) {
		all = append(all, w)
	}
	all = append(all, word{})
	for w := range words(a.Body) {
		all = append(all, w)
	}
	day, least := "", leastUndated
	if start, _ := a.Published.Span(); a.Published.Known() {
		day, least = start.Format("2006-01-02"), leastWords
	}
	if length(all)-1 < least {
		return "", false
	}
	return corpus.Key(fmt.Sprintf("text:%s\x00%s\x00%016x%016x", a.Source.Domain, day, uint64(hashOf(all, 3)), uint64(hashOf(all, 4)))), true
}
