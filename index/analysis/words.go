package analysis

import "slices"

// QueryWord is a word of a query.
type QueryWord struct {
	Surface string
	Keys    []string // a text's word matches by any of these; one at least, all distinct
	Stop    bool     // so common in English that a search may do without it
}

// QueryWords returns the words of a piece of a query, in order and next to one
// another. One word as typed can be several ("wi-fi") or none ("&").
func QueryWords(text string) []QueryWord {
	l := lexicons.Get().(*lexicon)
	defer lexicons.Put(l)
	text = valid(text)
	var found []QueryWord
	var capital []bool
	scan(text, func(p piece) {
		if e := l.lookup(p); e.surface != "" {
			found = append(found, queryWord(e))
			capital = append(capital, p.dotted || e.caps)
		}
	})
	shouting := len(found) > 1 && !slices.Contains(capital, false)
	for i := range found {
		key, ok := acronyms[found[i].Surface]
		switch {
		case ok && capital[i] && !shouting:
			found[i].Keys, found[i].Stop = []string{key}, false
		case ok:
			found[i].Keys = append(found[i].Keys, key)
		}
	}
	return found
}

func queryWord(e entry) QueryWord {
	w := QueryWord{Surface: e.surface, Stop: stopWords[e.surface]}
	for _, key := range []string{e.stem, e.surface, e.elided} {
		if key != "" && !slices.Contains(w.Keys, key) {
			w.Keys = append(w.Keys, key)
		}
	}
	return w
}
