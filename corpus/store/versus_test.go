package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/memstore"
)

// TestVersusMemory does the same random things to the store and to the plain one in
// memory: every answer is the same.
func TestVersusMemory(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			v := &versus{r: rand.New(rand.NewPCG(seed, 3)), stores: []corpus.Store{memstore.New(), open(t, tempPath(t))}}
			for step := range 60 {
				v.same(t, fmt.Sprintf("step %d", step), v.step(t))
			}
			v.same(t, "in the end", v.look(t))
		})
	}
}

type versus struct {
	r      *rand.Rand
	stores []corpus.Store
	ids    []corpus.ID
}

func (v *versus) same(t *testing.T, what string, answers func(corpus.Store) any) {
	t.Helper()
	want := answers(v.stores[0])
	got := answers(v.stores[1])
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(corpus.Decimal{}), sameError); diff != "" {
		t.Fatalf("%s (-memory +database):\n%s", what, diff)
	}
}

// step chooses something to do.
func (v *versus) step(t *testing.T) func(corpus.Store) any {
	ctx := t.Context()
	switch n := v.r.IntN(10); {
	case n < 6 || len(v.ids) == 0:
		batch := make([]corpus.Submission, 1+v.r.IntN(12))
		for i := range batch {
			batch[i] = v.submission()
		}
		return func(s corpus.Store) any {
			out, err := s.Put(ctx, batch)
			for _, o := range out {
				v.ids = append(v.ids, o.ID)
			}
			return answer{out, err}
		}
	case n < 8:
		batch := make([]corpus.Annotated, 1+v.r.IntN(5))
		for i := range batch {
			facts := v.submission()
			batch[i] = corpus.Annotated{ID: v.id(), Revision: 1 + v.r.IntN(3), Annotations: facts.Annotations, People: facts.People}
		}
		return func(s corpus.Store) any { return answer{nil, s.Annotate(ctx, batch)} }
	default:
		ids := []corpus.ID{v.id(), v.id(), "unknown"}
		return func(s corpus.Store) any {
			n, err := s.Delete(ctx, ids)
			return answer{n, err}
		}
	}
}

func (v *versus) id() corpus.ID { return v.ids[v.r.IntN(len(v.ids))] }

// submission makes one of few articles, in one of few wordings, with some of its keys.
func (v *versus) submission() corpus.Submission {
	sub := article(v.r.IntN(25))
	sub.Article.Source.Domain = []string{"a.example", "b.example", ""}[v.r.IntN(3)]
	sub.Article.Title = fmt.Sprintf("Wording %d", v.r.IntN(3))
	if v.r.IntN(4) == 0 {
		sub.Article.URL = ""
	}
	if v.r.IntN(4) == 0 {
		sub.Original.Bytes = fmt.Appendf(nil, "original %d", v.r.IntN(25))
	}
	sub.Annotations.Version = fmt.Sprintf("v%d", v.r.IntN(3))
	for i := range sub.People {
		sub.People[i].ID = corpus.PersonID(fmt.Sprintf("person-%d", v.r.IntN(6)))
		sub.Annotations.People[i].Name = fmt.Sprintf("Form %d", v.r.IntN(4))
	}
	return sub
}

// sameError takes errors with the same message for equal.
var sameError = cmp.Comparer(func(a, b error) bool { return fmt.Sprint(a) == fmt.Sprint(b) })

type answer struct {
	Value any
	Err   error
}

// look reads everything there is.
func (v *versus) look(t *testing.T) func(corpus.Store) any {
	ctx := t.Context()
	slices.Sort(v.ids)
	ids := slices.Compact(v.ids)
	people := []corpus.PersonID{"person-0", "person-1", "person-2", "person-3", "person-4", "person-5"}
	return func(s corpus.Store) any {
		var all []answer
		add := func(value any, err error) {
			if err != nil {
				err = fmt.Errorf("%s", corpus.KindOf(err))
			}
			all = append(all, answer{value, err})
		}
		info, err := s.Info(ctx)
		add([]int{info.Articles, info.Deleted, int(info.Head)}, err)
		changes, err := s.Changes(ctx, 0, 1000)
		add(changes, err)
		records, err := s.Records(ctx, ids)
		add(records, err)
		names, err := s.PersonNames(ctx, people)
		add(names, err)
		list, err := s.BySource(ctx, "a.example", "", 1000)
		add(list, err)
		list, err = s.Outdated(ctx, "v1", "", 1000)
		add(list, err)
		n, err := s.Check(ctx, func(d corpus.Damage) error { return d })
		add(n, err)
		for _, id := range ids {
			revisions, err := s.Revisions(ctx, id)
			add(revisions, err)
			original, err := s.Original(ctx, id, 2)
			add(original, err)
		}
		return all
	}
}
