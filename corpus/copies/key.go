package copies

import (
	"fmt"

	"dateline/corpus"
)

// Key recognises an article by its text, where it is seen at another address of its outlet: the words of its title and
// body are the same, and the day on which it was published, or none is known. An article without address or outlet
// has none, for then it is told apart by other means; nor has one of under 20 words, as notices and greetings have.
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
	const least = 20
	if length(all)-1 < least {
		return "", false
	}
	day := ""
	if start, _ := a.Published.Span(); a.Published.Known() {
		day = start.Format("2006-01-02")
	}
	return corpus.Key(fmt.Sprintf("text:%s\x00%s\x00%016x%016x", a.Source.Domain, day, uint64(hashOf(all, 3)), uint64(hashOf(all, 4)))), true
}
