package page

import "dateline/corpus"

// amountText states an amount: "over $900,000", "$5 – $8", "at least $20,000", "$3 per gallon".
func amountText(m *corpus.Amount) string {
	if m.Per != "" {
		plain := *m
		plain.Per = ""
		return amountText(&plain) + " per " + m.Per
	}
	switch {
	case m.Min != nil && m.Max != nil:
		return sum(*m.Min, m.Currency) + " – " + sum(*m.Max, m.Currency)
	case m.Value == nil && m.Min != nil:
		return "at least " + sum(*m.Min, m.Currency)
	case m.Value == nil && m.Max != nil:
		return "up to " + sum(*m.Max, m.Currency)
	case m.Value == nil:
		return m.Text
	case m.Qualifier == corpus.Exact || m.Qualifier == "" || m.Qualifier == corpus.Between:
		return sum(*m.Value, m.Currency)
	}
	return string(m.Qualifier) + " " + sum(*m.Value, m.Currency)
}
