package money

import (
	"slices"

	"dateline/corpus"
)

// Version names the rules and tables of this package; it changes with either.
const Version = "money-7"

// The rules of Mention.Rule.
const (
	RuleSign  = "sign"  // a currency sign or code before the number
	RuleUnit  = "unit"  // a currency word, code or sign after it
	RuleMinor = "minor" // cents, pence and the like alone
	RuleRange = "range" // two ends of one sum
	RuleVague = "vague" // bounds only
)

// Find returns the sums of money of an article in English, or of unknown language, of which no countries are known.
func Find(title, body string) []corpus.Amount { return FindIn("", title, body) }

// FindIn returns the sums of money of an article in order, the title's before the
// body's. Mentions equal in value, bounds, currency, qualifier, unit and subject are one.
// language is a BCP 47 tag; it decides how separators and words are read, and one without words of
// its own here, or "", is read as English. countries are those that the article speaks of: they decide whose a currency
// is of which several countries have one of that name. It is safe for concurrent use.
func FindIn(language, title, body string, countries ...corpus.Country) []corpus.Amount {
	lx := lexiconOf(language)
	var found collection
	nations := &census{countries: countries}
	for _, part := range [...]struct {
		field corpus.Field
		text  string
	}{{corpus.FieldTitle, title}, {corpus.FieldBody, body}} {
		text := newPassage(lx, part.field, part.text)
		end, subject := 0, "" // of the sum before
		for f := range lx.scan(text.folded) {
			m := corpus.Mention{Field: part.field, Rule: f.rule}
			m.Start, m.End, m.Text = text.span(f.start, f.end)
			a, ok := f.amount(text, nations)
			if !ok {
				continue
			}
			if end > 0 && end <= f.start && compared(text.folded[end:f.start]) && (a.Subject == "" || !lx.english) {
				a.Subject = subject
			}
			end, subject = f.after, a.Subject
			m.Else, a.Text = a.other, m.Text
			found.add(&f, &a.Amount, m)
		}
	}
	return found.amounts
}

// collection is the amounts found so far, with what makes each of them one.
type collection struct {
	amounts []corpus.Amount
	ids     []identity
	index   map[identity]int // once there are many
}

// identity is what makes two mentions one amount.
type identity struct {
	value, lo, hi          num
	negative, vague        bool
	currency, per, subject string
	qualifier              corpus.Qualifier
}

func (c *collection) add(f *sum, a *corpus.Amount, m corpus.Mention) {
	id := identity{negative: f.negative, vague: f.vague, currency: a.Currency, per: a.Per, subject: a.Subject, qualifier: a.Qualifier}
	if !f.vague {
		id.value = f.value.normal()
	}
	if f.bounded {
		id.lo, id.hi = f.lo.normal(), f.hi.normal()
	}
	n := c.place(id)
	if n < 0 {
		n = len(c.amounts)
		c.amounts, c.ids = append(c.amounts, *a), append(c.ids, id)
		if c.index != nil {
			c.index[id] = n
		}
	}
	c.amounts[n].Mentions = append(c.amounts[n].Mentions, m)
}

// place returns which amount has an identity, or -1.
func (c *collection) place(id identity) int {
	if len(c.ids) < 32 {
		return slices.Index(c.ids, id)
	}
	if c.index == nil {
		c.index = map[identity]int{}
		for n, id := range c.ids {
			c.index[id] = n
		}
	}
	if n, known := c.index[id]; known {
		return n
	}
	return -1
}

// read is an Amount without mentions, and the other currencies that it could be of.
type read struct {
	corpus.Amount
	other []string
}

// amount turns a sum into an Amount; ok is false where a number is out of range.
func (f *sum) amount(text *passage, nations *census) (a read, ok bool) {
	if f.doubt && nations.of(residents[f.code]) == 0 || f.local && !nations.any(f.family) {
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
	a.Per = f.per
	a.Subject = text.lx.subject(text.folded, f.start, f.after)
	return a, true
}
