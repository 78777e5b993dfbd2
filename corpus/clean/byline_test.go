package clean_test

import (
	"testing"

	"dateline/corpus/clean"

	"github.com/google/go-cmp/cmp"
)

func TestByline(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Jane Doe", []string{"Jane Doe"}},
		{"By Jane Doe and John Roe, Reuters", []string{"Jane Doe", "John Roe"}},
		{"BY JANE DOE", []string{"Jane Doe"}},
		{"By JEAN-LUC O'NEILL and P.J. MCDOUGAL", []string{"Jean-Luc O'Neill", "P.J. McDougal"}},
		{"by Jane Doe, Staff Writer | Jan 5, 2025", []string{"Jane Doe"}},
		{"Jane Doe, John Roe & Marta Quill", []string{"Jane Doe", "John Roe", "Marta Quill"}},
		{"Written by Jane Doe for Harbour Post", []string{"Jane Doe"}},
		{"By Jane Doe in Norvale", []string{"Jane Doe"}},
		{"Jane Doe (Harbour Post)", []string{"Jane Doe"}},
		{"By Jane Doe <jane@example.com>", []string{"Jane Doe"}},
		{"By Jane Doe; jane@example.com", []string{"Jane Doe"}},
		{"Doe, Jane", []string{"Jane Doe"}},
		{"Av Sigrid Haug-Moe", []string{"Sigrid Haug-Moe"}},
		{"Von Björn Öttl und Åsa Lind", []string{"Björn Öttl", "Åsa Lind"}},
		{"Par Élodie d'Arcy", []string{"Élodie d'Arcy"}},
		{"By Ludwig van der Meer", []string{"Ludwig van der Meer"}},
		{"By Jane Doe and Jane Doe", []string{"Jane Doe"}},
		{"王小明", []string{"王小明"}},
		{"By Quill", []string{"Quill"}},
		{"Written by Published", nil},
		{"By Staff | Published: Jan 5, 2025", nil},
		{"Posted on", nil},
		{"By", nil},
		{"By Reuters", nil},
		{"By The Associated Press", nil},
		{"By Admin", nil},
		{"http://example.com/jane", nil},
		{"", nil},
	} {
		if diff := cmp.Diff(c.want, clean.Byline(c.in)); diff != "" {
			t.Errorf("Byline(%q) (-want +got):\n%s", c.in, diff)
		}
	}
}
