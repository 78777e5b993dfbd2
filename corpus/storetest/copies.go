package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

var copyCases = []testCase{
	{"alone", copiesAlone},
	{"the same text under other headlines", copiesSame},
	{"the earliest stands for all", copiesEarliest},
	{"reprinted", copiesReprinted},
	{"told apart", copiesApart},
	{"far apart in time", copiesFar},
	{"no chains", copiesNoChains},
	{"a revision leaves", copiesRevised},
	{"deleted", copiesDeleted},
	{"in any order", copiesAnyOrder},
	{"many of one text", copiesMany},
	{"rebuilt", copiesRebuilt},
}

// wire is a story of an agency in sentences, 150 words or so.
var wire = []string{
	"The ferry company Nordvik Lines said on Tuesday that it will stop its night service between Halvik and the islands at the end of the month.",
	"Falling numbers of passengers and the price of fuel left it no choice, its director Ilse Varga told reporters in the harbour office.",
	"The council of Halvik had offered to pay a part of the losses for two winters, but the company called the offer too small.",
	"Fishermen on the outer islands depend on the boat to bring their catch to the morning market.",
	"Their association announced that it would block the quay on Saturday unless the ministry steps in.",
	"A spokesman for the ministry said that talks with another operator had begun, and that nobody would be cut off.",
	"The night ferry has run since the war, with a pause of three years when the old ship burned in the yard.",
	"Hotel owners fear for the summer, when most of their guests arrive with the late crossing and leave with the early one.",
	"Nordvik Lines wants to keep the day service and to replace one of its two ships by a smaller one next year.",
	"The crews were told at a meeting behind closed doors that forty of them will lose their work.",
}

// reprint is an article of the n-th outlet, published so many hours after the first.
func reprint(outlet, hours int, sentences ...string) corpus.Submission {
	domain := fmt.Sprintf("daily%d.example", outlet)
	sub := sample(outlet)
	a := &sub.Article
	a.Source, a.URL, a.ExternalID = corpus.Source{Domain: domain}, fmt.Sprintf("https://%s/ferry", domain), ""
	a.Title = fmt.Sprintf("Headline of desk number %d", outlet)
	a.Authors = []string{fmt.Sprintf("Desk %c", 'A'+outlet%26)}
	a.Body = strings.Join(sentences, "\n\n")
	a.Published.Time = time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(hours) * time.Hour)
	sub.Original.Bytes = []byte(domain + a.Body)
	sub.Annotations = facts("v1")
	return sub
}

func (s *store) copies(id corpus.ID) []corpus.Copy {
	s.t.Helper()
	all, err := s.Copies(s.t.Context(), id)
	if err != nil {
		s.t.Fatalf("Copies: %v", err)
	}
	return all
}

// wantGroup verifies that articles are copies of the first of them, and of no others.
func (s *store) wantGroup(what string, ids ...corpus.ID) {
	s.t.Helper()
	want := slices.Clone(ids)
	slices.Sort(want[1:])
	for _, id := range ids {
		var got []corpus.ID
		for _, c := range s.copies(id) {
			got = append(got, c.ID)
			if c.Similarity <= 0 || c.Similarity > 1 {
				s.t.Errorf("%s: similarity %v", what, c.Similarity)
			}
		}
		equal(s.t, what, got, want)
		equal(s.t, what+": record", s.record(id).Copies, corpus.Copies{Of: ids[0], Count: len(ids)})
	}
}

func ids(outcomes []corpus.Outcome) []corpus.ID {
	var all []corpus.ID
	for _, o := range outcomes {
		all = append(all, o.ID)
	}
	return all
}

func copiesAlone(t *testing.T, s *store) {
	id := s.put1(sample(1)).ID
	equal(t, "copies", s.copies(id), []corpus.Copy{{ID: id, Similarity: 1}})
	short := sample(2)
	short.Article.Title, short.Article.Body = "", "Markets closed."
	again := short
	again.Article.URL, again.Article.ExternalID, again.Original.Bytes = "https://other.example/2", "", []byte("2")
	for _, o := range s.put(short, again) {
		s.wantGroup("too short", o.ID)
	}
	_, err := s.Copies(t.Context(), "unknown")
	wantKind(t, "of an unknown article", err, corpus.NotFound)
	s.delete(id)
	_, err = s.Copies(t.Context(), id)
	wantKind(t, "of a deleted article", err, corpus.NotFound)
}

func copiesSame(t *testing.T, s *store) {
	first := s.put1(reprint(1, 0, wire...))
	equal(t, "the first", first.CopyOf, corpus.ID(""))
	shouted := reprint(2, 5, wire...)
	shouted.Article.Body = strings.ToUpper(strings.ReplaceAll(shouted.Article.Body, "\n\n", " — "))
	second := s.put1(shouted)
	equal(t, "the second", second.CopyOf, first.ID)
	s.wantGroup("both", first.ID, second.ID)
	equal(t, "changes", s.changes(first.Seq, 10), []corpus.Change{
		{Seq: 2, Kind: corpus.ChangePut, ID: second.ID}, {Seq: 3, Kind: corpus.ChangeResolved, ID: first.ID}})
	again := s.put1(shouted)
	equal(t, "again", again, corpus.Outcome{ID: second.ID, Revision: 1, Status: corpus.Unchanged, CopyOf: first.ID})
	equal(t, "similarity", s.copies(second.ID)[1].Similarity, 1.0)
	equal(t, "source", s.record(second.ID).Article.Source.Domain, "daily2.example")
}

func copiesEarliest(_ *testing.T, s *store) {
	undated := reprint(1, 0, wire...)
	undated.Article.Published = corpus.Date{}
	a := s.put1(undated)
	b := s.put1(reprint(2, 9, wire...))
	s.wantGroup("a known date first", b.ID, a.ID)
	c := s.put1(reprint(3, 2, wire[:9]...))
	s.wantGroup("an earlier one", c.ID, a.ID, b.ID)
	d := s.put1(reprint(4, 2, wire[:9]...))
	first := []corpus.ID{c.ID, d.ID}
	slices.Sort(first)
	s.wantGroup("the lower id", first[0], first[1], a.ID, b.ID)
}

// reprints are what others make of the wire's story.
var reprints = map[string][]string{
	"cut":               wire[:6],
	"its tail cut off":  append(slices.Clone(wire[:7]), "The night ferry has run since the war."),
	"with a byline":     append([]string{"By our own correspondent in Halvik."}, wire...),
	"with a paragraph":  append(slices.Clone(wire), "Readers of the Morning Sample had collected eight hundred names for the night boat in only a week, among them those of two former mayors."),
	"with a notice":     append(slices.Clone(wire), "All rights reserved.", "This material may not be published, broadcast or rewritten without permission of the Sample Wire, and its marks are protected."),
	"without the first": wire[1:],
	"a word changed":    append([]string{strings.Replace(wire[0], "stop", "end", 1)}, wire[1:]...),
	"dated":             append([]string{"HALVIK, March 4 (Sample Wire) -"}, wire...),
}

func copiesReprinted(t *testing.T, s *store) {
	dated := reprint(1, 0, append([]string{"HALVIK, March 3 -"}, wire...)...)
	first := s.put1(dated)
	outlet := 1
	for what, text := range reprints {
		outlet++
		if out := s.put1(reprint(outlet, outlet, text...)); out.CopyOf != first.ID {
			t.Errorf("%s: a copy of %q, want %q", what, out.CopyOf, first.ID)
		}
	}
	equal(t, "all", s.record(first.ID).Copies.Count, 1+len(reprints))
}

// forms are texts of which each is a form filled in again.
var forms = map[string][2]string{
	"rates": {
		"The central bank of Velmar left its main rate at 4.25 pct on Thursday, a spokesman said. The discount rate stays at 3.0 pct and the rate for emergency loans at 5.5 pct. It was the regular meeting of the council, which will meet again in four weeks. Economists had expected nothing else after the figures of last week.",
		"The central bank of Velmar left its main rate at 4.50 pct on Thursday, a spokesman said. The discount rate stays at 3.25 pct and the rate for emergency loans at 5.5 pct. It was the regular meeting of the council, which will meet again in four weeks. Economists had expected nothing else after the figures of last week.",
	},
	"weather": {
		"Sun and clouds take turns over the whole country on this day, with highs of 17 degrees on the coast and 21 in the south. Winds are light to moderate from the west at 12 kilometres an hour. The night stays dry and clear in most places, with lows of 6 degrees. Pollen counts are moderate.",
		"Sun and clouds take turns over the whole country on this day, with highs of 19 degrees on the coast and 24 in the south. Winds are light to moderate from the west at 15 kilometres an hour. The night stays dry and clear in most places, with lows of 8 degrees. Pollen counts are moderate.",
	},
	"ship": {
		"The container ship Amber Trader was sighted at 54.12 north and 13.40 east at noon, the harbour master reports. It makes 14 knots and is expected in the roads of Halvik during the night, where a pilot goes on board. It carries 1,204 containers, most of them empty, and leaves for the south after two days.",
		"The container ship Amber Trader was sighted at 55.80 north and 11.02 east at noon, the harbour master reports. It makes 14 knots and is expected in the roads of Halvik during the night, where a pilot goes on board. It carries 988 containers, most of them empty, and leaves for the south after two days.",
	},
	"table": {
		"Halvik grain, close. Wheat May 286 Jul 271 Sep 272 Dec 277. Corn May 159 Jul 163 Sep 166 Dec 171. Barley May 140 Jul 141 Sep 143 Dec 144. Oats May 151 Jul 138 Sep 131 Dec 134. Rye May 120 Jul 121 Sep 122 Dec 123.",
		"Halvik grain, noon. Wheat May 286 Jul 271 Sep 272 Dec 277. Corn May 159 Jul 163 Sep 166 Dec 171. Barley May 140 Jul 141 Sep 143 Dec 144. Oats May 151 Jul 138 Sep 131 Dec 134. Rye May 120 Jul 121 Sep 122 Dec 123.",
	},
	"another report of the event": {
		strings.Join(wire, " "),
		"Night boats to the islands will be history from next month: Nordvik Lines, which has run them for generations, blames empty cabins and dear fuel. Ilse Varga, who leads the company, rejected help from Halvik's council as not enough. Angry fishermen plan a blockade of the quay on Saturday. The ministry is looking for somebody else to take over the line.",
	},
	"quoted in a longer one": {
		brief,
		brief + longer,
	},
}

const brief = "Two men were rescued from the cliffs below the lighthouse of Skarn on Sunday evening after their boat had lost its engine " +
	"in rough water. A helicopter of the coast guard lifted them to safety before dark, the police said, and neither of them was hurt."

// longer is enough text of another matter to make what it follows a small part.
var longer = func() string {
	var b strings.Builder
	r := rand.New(rand.NewPCG(5, 5))
	words := strings.Fields("harvest of apples in northern valleys begins late this year growers say while frost took many blossoms and pickers ask for more")
	for range 700 {
		b.WriteString(" " + words[r.IntN(len(words))])
	}
	return b.String()
}()

func copiesApart(_ *testing.T, s *store) {
	outlet := 0
	for what, texts := range forms {
		outlet += 2
		out := s.put(reprint(outlet, 0, texts[0]), reprint(outlet+1, 24, texts[1]))
		s.wantGroup(what, out[0].ID)
		s.wantGroup(what, out[1].ID)
	}
}

func copiesFar(_ *testing.T, s *store) {
	const days = 24
	out := ids(s.put(reprint(1, 0, wire...), reprint(2, 29*days, wire[:8]...), reprint(3, 31*days, wire[:9]...), reprint(4, 400*days, wire...)))
	s.wantGroup("exact at any time, nearly the same within a month", out[0], out[1], out[3])
	s.wantGroup("nearly the same, later", out[2])
}

// A is near B and B near C, but A is not near C.
func copiesNoChains(_ *testing.T, s *store) {
	a, b, c := reprint(1, 0, wire[:7]...), reprint(2, 1, wire[1:9]...), reprint(3, 2, wire[3:]...)
	out := ids(s.put(a, b, c))
	s.wantGroup("around the first", out[0], out[1])
	s.wantGroup("too far from the first", out[2])
	s.delete(out[0])
	s.wantGroup("around the second", out[1], out[2])
	s.put(a)
	s.wantGroup("around the first again", out[0], out[1])
	b.Article.Published.Time = a.Article.Published.Time.Add(-time.Hour)
	s.put(b)
	s.wantGroup("all around the middle", out[1], out[0], out[2])
}

func copiesRevised(t *testing.T, s *store) {
	out := ids(s.put(reprint(1, 0, wire...), reprint(2, 1, wire...), reprint(3, 2, wire[:8]...)))
	s.wantGroup("before", out...)
	head := s.info().Head
	edited := reprint(1, 0, "The story was taken back by the Sample Wire, because the company had not said what it was quoted with.", "It will be told again when it is known what is true of it, which can take until the talks at the ministry are over.")
	s.put(edited)
	s.wantGroup("the one that changed", out[0])
	s.wantGroup("the others", out[1], out[2])
	var changed []corpus.ID
	for _, c := range s.changes(head+1, 10) {
		equal(t, "kind", c.Kind, corpus.ChangeResolved)
		changed = append(changed, c.ID)
	}
	want := slices.Clone(out[1:])
	slices.Sort(want)
	equal(t, "changed", changed, want)
}

func copiesDeleted(t *testing.T, s *store) {
	out := ids(s.put(reprint(1, 0, wire...), reprint(2, 1, wire...), reprint(3, 2, wire[:8]...)))
	s.delete(out[0])
	s.wantGroup("left", out[1], out[2])
	s.delete(out[1])
	s.wantGroup("one left", out[2])
	equal(t, "changes", s.changes(6, 10), []corpus.Change{
		{Seq: 7, Kind: corpus.ChangeDeleted, ID: out[1]}, {Seq: 8, Kind: corpus.ChangeResolved, ID: out[2]}})
	s.delete(out[2])
	s.put(reprint(2, 1, wire...), reprint(3, 2, wire[:8]...))
	s.wantGroup("come back", out[1], out[2])
}

// copiesAnyOrder puts the same articles in other orders and batches: the groups are the same.
func copiesAnyOrder(t *testing.T, s *store) {
	var subs []corpus.Submission
	for i := range 24 {
		from, to := i%4, 6+i%5
		sub := reprint(i, 31*(i%7), wire[from:to]...)
		if i%6 == 5 {
			sub.Article.Published = corpus.Date{}
		}
		subs = append(subs, sub)
	}
	groups := func() map[corpus.ID]corpus.Copies {
		found := map[corpus.ID]corpus.Copies{}
		for _, sub := range subs {
			id := corpus.NewID(corpus.AddressKey(sub.Article.URL), 0)
			found[id] = s.record(id).Copies
		}
		return found
	}
	s.put(subs...)
	want := groups()
	r := rand.New(rand.NewPCG(1, 2))
	for range 6 {
		r.Shuffle(len(subs), func(i, k int) { subs[i], subs[k] = subs[k], subs[i] })
		for _, sub := range subs {
			s.delete(corpus.NewID(corpus.AddressKey(sub.Article.URL), 0))
		}
		for part := range slices.Chunk(subs, 1+r.IntN(5)) {
			s.put(part...)
		}
		equal(t, "groups", groups(), want)
	}
}

func copiesMany(t *testing.T, s *store) {
	var subs []corpus.Submission
	for i := range 300 {
		subs = append(subs, reprint(i, i, wire...))
	}
	out := s.put(subs...)
	for i, o := range out[1:] {
		if o.CopyOf != out[0].ID {
			t.Fatalf("%d is a copy of %q", i, o.CopyOf)
		}
	}
	equal(t, "copies", len(s.copies(out[7].ID)), 300)
}

func copiesRebuilt(t *testing.T, s *store) {
	s.put(reprint(1, 0, wire...), reprint(2, 1, wire...), reprint(3, 2, wire[:8]...), sample(4))
	head := s.info().Head
	n, err := s.RebuildCopies(t.Context())
	if err != nil || n != 0 {
		t.Errorf("RebuildCopies: %d, %v", n, err)
	}
	equal(t, "head", s.info().Head, head)
}
