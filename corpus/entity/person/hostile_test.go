package person_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/corpus/entity/person"
)

// hostile are texts that would cost an algorithm of quadratic time dearly. Each grows with n.
var hostile = map[string]func(n int) string{
	"many people":      func(n int) string { return many(n, "Judge %s Garside met %s. ") },
	"one surname":      func(n int) string { return many(n, "%s Smith left. Smith said %s. ") },
	"one first name":   func(n int) string { return many(n, "John %s wept, and John met %s. ") },
	"one line":         func(n int) string { return many(n, "%s Marlow and %s Trent, ") },
	"only capitals":    func(n int) string { return strings.Repeat("Anna Kovacs Maria Silva ", n) },
	"only surnames":    func(n int) string { return "Jun Wang and Mei Wang left. " + strings.Repeat("Wang said so. ", n) },
	"initials":         func(n int) string { return strings.Repeat("J. R. ", n) },
	"nicknames":        func(n int) string { return strings.Repeat(`Kim "`, n) },
	"short sentences":  func(n int) string { return strings.Repeat("Ma. Ana v. ", n) },
	"torn words":       func(n int) string { return strings.Repeat("Zhen-\nxing ", n) },
	"middle names":     func(n int) string { return many(n, "Ana %s %s Robledo wept. ") },
	"bylines":          func(n int) string { return many(n, "Lagos\nBy %s %s\n") },
	"scores":           func(n int) string { return many(n, "1-%s c %s Cole b Ann Lee 3 (") },
	"line breaks":      func(n int) string { return strings.Repeat("President Moon\nJae met ", n) },
	"places and names": func(n int) string { return many(n, "%s Jordan flew to Jordan with %s. ") },
}

// many repeats a pattern with words that differ each time.
func many(n int, pattern string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, letters(i), letters(i+n))
	}
	return b.String()
}

// letters writes a number as a capitalised word.
func letters(n int) string {
	word := []byte("Q")
	for ; n > 0; n /= 20 {
		word = append(word, "aeioubdfgklmnprstvwz"[n%20])
	}
	return string(word) + "o"
}

func TestHostileTextsCostLinearTime(t *testing.T) {
	for name, text := range hostile {
		for _, language := range []string{"en", "es", "de", "ru", "xx"} {
			t.Run(name+"/"+language, func(t *testing.T) {
				small, large := text(1000), text(10_000)
				open(t).FindIn(language, "", small)
				a := elapsed(func() { open(t).FindIn(language, "", small) })
				b := elapsed(func() { open(t).FindIn(language, small[:200], large) })
				if b > 40*a+2*time.Second {
					t.Errorf("%v for a text, %v for one ten times as long", a, b)
				}
			})
		}
	}
}

func elapsed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

func FuzzFindIn(f *testing.F) {
	f.Add("es", "El presidente José Peña, 45, dijo que Peña")
	f.Add("de", "Frau Dr. Vogt-\nlein und Ma. v. Herr")
	f.Add("ru", "Президент Игорь Громов, Пётр Ильич")
	f.Add("zh", "主席李明 Ana")
	f.Add("es", "Según el ministro de Salud, Rafael Ocampo, el hospital Carlos Paz cerró. Murió Eulogia Mamani Ticona, pastora.")
	f.Add("de", "Russlands Botschafter Anna Maria Kern Kürzungen. Der Deutsche Kai von der")
	f.Add("fr", "L'avocat d'Ousmane Sarr, qu'il’a dit ‘M. ' d'")
	f.Add("xx", "Rais Samuel Carter")
	f.Fuzz(func(t *testing.T, language, body string) {
		if !person.Taught(language) {
			checkMentions(t, "", strings.ToValidUTF8(body, "?"), open(t).FindIn(language, "", strings.ToValidUTF8(body, "?")))
		}
	})
}
