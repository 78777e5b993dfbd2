package entity_test

import (
	"strings"
	"testing"

	"dateline/corpus/entity"
)

func TestSupersedes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ours, old string
		want      bool
	}{
		"the same":                      {"person-5-aa money-4", "person-5-aa money-4", false},
		"an older part":                 {"person-5-aa money-4", "person-4-bb money-4", true},
		"older, two digits":             {"person-10-aa money-4", "person-9-bb money-4", true},
		"a newer part":                  {"person-5-aa money-4", "person-6-bb money-4", false},
		"a newer and an older part":     {"person-5-aa money-4", "person-6-bb money-3", false},
		"other data of the same number": {"person-5-aa money-4", "person-5-bb money-4", true},
		"a part that came later":        {"person-5-aa money-4", "person-5-aa", true},
		"a part unknown here":           {"person-5-aa money-4", "person-5-aa money-4 dates-1", false},
		"no version":                    {"person-5-aa money-4", "", true},
		"something else":                {"person-5-aa money-4", "v1", true},
	} {
		if got := entity.Supersedes(c.ours, c.old); got != c.want {
			t.Errorf("%s: %q over %q is %v", name, c.ours, c.old, got)
		}
	}
}

// Every part of the version has a number, so that versions have an order.
func TestVersion(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	if a.Supersedes(a.Version()) || !a.Supersedes("") {
		t.Error("the annotator does not know its own version")
	}
	for part := range strings.FieldsSeq(a.Version()) {
		name, rest, _ := strings.Cut(part, "-")
		number, _, _ := strings.Cut(rest, "-")
		if a.Supersedes(strings.Replace(a.Version(), part, name+"-"+number+"9", 1)) {
			t.Errorf("%q has no number that orders it", part)
		}
	}
}
