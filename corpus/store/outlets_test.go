package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

// A store of a program that knew no outlets has their claims made when it is opened.
func TestUpgradeOfOutlets(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	s := open(t, path)
	out := mustPut(t, s, article(1), article(2))
	if _, err := s.Delete(t.Context(), []corpus.ID{out[1].ID}); err != nil {
		t.Fatal(err)
	}
	want, err := s.Outlets(t.Context(), "", 10)
	if err != nil || len(want) != 1 || want[0].Articles != 1 {
		t.Fatalf("outlets %+v, %v", want, err)
	}
	for _, statement := range []string{"DELETE FROM claims", "DELETE FROM outlets", "UPDATE store SET claimed = 0"} {
		direct(t, s, statement)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	got, err := s.Outlets(t.Context(), "", 10)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
	wantSound(t, s)
}

func TestDamagedOutlets(t *testing.T) {
	t.Parallel()
	for name, harm := range map[string]string{
		"a count":                "UPDATE outlets SET articles = articles + 1 WHERE field = ''",
		"a lost claim":           "DELETE FROM claims WHERE article = 1",
		"a claim and its counts": `DELETE FROM claims; DELETE FROM outlets`,
		"another claim": `UPDATE claims SET name = 'Other' WHERE article = 1;
			INSERT INTO outlets (outlet, field, value, articles) SELECT outlet, 'name', 'Other', 1 FROM claims WHERE article = 1`,
		"a claim of a deleted article": `UPDATE claims SET article = 3 WHERE article = 2`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, tempPath(t))
			out := mustPut(t, s, article(1), article(2), article(3))
			if _, err := s.Delete(t.Context(), []corpus.ID{out[2].ID}); err != nil {
				t.Fatal(err)
			}
			want, err := s.Outlets(t.Context(), "", 10)
			if err != nil {
				t.Fatal(err)
			}
			direct(t, s, harm)
			found := 0
			_, err = s.Check(t.Context(), func(d corpus.Damage) error {
				if d.What == "outlets" {
					found++
				}
				return nil
			})
			if err != nil || found == 0 {
				t.Errorf("%d damages, %v", found, err)
			}
			if err := s.RebuildOutlets(t.Context()); err != nil {
				t.Fatal(err)
			}
			wantSound(t, s)
			got, err := s.Outlets(t.Context(), "", 10)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}
