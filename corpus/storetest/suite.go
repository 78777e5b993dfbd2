package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
)

// Run runs the suite. open returns an empty store, which is closed by the suite.
func Run(t *testing.T, open func(t *testing.T) corpus.Store) {
	for _, group := range []struct {
		name  string
		cases []testCase
	}{
		{"Put", putCases}, {"Read", readCases}, {"Delete", deleteCases}, {"Facts", factCases}, {"People", peopleCases},
		{"Outlets", outletCases},
		{"Copies", copyCases}, {"Addresses", addressCases}, {"Hostile", hostileCases}, {"Concurrent", concurrentCases},
	} {
		for _, c := range group.cases {
			t.Run(group.name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				s := open(t)
				t.Cleanup(func() {
					if err := s.Close(); err != nil {
						t.Errorf("Close: %v", err)
					}
				})
				c.run(t, &store{Store: s, t: t})
			})
		}
	}
}

type testCase struct {
	name string
	run  func(t *testing.T, s *store)
}

// store is the store under test; its methods fail the test on an error.
type store struct {
	corpus.Store
	t *testing.T
}

func (s *store) put(batch ...corpus.Submission) []corpus.Outcome {
	s.t.Helper()
	out, err := s.Put(s.t.Context(), batch)
	if err != nil {
		s.t.Fatalf("Put: %v", err)
	}
	if len(out) != len(batch) {
		s.t.Fatalf("Put returned %d outcomes for %d submissions", len(out), len(batch))
	}
	return out
}

func (s *store) put1(sub corpus.Submission) corpus.Outcome {
	s.t.Helper()
	return s.put(sub)[0]
}

func (s *store) annotate(batch ...corpus.Annotated) {
	s.t.Helper()
	if err := s.Annotate(s.t.Context(), batch); err != nil {
		s.t.Fatalf("Annotate: %v", err)
	}
}

func (s *store) delete(ids ...corpus.ID) int {
	s.t.Helper()
	n, err := s.Delete(s.t.Context(), ids)
	if err != nil {
		s.t.Fatalf("Delete: %v", err)
	}
	return n
}

func (s *store) records(ids ...corpus.ID) map[corpus.ID]corpus.Record {
	s.t.Helper()
	recs, err := s.Records(s.t.Context(), ids)
	if err != nil {
		s.t.Fatalf("Records: %v", err)
	}
	return recs
}

func (s *store) record(id corpus.ID) corpus.Record {
	s.t.Helper()
	rec, ok := s.records(id)[id]
	if !ok {
		s.t.Fatalf("Records(%s): absent", id)
	}
	return rec
}

func (s *store) info() corpus.Info {
	s.t.Helper()
	info, err := s.Info(s.t.Context())
	if err != nil {
		s.t.Fatalf("Info: %v", err)
	}
	return info
}

func (s *store) changes(after corpus.Seq, limit int) []corpus.Change {
	s.t.Helper()
	changes, err := s.Changes(s.t.Context(), after, limit)
	if err != nil {
		s.t.Fatalf("Changes: %v", err)
	}
	return changes
}

func (s *store) name(id corpus.PersonID) string {
	s.t.Helper()
	names, err := s.PersonNames(s.t.Context(), []corpus.PersonID{id})
	if err != nil {
		s.t.Fatalf("PersonNames: %v", err)
	}
	return names[id]
}

func wantKind(t *testing.T, what string, err error, kind corpus.Kind) {
	t.Helper()
	if err == nil || corpus.KindOf(err) != kind {
		t.Errorf("%s: error %v of kind %v, want kind %v", what, err, corpus.KindOf(err), kind)
	}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(corpus.Decimal{})); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// sample returns the n-th of endlessly many invented articles, each of one of three sources.
func sample(n int) corpus.Submission {
	url := fmt.Sprintf("https://wire%d.example/story/%d", n%3, n)
	body := fmt.Sprintf("Mayor Ilse Varga opened bridge number %d on Tuesday.\n\nIt cost $%d million.", n, n+1)
	return corpus.Submission{
		Article: corpus.Article{
			ExternalID: fmt.Sprintf("w-%d", n),
			URL:        url,
			Source:     corpus.Source{Domain: fmt.Sprintf("wire%d.example", n%3), Name: "Sample Wire", Country: "HU"},
			Title:      fmt.Sprintf("Bridge %d opens", n),
			Body:       body,
			Authors:    []string{"Tomas Ferro", "Ana Lindqvist"},
			Published:  corpus.Date{Time: time.Date(2025, 3, 1, 9, n%60, 0, 0, time.UTC), Precision: corpus.PrecisionMinute, From: "published"},
			Fetched:    time.Date(2025, 3, 2, 1, 2, 3, 456000000, time.UTC),
			Language:   "en",
			BodyEdits:  []corpus.Edit{{Pass: "spaces", Start: 5, End: 7, Was: "  ", Now: " "}},
		},
		Original:    corpus.Original{Bytes: []byte(fmt.Sprintf("<p>%s</p>", body)), MediaType: "text/html", Name: fmt.Sprintf("samples.zip!%d.html", n)},
		Annotations: facts("v1", "Ilse Varga"),
	}
}

// facts returns annotations that name people.
func facts(version string, names ...string) corpus.Annotations {
	value := corpus.NewDecimal(3, 6)
	a := corpus.Annotations{
		Version:   version,
		Countries: []corpus.Country{{Code: "HU", Name: "Hungary", Named: true, Mentions: []corpus.Mention{{Field: corpus.FieldBody, Start: 3, End: 10, Text: "Hungary", Rule: "name"}}}},
		Amounts:   []corpus.Amount{{Value: &value, Currency: "USD", Qualifier: corpus.Exact, Text: "$3 million"}},
	}
	for _, n := range names {
		a.People = append(a.People, corpus.Person{
			Name: n, Resolved: true,
			Mentions: []corpus.Mention{{Field: corpus.FieldTitle, Start: 0, End: len(n), Text: n, Rule: "full"}},
		})
	}
	return a
}

// resolved returns one entry per id, for the people of facts in order, by their plain names.
func resolved(ids ...corpus.PersonID) []corpus.Resolved {
	var all []corpus.Resolved
	for i, id := range ids {
		all = append(all, corpus.Resolved{Person: i, ID: id, Rule: "name"})
	}
	return all
}
