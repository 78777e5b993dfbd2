package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/memstore"
	"dateline/corpus/resolve"
)

// TestVersusMemory does the same random things to the store and to the plain one in
// memory: every answer is the same.
func TestVersusMemory(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			v := &versus{r: rand.New(rand.NewPCG(seed, 3)), stores: []corpus.Store{memstore.New(), open(t, tempPath(t))}}
			for step := range 80 {
				v.same(t, fmt.Sprintf("step %d", step), v.step(t))
				if step%8 == 7 {
					v.same(t, fmt.Sprintf("after step %d", step), v.look(t))
				}
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
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(corpus.Decimal{}), sameError, sameUndone); diff != "" {
		t.Fatalf("%s (-memory +database):\n%s", what, diff)
	}
}

// step chooses something to do.
func (v *versus) step(t *testing.T) func(corpus.Store) any {
	ctx := t.Context()
	switch n := v.r.IntN(16); {
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
			batch[i] = corpus.Annotated{ID: v.id(), Revision: 1 + v.r.IntN(3), Annotations: facts.Annotations}
		}
		return func(s corpus.Store) any { return answer{nil, s.Annotate(ctx, batch)} }
	case n < 9:
		ids := []corpus.ID{v.id(), v.id(), "unknown"}
		return func(s corpus.Store) any {
			n, err := s.Delete(ctx, ids)
			return answer{n, err}
		}
	case n < 12:
		d := v.decide(t)
		return func(s corpus.Store) any {
			preview, perr := s.Preview(ctx, d)
			effect, err := s.Decide(ctx, d)
			return []answer{{preview, kindOf(perr)}, {effect, kindOf(err)}}
		}
	case n < 13:
		number := 1 + v.r.IntN(8)
		return func(s corpus.Store) any {
			effect, err := s.Undo(ctx, number)
			return answer{effect, kindOf(err)}
		}
	case n < 14:
		value := []string{"", "The Courier", "NZ"}[v.r.IntN(3)]
		e := corpus.OutletEdit{Key: []string{"a.example", "b.example", "none.example"}[v.r.IntN(3)], Language: &value}
		if v.r.IntN(2) == 0 {
			e.Name, e.Country = &value, &value
		}
		return func(s corpus.Store) any {
			n, err := s.EditOutlet(ctx, e)
			return answer{n, err}
		}
	case n < 15:
		return func(s corpus.Store) any {
			n, err := s.RebuildPeople(ctx)
			return answer{n, err}
		}
	default:
		return func(s corpus.Store) any {
			n, err := s.RebuildCopies(ctx)
			return answer{n, err}
		}
	}
}

// kindOf reduces an error to its kind.
func kindOf(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(corpus.KindOf(err).String())
}

func (v *versus) id() corpus.ID { return v.ids[v.r.IntN(len(v.ids))] }

// submission makes one of few articles, in one of few wordings, with some of its keys.
func (v *versus) submission() corpus.Submission {
	sub := article(v.r.IntN(25))
	sub.Article.Source.Domain = []string{"a.example", "b.example", ""}[v.r.IntN(3)]
	sub.Article.Source.Name = []string{"The A", "A Sport", ""}[v.r.IntN(3)]
	sub.Article.Title = fmt.Sprintf("Wording %d", v.r.IntN(3))
	if v.r.IntN(4) == 0 {
		sub.Article.URL = ""
	}
	if v.r.IntN(4) == 0 {
		sub.Original.Bytes = fmt.Appendf(nil, "original %d", v.r.IntN(25))
	}
	sub.Article.Body = v.edit(sub.Article.Body)
	switch v.r.IntN(6) {
	case 0:
		sub.Article.Published = corpus.Date{}
	case 1:
		sub.Article.Published.Time = sub.Article.Published.Time.AddDate(0, 0, v.r.IntN(80))
	case 2:
		sub.Addresses = []string{fmt.Sprintf("https://m.wire.example/%d", v.r.IntN(25)), sub.Article.URL, ""}
	}
	sub.Annotations.Version = fmt.Sprintf("v%d", v.r.IntN(3))
	people := sub.Annotations.People[:0]
	for range v.r.IntN(4) {
		name := names[v.r.IntN(len(names))]
		p := corpus.Person{Name: name[0], Variants: name[1:], Resolved: v.r.IntN(8) > 0}
		people = append(people, p)
	}
	sub.Annotations.People = people
	return sub
}

// edit returns a text as those who reprint it change it.
func (v *versus) edit(body string) string {
	words := strings.Fields(body)
	part := func() int { return v.r.IntN(len(words)) }
	switch v.r.IntN(7) {
	case 0:
		words = words[:len(words)/3+part()*2/3]
	case 1:
		words = append([]string{"SZEGED", "(Wire)"}, words...)
	case 2:
		words = slices.Insert(words, part(), "as", "the", "Morning", "Sample", "was", "told", "yesterday")
	case 3:
		words = append(words, article(100+v.r.IntN(3)).Article.Body)
	case 4:
		words = slices.Insert(words, len(words)/2, fmt.Sprint("number ", v.r.IntN(3)))
	case 5:
		words = words[:v.r.IntN(30)]
	}
	return strings.Join(words, " ")
}

// names that rules join, part and tie, each with its variants in an article.
var names = [][]string{
	{"Orrin Vale"}, {"Orrin T. Vale"}, {"Orrin T. B. Vale"}, {"Orrin B. Vale"}, {"ORRIN VALE"}, {"Vale, Orrin"},
	{"Robert Hask", `Robert "Bob" Hask`}, {"Bob Hask"}, {"Rupert Hask", "Rupert “Bob” Hask"}, {"Bob E. Hask"}, {"Robert Hask Jr."},
	{"Min Jong-su"}, {"Min Jong Su"}, {"Min Jongsu"}, {"Jörg Fröse"}, {"Joerg Froese"}, {"Jorg Frose"}, {"J. R. Vale"}, {"J. Vale"},
}

// decide makes a decision, mostly of ids that name somebody.
func (v *versus) decide(t *testing.T) corpus.Decision {
	id := func() corpus.PersonID {
		ids := knownIDs()
		return ids[v.r.IntN(len(ids))]
	}
	d := corpus.Decision{Person: id(), Made: time.Unix(1.7e9+v.r.Int64N(1e6), 0).UTC()}
	switch v.r.IntN(4) {
	case 0:
		d.Kind, d.Others = corpus.DecisionMerge, []corpus.PersonID{id()}
		if v.r.IntN(2) == 0 {
			d.Others = append(d.Others, id())
		}
	case 1:
		d.Kind, d.Forms = corpus.DecisionSplit, []corpus.PersonID{id()}
		if who, err := v.stores[0].Identity(t.Context(), d.Person); err == nil {
			d.Forms[0] = who.Spellings[v.r.IntN(len(who.Spellings))].Form
		}
	case 2:
		d.Kind, d.Articles = corpus.DecisionSplit, []corpus.ID{v.id()}
		records, err := v.stores[0].Records(t.Context(), d.Articles)
		if people := records[d.Articles[0]].People; err == nil && len(people) > 0 {
			d.Person = people[v.r.IntN(len(people))].ID
		}
		if v.r.IntN(2) == 0 {
			d.As = id()
		}
	case 3:
		d.Kind, d.Name = corpus.DecisionRename, fmt.Sprint("Name ", v.r.IntN(3))
	}
	return d
}

// knownIDs are ids that people of names can have.
func knownIDs() []corpus.PersonID {
	ids := []corpus.PersonID{"nobody-here", "orrin-vale--2", "robert-hask--2", "min-jong-su--2", "name-1"}
	for _, n := range names {
		ids = append(ids, resolve.Form(n[0]))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// sameUndone takes the times at which something was undone for equal.
var sameUndone = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Undone" },
	cmp.Comparer(func(a, b time.Time) bool { return a.IsZero() == b.IsZero() }))

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
	people := knownIDs()
	return func(s corpus.Store) any {
		var all []answer
		add := func(value any, err error) {
			if err != nil {
				err = fmt.Errorf("%s", corpus.KindOf(err))
			}
			all = append(all, answer{value, err})
		}
		info, err := s.Info(ctx)
		add([]int{info.Articles, info.Deleted, int(info.Head), int(info.Decided)}, err)
		changes, err := s.Changes(ctx, 0, 1000)
		add(changes, err)
		records, err := s.Records(ctx, ids)
		add(records, err)
		shown, err := s.PersonNames(ctx, people)
		add(shown, err)
		current, err := s.CurrentPeople(ctx, people)
		add(current, err)
		for _, id := range people {
			identity, err := s.Identity(ctx, id)
			add(identity, err)
		}
		for _, part := range []string{"", "vale", "Bob", "--"} {
			found, err := s.People(ctx, part, 5)
			add(found, err)
		}
		decisions, err := s.Decisions(ctx)
		add(decisions, err)
		outlets, err := s.Outlets(ctx, "", 20)
		add(outlets, err)
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
			group, err := s.Copies(ctx, id)
			add(group, err)
			addresses, err := s.Addresses(ctx, id)
			add(addresses, err)
		}
		return all
	}
}
