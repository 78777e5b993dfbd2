package page

import (
	"testing"

	"dateline/corpus"

	"github.com/google/go-cmp/cmp"
)

func TestOtherForms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		variants []string
		want     []string
	}{
		{"Tilda Quist", nil, nil},
		{"Tilda Quist", []string{"QUIST", "Quist", "Tilda"}, []string{"Quist", "Tilda"}},
		{"Tilda Quist", []string{"TILDA QUIST"}, nil},
		{"王美玲", []string{"美玲"}, []string{"美玲"}},
	} {
		got := otherForms(&corpus.Person{Name: c.name, Variants: c.variants})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s, %q (-want +got):\n%s", c.name, c.variants, diff)
		}
	}
}
