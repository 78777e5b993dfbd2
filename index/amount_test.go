package index_test

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index/query"
)

// What the parser accepts as a sum and what an article's amount can be is the same.
func TestSumsAreDecimals(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"0", "1", "0.000001", "0.0000001", "1.50", strings.Repeat("9", 18), strings.Repeat("9", 19),
		"1" + strings.Repeat("0", 21), "1" + strings.Repeat("0", 22), strings.Repeat("9", 12) + ".999999", strings.Repeat("9", 13) + ".999999"} {
		d, errDecimal := corpus.ParseDecimal(number)
		q, errQuery := query.Parse("amount:"+number, query.Options{})
		if (errDecimal == nil) != (errQuery == nil) {
			t.Errorf("%s: as a decimal %v, in a query %v", number, errDecimal, errQuery)
			continue
		}
		if errQuery != nil {
			continue
		}
		if got, err := corpus.DecimalOf(q.Root.(query.Amount).Min); err != nil || got != d {
			t.Errorf("%s: got %v, %v; want %v", number, got, err, d)
		}
	}
}
