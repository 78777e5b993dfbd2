package money

import (
	"unicode/utf8"

	"dateline/corpus"
)

// Version names the rules and tables of this package; it changes with either.
const Version = "money-4"

// Find returns the sums of money of an article in English, or of unknown language.
func Find(title, body string) []corpus.Amount { return FindIn("", title, body) }

// FindIn returns the sums of money of an article in order, the title's before the
// body's. Mentions equal in value, bounds, currency, qualifier, unit and subject are one.
// language is a BCP 47 tag; it decides how separators and words are read, and one without words of
// its own here, or "", is read as English. It is safe for concurrent use.
func FindIn(language, title, body string) []corpus.Amount {
	lx := lexiconOf(language)
	var out []corpus.Amount
	index := map[identity]int{}
	nations := &census{texts: [2]string{title, body}, lx: lx}
	for _, part := range []struct {
		field corpus.Field
		text  string
	}{{corpus.FieldTitle, title}, {corpus.FieldBody, body}} {
		text := fold(part.text)
		place := newRuler(part.text, text)
		end, subject := 0, "" // of the sum before
		for _, f := range lx.scan(text) {
			a, ok := f.amount(lx, text, nations)
			if !ok {
				continue
			}
			if end > 0 && end <= f.start && compared(text[end:f.start]) && (a.Subject == "" || !lx.english) {
				a.Subject = subject
			}
			end, subject = a.end, a.Subject
			m := corpus.Mention{Field: part.field, Rule: f.rule, Else: a.other}
			m.Start, m.End, m.Text = place.span(f.start, f.end)
			a.Text = m.Text
			id := identify(&a.Amount)
			n, known := index[id]
			if !known {
				n = len(out)
				index[id] = n
				out = append(out, a.Amount)
			}
			out[n].Mentions = append(out[n].Mentions, m)
		}
	}
	return out
}

// identity is what makes two mentions one amount.
type identity struct {
	value, min, max, currency, per, subject string
	qualifier                               corpus.Qualifier
}

func identify(a *corpus.Amount) identity {
	text := func(d *corpus.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	return identity{text(a.Value), text(a.Min), text(a.Max), a.Currency, a.Per, a.Subject, a.Qualifier}
}

// read is an Amount without mentions, and the other currencies that it could be of.
type read struct {
	corpus.Amount
	end   int // after its unit
	other []string
}

// amount turns a sum into an Amount; ok is false where a number is out of range.
func (f *sum) amount(lx *lexicon, text string, nations *census) (a read, ok bool) {
	if f.doubt && nations.of(residents[f.code]) == 0 {
		return a, false
	}
	a.Qualifier = f.qualifier
	a.Currency, a.other = nations.currency(f, text)
	if !f.vague {
		v, ok := f.value.decimal()
		if !ok {
			return a, false
		}
		if f.negative {
			v = v.Mul(corpus.NewDecimal(-1, 0))
		}
		a.Value = &v
	}
	if f.bounded {
		lo, ok := f.lo.decimal()
		hi, fits := f.hi.decimal()
		if !ok || !fits {
			return a, false
		}
		a.Min, a.Max = &lo, &hi
	}
	unit, end := lx.readPer(text, f.last)
	a.Per = unit
	a.end = max(end, f.last)
	a.Subject = lx.subject(text, f.start, a.end)
	return a, true
}

// ruler turns places in a folded text, in order, into code points and words of the text itself.
type ruler struct {
	text, folded string
	same         bool
	at, in       int // bytes of the folded text and of the text passed
	runes        int
}

func newRuler(text, folded string) *ruler {
	return &ruler{text: text, folded: folded, same: text == folded}
}

// span returns the code points and the words of folded[start:end].
func (r *ruler) span(start, end int) (from, to int, words string) {
	r.forward(start)
	from, begin := r.runes, r.in
	r.forward(end)
	return from, r.runes, r.text[begin:r.in]
}

func (r *ruler) forward(to int) {
	n := utf8.RuneCountInString(r.folded[r.at:to])
	r.runes += n
	if r.same {
		r.in += to - r.at
	} else {
		for range n {
			_, size := utf8.DecodeRuneInString(r.text[r.in:])
			r.in += size
		}
	}
	r.at = to
}
