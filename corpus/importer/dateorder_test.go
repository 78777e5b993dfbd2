package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/importer"
)

// TestDateOrder: the dates of a column say together in which order they are written.
func TestDateOrder(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ written, want []string }{
		"days first":             {[]string{"03/04/2025", "30/01/2025", "04/04/2025 3:30 PM"}, []string{"2025-04-03", "2025-01-30", "2025-04-04 3:30 PM"}},
		"months first":           {[]string{"03/04/2025", "1/30/2025 10:15"}, []string{"2025-03-04", "2025-01-30 10:15"}},
		"nothing settles it":     {[]string{"03/04/2025", "05/06/2025"}, []string{"03/04/2025", "05/06/2025"}},
		"one contradicts":        {[]string{"03/04/2025", "30/01/2025", "01/30/2025"}, []string{"03/04/2025", "30/01/2025", "01/30/2025"}},
		"no day at all":          {[]string{"00/00/0000", "30/01/2025", "03/04/2025"}, []string{"00/00/0000", "2025-01-30", "2025-04-03"}},
		"short years, last":      {[]string{"30/01/25", "29/01/25", "03/04/25"}, []string{"2025-01-30", "2025-01-29", "2025-04-03"}},
		"short years, months":    {[]string{"01/30/25", "03/04/99"}, []string{"2025-01-30", "1999-03-04"}},
		"short years, first":     {[]string{"25-01-30", "25-01-29", "25-04-03"}, []string{"2025-01-30", "2025-01-29", "2025-04-03"}},
		"short years, one value": {[]string{"30/01/25"}, []string{"30/01/25"}},
		"other forms":            {[]string{"30/01/2025", "2025-02-01", "1/2025", "3/4/2025x"}, []string{"2025-01-30", "2025-02-01", "1/2025", "3/4/2025x"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, lines := "title,text,date\n", ""
			for _, d := range c.written {
				table += "Ferry,It sails.," + d + "\n"
				lines += `{"title":"Ferry","text":"It sails.","date":"` + d + `"}` + "\n"
			}
			for format, input := range map[importer.Format]string{importer.CSV: table, importer.JSONL: lines} {
				var got []string
				for _, r := range read(t, importer.Options{Format: format}, strings.NewReader(input), "-") {
					got = append(got, r.Raw.Published)
					if written := c.written[len(got)-1]; !strings.Contains(string(r.Raw.Original.Bytes), written) {
						t.Errorf("%s: the original %q does not hold %q", format, r.Raw.Original.Bytes, written)
					}
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s: -want +got:\n%s", format, diff)
				}
			}
		})
	}
}
