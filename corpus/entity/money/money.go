package money

import (
	"unicode/utf8"

	"dateline/corpus"
)

// Version names the rules and tables of this package; it changes with either.
const Version = "money-3"

// Find returns the sums of money of an article in order, the title's before the
// body's. Mentions equal in value, bounds, currency, qualifier and subject are one.
// It is safe for concurrent use.
func Find(title, body string) []corpus.Amount {
	var out []corpus.Amount
	index := map[identity]int{}
	nations := &census{texts: [2]string{title, body}}
	for _, part := range []struct {
		field corpus.Field
		text  string
	}{{corpus.FieldTitle, title}, {corpus.FieldBody, body}} {
		at, runes := 0, 0
		for _, f := range scan(part.text) {
			a, ok := f.amount(part.text, nations)
			if !ok {
				continue
			}
			runes += utf8.RuneCountInString(part.text[at:f.start])
			at = f.start
			m := corpus.Mention{Field: part.field, Start: runes, End: runes + utf8.RuneCountInString(a.Text), Text: a.Text, Rule: f.rule}
			id := identify(&a)
			n, known := index[id]
			if !known {
				n = len(out)
				index[id] = n
				out = append(out, a)
			}
			out[n].Mentions = append(out[n].Mentions, m)
		}
	}
	return out
}

// identity is what makes two mentions one amount.
type identity struct {
	value, min, max, currency, subject string
	qualifier                          corpus.Qualifier
}

func identify(a *corpus.Amount) identity {
	text := func(d *corpus.Decimal) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	return identity{text(a.Value), text(a.Min), text(a.Max), a.Currency, a.Subject, a.Qualifier}
}

// amount turns a sum into an Amount without mentions; ok is false where a number
// is out of range.
func (f *sum) amount(text string, nations *census) (corpus.Amount, bool) {
	a := corpus.Amount{
		Currency: nations.currency(f, text), Qualifier: f.qualifier, Text: text[f.start:f.end],
		Subject: subject(text, f.start, f.end),
	}
	if !f.vague {
		v, ok := f.value.decimal()
		if !ok {
			return a, false
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
	return a, true
}
