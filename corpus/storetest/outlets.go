package storetest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
)

var outletCases = []testCase{
	{"what articles say", outletsSaid},
	{"an editor's word", outletsEdited},
	{"an edit is taken back", editTakenBack},
	{"list", listOutlets},
	{"refused", refusedEdits},
}

// of returns the n-th sample as an article of a source.
func of(n int, domain, name, country, language string) corpus.Submission {
	sub := sample(n)
	sub.Article.Source = corpus.Source{Domain: domain, Name: name, Country: country}
	sub.Article.Language = language
	return sub
}

func (s *store) outlet(key string) corpus.Outlet {
	s.t.Helper()
	o, err := s.Outlet(s.t.Context(), key)
	if err != nil {
		s.t.Fatalf("Outlet(%q): %v", key, err)
	}
	return o
}

func (s *store) edit(e corpus.OutletEdit) int {
	s.t.Helper()
	n, err := s.EditOutlet(s.t.Context(), e)
	if err != nil {
		s.t.Fatalf("EditOutlet(%+v): %v", e, err)
	}
	return n
}

func (s *store) wantOutlet(want corpus.Outlet) {
	s.t.Helper()
	if diff := cmp.Diff(want, s.outlet(want.Key), cmpopts.EquateEmpty()); diff != "" {
		s.t.Errorf("outlet (-want +got):\n%s", diff)
	}
}

// Claims follow the articles: a revision takes back what the one before said, and so does a deletion.
func outletsSaid(t *testing.T, s *store) {
	out := s.put(of(1, "courier.example", "The Courier", "NZ", "en"), of(2, "courier.example", "Courier Sport", "", "en"),
		of(3, "courier.example", "The Courier", "", "mi"), of(4, "", "Daily Ledger", "", "en"))
	s.wantOutlet(corpus.Outlet{
		Key: "courier.example", Articles: 3,
		Name:     corpus.Stated{Value: "The Courier", Claims: []corpus.Claim{{Value: "The Courier", Articles: 2}, {Value: "Courier Sport", Articles: 1}}},
		Country:  corpus.Stated{Value: "NZ", Claims: []corpus.Claim{{Value: "NZ", Articles: 1}}},
		Language: corpus.Stated{Value: "en", Claims: []corpus.Claim{{Value: "en", Articles: 2}, {Value: "mi", Articles: 1}}},
	})
	s.wantOutlet(corpus.Outlet{
		Key: "daily ledger", Articles: 1,
		Name:     corpus.Stated{Value: "Daily Ledger", Claims: []corpus.Claim{{Value: "Daily Ledger", Articles: 1}}},
		Language: corpus.Stated{Value: "en", Claims: []corpus.Claim{{Value: "en", Articles: 1}}},
	})
	changed := of(1, "courier.example", "Courier Sport", "", "en")
	changed.Article.Body += " More came later."
	s.put(changed)
	s.delete(out[2].ID, out[3].ID)
	s.wantOutlet(corpus.Outlet{
		Key: "courier.example", Articles: 2,
		Name:     corpus.Stated{Value: "Courier Sport", Claims: []corpus.Claim{{Value: "Courier Sport", Articles: 2}}},
		Language: corpus.Stated{Value: "en", Claims: []corpus.Claim{{Value: "en", Articles: 2}}},
	})
	if o, err := s.Outlet(t.Context(), "daily ledger"); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("an outlet without articles: %+v, %v", o, err)
	}
	s.sound()
}

// What an editor says holds for the articles there are and for those that come, and leaves what they say as it is.
func outletsEdited(t *testing.T, s *store) {
	out := s.put(of(1, "courier.example", "courier", "", "en"), of(2, "ledger.example", "Ledger", "", "en"))
	head := s.info().Head
	name, country := "The Courier", "NZ"
	if n := s.edit(corpus.OutletEdit{Key: "Courier.example", Name: &name, Country: &country}); n != 1 {
		t.Errorf("%d articles changed, want 1", n)
	}
	changes, err := s.Changes(t.Context(), head, 10)
	if err != nil || len(changes) != 1 || changes[0].ID != out[0].ID || changes[0].Kind != corpus.ChangeResolved {
		t.Errorf("changes %+v, %v", changes, err)
	}
	rec := s.record(out[0].ID)
	if want := (corpus.Source{Domain: "courier.example", Name: "The Courier", Country: "NZ"}); rec.Source != want || rec.Article.Source.Name != "courier" {
		t.Errorf("source %+v of an article that says %+v", rec.Source, rec.Article.Source)
	}
	if rec := s.record(out[1].ID); rec.Source != rec.Article.Source {
		t.Errorf("another outlet's source is %+v", rec.Source)
	}
	late := s.put1(of(3, "courier.example", "courier", "AU", "en"))
	if got := s.record(late.ID).Source; got.Name != name || got.Country != country {
		t.Errorf("a late article's source is %+v", got)
	}
	names, err := s.OutletNames(t.Context(), []string{"courier.example", "ledger.example", "nobody.example"})
	if diff := cmp.Diff(map[string]string{"courier.example": "The Courier", "ledger.example": "Ledger"}, names); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if n := s.edit(corpus.OutletEdit{Key: "courier.example", Name: &name}); n != 0 {
		t.Errorf("the same edit again changed %d articles", n)
	}
	s.sound()
}

func editTakenBack(t *testing.T, s *store) {
	out := s.put1(of(1, "courier.example", "courier", "", "en"))
	name, language, none := "The Courier", "mi", ""
	s.edit(corpus.OutletEdit{Key: "courier.example", Name: &name, Language: &language})
	if o := s.outlet("courier.example"); !o.Name.Edited || o.Language.Value != "mi" || !o.Language.Edited {
		t.Errorf("edited: %+v", o)
	}
	if n := s.edit(corpus.OutletEdit{Key: "courier.example", Name: &none}); n != 1 {
		t.Errorf("%d articles changed, want 1", n)
	}
	if o := s.outlet("courier.example"); o.Name.Edited || o.Name.Value != "courier" || !o.Language.Edited {
		t.Errorf("without its name: %+v", o)
	}
	s.edit(corpus.OutletEdit{Key: "courier.example", Language: &none})
	s.delete(out.ID)
	if o, err := s.Outlet(t.Context(), "courier.example"); corpus.KindOf(err) != corpus.NotFound {
		t.Errorf("nothing is left of %+v, %v", o, err)
	}
}

func listOutlets(t *testing.T, s *store) {
	var batch []corpus.Submission
	for n := range 6 {
		batch = append(batch, of(n, fmt.Sprintf("paper%d.example", n/3), "", "", "en"))
	}
	s.put(append(batch, of(7, "paper1.example", "Élan", "", "fr"))...)
	name := "Nothing yet"
	s.edit(corpus.OutletEdit{Key: "new.example", Name: &name})
	for _, c := range []struct {
		contains string
		limit    int
		want     []string
	}{
		{"", 10, []string{"paper1.example", "paper0.example", "new.example"}},
		{"", 1, []string{"paper1.example"}},
		{"élan", 10, []string{"paper1.example"}},
		{"PAPER", 1, []string{"paper1.example"}},
		{"nothing", 10, []string{"new.example"}},
		{"nobody", 10, nil},
	} {
		outlets, err := s.Outlets(t.Context(), c.contains, c.limit)
		var keys []string
		for _, o := range outlets {
			keys = append(keys, o.Key)
		}
		if diff := cmp.Diff(c.want, keys); err != nil || diff != "" {
			t.Errorf("%q: %v\n%s", c.contains, err, diff)
		}
	}
}

func refusedEdits(t *testing.T, s *store) {
	name := "Nobody"
	if _, err := s.EditOutlet(t.Context(), corpus.OutletEdit{Key: " ", Name: &name}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("an edit of nothing: %v", err)
	}
}
