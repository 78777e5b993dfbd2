package money

// sieve dismisses most words without a look at a table, by their first two bytes, their last and their length: it
// holds every word added, and a few others. Of a letter's case it takes no notice.
type sieve [1 << 12]uint32

// letters are the letters of ASCII.
var letters = func() (in [256]bool) {
	for c := range in {
		in[c] = isLetter(byte(c))
	}
	return in
}()

func sieveOf[V any](tables ...map[string]V) *sieve {
	s := &sieve{}
	addAll(s, tables...)
	return s
}

func addAll[V any](s *sieve, tables ...map[string]V) {
	for _, table := range tables {
		for w := range table {
			s.add(w)
		}
	}
}

func (s *sieve) add(word string) {
	if word != "" {
		s[slot(word)] |= 1 << (len(word) & 31)
	}
}

// holds reports whether the word may have been added.
func (s *sieve) holds(word string) bool {
	return word != "" && s[slot(word)]&(1<<(len(word)&31)) != 0
}

// holdsKey reports the same of the word's letters.
func (s *sieve) holdsKey(w *word) bool {
	return w.n > 0 && s[slot(w.text())]&(1<<(w.n&31)) != 0
}

func slot[T string | []byte](word T) int {
	first, second := int(word[0]&31), 0
	if len(word) > 1 {
		second = int(word[1] & 31)
	}
	return first<<7 | second<<2 | int(word[len(word)-1]&3)
}
