package storetest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"dateline/corpus"
)

var peopleCases = []testCase{
	{"rules over articles", peopleByRules},
	{"the same in whatever order", peopleInAnyOrder},
	{"merge", peopleMerge},
	{"merge outlives facts and articles", mergeLasts},
	{"split a form", splitForm},
	{"split an article", splitArticle},
	{"a split article stays apart", splitArticleLasts},
	{"rename", rename},
	{"decisions in a row", decisionsInARow},
	{"refused decisions", refusedDecisions},
	{"import decisions", importDecisions},
	{"list", listPeople},
	{"rebuild", rebuildPeople},
}

// named returns the n-th sample with facts that name people.
func named(n int, names ...string) corpus.Submission {
	sub := sample(n)
	sub.Annotations = facts("v1", names...)
	return sub
}

func (s *store) who(id corpus.ID) string {
	s.t.Helper()
	out := ""
	for i, p := range s.record(id).People {
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("%s (%s)", p.ID, p.Rule)
	}
	return out
}

func (s *store) decide(d corpus.Decision) corpus.Effect {
	s.t.Helper()
	effect, err := s.Decide(s.t.Context(), d)
	if err != nil {
		s.t.Fatalf("Decide(%+v): %v", d, err)
	}
	return effect
}

func (s *store) undo(number int) corpus.Effect {
	s.t.Helper()
	effect, err := s.Undo(s.t.Context(), number)
	if err != nil {
		s.t.Fatalf("Undo(%d): %v", number, err)
	}
	return effect
}

func (s *store) identity(id corpus.PersonID) corpus.Identity {
	s.t.Helper()
	who, err := s.Identity(s.t.Context(), id)
	if err != nil {
		s.t.Fatalf("Identity(%s): %v", id, err)
	}
	return who
}

func (s *store) sound() {
	s.t.Helper()
	_, err := s.Check(s.t.Context(), func(d corpus.Damage) error { return d })
	if err != nil {
		s.t.Errorf("Check: %v", err)
	}
}

func merge(person corpus.PersonID, others ...corpus.PersonID) corpus.Decision {
	return corpus.Decision{Kind: corpus.DecisionMerge, Person: person, Others: others}
}

func peopleByRules(t *testing.T, s *store) {
	bare, first := s.put1(named(1, "Orrin Vale")).ID, s.put1(named(2, "Orrin T. Vale")).ID
	equal(t, "with initials", s.who(first), "orrin-vale (initials)")
	equal(t, "no change of the other", s.info().Head, corpus.Seq(2))

	second := s.put1(named(3, "Orrin B. Vale")).ID
	equal(t, "first of two", s.who(first), "orrin-t-vale (name)")
	equal(t, "second of two", s.who(second), "orrin-b-vale (name)")
	equal(t, "the bare form is neither", s.who(bare), "orrin-vale (name)")
	equal(t, "changes", s.changes(2, 10), []corpus.Change{
		{Seq: 3, Kind: corpus.ChangePut, ID: second}, {Seq: 4, Kind: corpus.ChangeResolved, ID: first}})
	equal(t, "seq", s.record(first).Seq, corpus.Seq(4))

	s.delete(first)
	equal(t, "when the other is gone", s.who(second), "orrin-vale (initials)")
	equal(t, "last change", s.changes(5, 10), []corpus.Change{{Seq: 6, Kind: corpus.ChangeResolved, ID: second}})
	s.sound()
}

func peopleInAnyOrder(t *testing.T, s *store) {
	var subs []corpus.Submission
	for i, name := range []string{
		"Orrin Vale", "Orrin T. Vale", "Orrin B. Vale", "Min Jong-su", "Min Jongsu", "Min Jong Su", "Jörg Fröse", "Joerg Froese", "Bob Hask",
		"Vale, Orrin", "Orrin T. B. Vale", "Robert Hask Jr.",
	} {
		subs = append(subs, named(i, name))
	}
	quoted := named(len(subs), "Robert Hask")
	quoted.Annotations.People[0].Variants = []string{`Robert "Bob" Hask`}
	subs = append(subs, quoted)
	s.put(subs...)
	s.decide(merge("orrin-b-vale", "min-jong-su"))
	want := map[corpus.ID]string{}
	for _, c := range s.changes(0, 100) {
		want[c.ID] = s.who(c.ID)
	}
	r := rand.New(rand.NewPCG(7, 7))
	for range 6 {
		var ids []corpus.ID
		for id := range want {
			ids = append(ids, id)
		}
		s.delete(ids...)
		r.Shuffle(len(subs), func(i, j int) { subs[i], subs[j] = subs[j], subs[i] })
		for i := 0; i < len(subs); {
			n := min(1+r.IntN(4), len(subs)-i)
			s.put(subs[i : i+n]...)
			i += n
		}
		for id, who := range want {
			equal(t, "in another order", s.who(id), who)
		}
	}
	s.sound()
}

func peopleMerge(t *testing.T, s *store) {
	a, b := s.put1(named(1, "Ada Moor")).ID, s.put1(named(2, "Ada Lind")).ID
	preview, err := s.Preview(t.Context(), merge("ada-moor", "ada-lind"))
	if err != nil || preview.Articles != 1 || s.info().Head != 2 || s.who(b) != "ada-lind (name)" {
		t.Errorf("preview %+v, %v; it changed something: %s", preview, err, s.who(b))
	}
	effect := s.decide(merge("ada-moor", "ada-lind"))
	equal(t, "moves", effect.Moves, []corpus.Move{{Form: "ada-lind", From: "ada-lind", To: "ada-moor", Articles: 1}})
	equal(t, "articles", effect.Articles, 1)
	equal(t, "forms kept", effect.Decision.Forms, []corpus.PersonID{"ada-lind"})
	equal(t, "merged", s.who(b), "ada-moor (curator)")
	equal(t, "the other", s.who(a), "ada-moor (name)")
	equal(t, "changes", s.changes(2, 10), []corpus.Change{{Seq: 3, Kind: corpus.ChangeResolved, ID: b}})
	current, err := s.CurrentPeople(t.Context(), []corpus.PersonID{"ada-lind", "ada-moor", "nobody"})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "current", current, map[corpus.PersonID]corpus.PersonID{"ada-lind": "ada-moor", "ada-moor": "ada-moor"})
	who := s.identity("ada-lind")
	equal(t, "spellings", who.Spellings, []corpus.Spelling{
		{Name: "Ada Lind", Form: "ada-lind", Rule: "curator", Decision: 1, Articles: 1}, {Name: "Ada Moor", Form: "ada-moor", Rule: "name", Articles: 1}})
	equal(t, "decisions", len(who.Decisions), 1)

	s.undo(1)
	equal(t, "undone", s.who(b), "ada-lind (name)")
	_, err = s.Undo(t.Context(), 1)
	wantKind(t, "undoing again", err, corpus.Conflict)
	equal(t, "decisions of the other", len(s.identity("ada-lind").Decisions), 1)
	s.sound()
}

func mergeLasts(t *testing.T, s *store) {
	s.put1(named(1, "Ada Moor"))
	b := s.put1(named(2, "Ada Lind"))
	s.decide(merge("ada-moor", "ada-lind"))
	s.annotate(corpus.Annotated{ID: b.ID, Revision: 1, Annotations: facts("v2", "Ada K. Lind", "Bo Ek")})
	equal(t, "after other facts", s.who(b.ID), "ada-moor (curator), bo-ek (name)")
	s.delete(b.ID)
	equal(t, "the id from before", s.identity("ada-lind").ID, corpus.PersonID("ada-moor"))
	s.put1(named(2, "Ada Lind"))
	equal(t, "after deletion", s.who(b.ID), "ada-moor (curator)")
	equal(t, "an article that comes later", s.who(s.put1(named(3, "LIND, Ada")).ID), "ada-moor (curator)")
	if _, err := s.RebuildPeople(t.Context()); err != nil {
		t.Fatal(err)
	}
	equal(t, "after a rebuild", s.who(b.ID), "ada-moor (curator)")
	s.sound()
}

func splitForm(t *testing.T, s *store) {
	bare, full := s.put1(named(1, "Orrin Vale")).ID, s.put1(named(2, "Orrin T. Vale")).ID
	effect := s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Forms: []corpus.PersonID{"orrin-t-vale"}})
	equal(t, "id", effect.Decision.As, corpus.PersonID("orrin-t-vale"))
	equal(t, "split", s.who(full), "orrin-t-vale (curator)")
	equal(t, "the rest", s.who(bare), "orrin-vale (name)")
	s.undo(1)
	effect = s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Forms: []corpus.PersonID{"orrin-vale"}})
	equal(t, "id of whom the id was taken from", effect.Decision.As, corpus.PersonID("orrin-vale--2"))
	equal(t, "split", s.who(bare), "orrin-vale--2 (curator)")
	equal(t, "the rest keeps the id", s.who(full), "orrin-vale (initials)")
	s.sound()
}

func splitArticle(t *testing.T, s *store) {
	one, other := s.put1(named(1, "John Tarn", "Ada Moor")), s.put1(named(2, "John Tarn"))
	split := corpus.Decision{Kind: corpus.DecisionSplit, Person: "john-tarn", Articles: []corpus.ID{one.ID}}
	effect := s.decide(split)
	equal(t, "moves", effect.Moves, []corpus.Move{{Form: "john-tarn", Article: one.ID, From: "john-tarn", To: "john-tarn--2", Articles: 1}})
	equal(t, "in the article", s.who(one.ID), "john-tarn--2 (curator), ada-moor (name)")
	equal(t, "in others", s.who(other.ID), "john-tarn (name)")
	equal(t, "articles", s.identity("john-tarn").Articles, 1)
	equal(t, "name of the other", s.name("john-tarn--2"), "John Tarn (2)")

	third := s.put1(named(3, "John Tarn"))
	split.Articles, split.As = []corpus.ID{third.ID}, "john-tarn--2"
	s.decide(split)
	equal(t, "a second article", s.identity("john-tarn--2").Articles, 2)

	edited := named(1, "John Q. Tarn")
	edited.Article.Body = "Edited."
	s.put1(edited)
	equal(t, "after a revision", s.who(one.ID), "john-tarn--2 (curator)")
	s.delete(one.ID)
	s.put1(named(1, "John Tarn"))
	equal(t, "after deletion", s.who(one.ID), "john-tarn--2 (curator)")
	s.put1(named(4, "Ada Moor"))
	s.decide(merge("ada-moor", "john-tarn--2"))
	equal(t, "merged", s.who(one.ID), "ada-moor (curator)")
	s.undo(1)
	equal(t, "undone", s.who(one.ID), "john-tarn (name)")
	equal(t, "the second stays", s.who(third.ID), "ada-moor (curator)")
	s.sound()
}

// What was decided of an article holds whatever becomes of the person elsewhere.
func splitArticleLasts(t *testing.T, s *store) {
	apart, other := s.put1(named(1, "Orrin T. Vale")).ID, s.put1(named(2, "Orrin T. Vale")).ID
	plain := s.put1(named(3, "Orrin Vale")).ID
	s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Articles: []corpus.ID{apart}})
	effect := s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Forms: []corpus.PersonID{"orrin-t-vale"}})
	equal(t, "only the others move", effect.Articles, 1)
	equal(t, "after a split", s.who(apart)+s.who(other)+s.who(plain), "orrin-vale--2 (curator)orrin-t-vale (curator)orrin-vale (name)")
	s.undo(2)
	s.put(named(4, "Orrin B. Vale"))
	equal(t, "after a rule parted them", s.who(apart)+s.who(other), "orrin-vale--2 (curator)orrin-t-vale (name)")
	s.decide(merge("orrin-vale", "orrin-t-vale", "orrin-vale--2"))
	equal(t, "merged", s.who(apart)+s.who(other), "orrin-vale (curator)orrin-vale (curator)")
	s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Forms: []corpus.PersonID{"orrin-t-vale"}, As: "tom-vale"})
	equal(t, "no longer apart", s.who(apart)+s.who(other), "tom-vale (curator)tom-vale (curator)")
	s.undo(3)
	s.sound()
}

func rename(t *testing.T, s *store) {
	s.put(named(1, "John Tarn"), named(2, "JOHN TARN"))
	head, decided := s.info().Head, s.info().Decided
	s.decide(corpus.Decision{Kind: corpus.DecisionRename, Person: "john-tarn", Name: "Sir John Tarn"})
	equal(t, "name", s.name("john-tarn"), "Sir John Tarn")
	equal(t, "no article changes", s.info().Head, head)
	equal(t, "found by the new name", s.identity("sir-john-tarn").ID, corpus.PersonID("john-tarn"))
	equal(t, "what was decided has", s.info().Decided, decided+1)
	s.decide(corpus.Decision{Kind: corpus.DecisionRename, Person: "john-tarn", Name: "Lord Tarn"})
	equal(t, "the last holds", s.name("john-tarn"), "Lord Tarn")
	s.undo(2)
	equal(t, "undone", s.name("john-tarn"), "Sir John Tarn")
	s.undo(1)
	equal(t, "undone", s.name("john-tarn"), "John Tarn")
}

func decisionsInARow(t *testing.T, s *store) {
	a, b, c := s.put1(named(1, "Ada Moor")).ID, s.put1(named(2, "Bea Moor")).ID, s.put1(named(3, "Cyd Moor")).ID
	s.decide(merge("bea-moor", "cyd-moor"))
	s.decide(merge("ada-moor", "cyd-moor")) // who is bea-moor now
	equal(t, "all are one", s.who(a)+s.who(b)+s.who(c), "ada-moor (name)ada-moor (curator)ada-moor (curator)")
	s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "ada-moor", Forms: []corpus.PersonID{"bea-moor"}})
	equal(t, "one is out", s.who(b)+s.who(c), "bea-moor (curator)ada-moor (curator)")
	s.undo(2)
	equal(t, "undone in the middle", s.who(a)+s.who(b)+s.who(c), "ada-moor (name)bea-moor (name)bea-moor (curator)")
	s.sound()
}

func refusedDecisions(t *testing.T, s *store) {
	id := s.put1(named(1, "Ada Moor", "Bo Ek")).ID
	head := s.info().Head
	split := func(d corpus.Decision) corpus.Decision { d.Kind, d.Person = corpus.DecisionSplit, "ada-moor"; return d }
	for _, c := range []struct {
		d    corpus.Decision
		kind corpus.Kind
	}{
		{merge("ada-moor", "nobody-here"), corpus.NotFound},
		{merge("nobody-here", "ada-moor"), corpus.NotFound},
		{merge("ada-moor", "ada-moor"), corpus.Conflict},
		{merge("ada-moor"), corpus.Invalid},
		{merge("Ada Moor", "bo-ek"), corpus.Invalid},
		{split(corpus.Decision{}), corpus.Invalid},
		{split(corpus.Decision{Forms: []corpus.PersonID{"bo-ek"}}), corpus.Invalid},
		{split(corpus.Decision{Forms: []corpus.PersonID{"ada-moor"}}), corpus.Conflict},
		{split(corpus.Decision{Articles: []corpus.ID{"unknown"}}), corpus.NotFound},
		{split(corpus.Decision{Articles: []corpus.ID{id}, As: "ada-moor"}), corpus.Conflict},
		{split(corpus.Decision{Articles: []corpus.ID{id}, Forms: []corpus.PersonID{"ada-moor"}}), corpus.Invalid},
		{corpus.Decision{Kind: corpus.DecisionRename, Person: "ada-moor"}, corpus.Invalid},
		{corpus.Decision{Kind: corpus.DecisionRename, Person: "ada-moor", Name: "two\nlines"}, corpus.Invalid},
		{corpus.Decision{Kind: "forget", Person: "ada-moor"}, corpus.Invalid},
	} {
		_, err := s.Decide(t.Context(), c.d)
		wantKind(t, fmt.Sprintf("%+v", c.d), err, c.kind)
	}
	_, err := s.Undo(t.Context(), 1)
	wantKind(t, "undoing nothing", err, corpus.NotFound)
	_, err = s.Identity(t.Context(), "nobody-here")
	wantKind(t, "nobody", err, corpus.NotFound)
	decisions, err := s.Decisions(t.Context())
	if err != nil || len(decisions) > 0 || s.info().Head != head {
		t.Errorf("refused decisions were kept: %v, %v", decisions, err)
	}
}

func importDecisions(t *testing.T, s *store) {
	made := time.Date(2025, 5, 1, 0, 0, 0, 5, time.UTC)
	given := []corpus.Decision{
		{Number: 7, Kind: corpus.DecisionRename, Person: "bea-moor", Name: "Bea", Made: made},
		{Number: 3, Kind: corpus.DecisionMerge, Person: "ada-moor", Others: []corpus.PersonID{"cyd-moor"}, Forms: []corpus.PersonID{"cyd-moor"}, Made: made},
	}
	id := s.put1(named(1, "Cyd Moor")).ID
	for i, want := range []int{2, 0} {
		changed, articles, err := s.ImportDecisions(t.Context(), given)
		if err != nil || changed != want || articles != 1-i {
			t.Errorf("import %d: %d changed, %d articles, %v", i, changed, articles, err)
		}
	}
	equal(t, "merged into somebody not seen yet", s.who(id), "ada-moor (curator)")
	given[1].Undone = made.Add(time.Hour)
	if changed, _, err := s.ImportDecisions(t.Context(), given); err != nil || changed != 1 {
		t.Errorf("import of an undoing: %d, %v", changed, err)
	}
	equal(t, "undone", s.who(id), "cyd-moor (name)")
	decisions, err := s.Decisions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	given[0].Number, given[1].Number = 2, 1
	equal(t, "decisions", decisions, []corpus.Decision{given[1], given[0]})
	_, _, err = s.ImportDecisions(t.Context(), []corpus.Decision{{Kind: corpus.DecisionMerge, Person: "x y"}})
	wantKind(t, "import of nonsense", err, corpus.Invalid)
	s.sound()
}

func listPeople(t *testing.T, s *store) {
	s.put(named(1, "Ada Moor"), named(2, "Ada Moor", "Bo Ek"), named(3, "Adaline Berg"), named(4, "Cyd Moor"))
	people, err := s.People(t.Context(), "ÁDA", 10)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "with ada", people, []corpus.Identity{
		{ID: "ada-moor", Name: "Ada Moor", Articles: 2}, {ID: "adaline-berg", Name: "Adaline Berg", Articles: 1}})
	people, err = s.People(t.Context(), "", 3)
	if err != nil || len(people) != 3 || people[0].ID != "ada-moor" {
		t.Errorf("the first three: %+v, %v", people, err)
	}
}

func rebuildPeople(t *testing.T, s *store) {
	out := s.put(named(1, "Orrin Vale"), named(2, "Orrin T. Vale"), named(3, "Orrin B. Vale", "Ada Moor"))
	s.decide(merge("ada-moor", "orrin-b-vale"))
	s.decide(corpus.Decision{Kind: corpus.DecisionSplit, Person: "orrin-vale", Articles: []corpus.ID{out[0].ID}})
	before := s.records(out[0].ID, out[1].ID, out[2].ID)
	n, err := s.RebuildPeople(t.Context())
	if err != nil || n != 0 {
		t.Errorf("a rebuild changed %d articles, %v", n, err)
	}
	equal(t, "records", s.records(out[0].ID, out[1].ID, out[2].ID), before)
	s.sound()
}
