package indextest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Conformance runs the cases that state what an engine promises, one by one.
func Conformance(t *testing.T, open func(*testing.T) index.Engine) {
	t.Run("batches", func(t *testing.T) { batches(t, open(t)) })
	t.Run("snapshots", func(t *testing.T) { snapshots(t, open(t)) })
	t.Run("words", func(t *testing.T) { wordCases(t, open(t)) })
	t.Run("ranges", func(t *testing.T) { rangeCases(t, open(t)) })
	t.Run("facets", func(t *testing.T) { facetCases(t, open(t)) })
	t.Run("money", func(t *testing.T) { moneyCases(t, open(t)) })
	t.Run("amounts", func(t *testing.T) { amountBorders(t, open(t)) })
	t.Run("orders", func(t *testing.T) { orderCases(t, open(t)) })
	t.Run("copies", func(t *testing.T) { copyCases(t, open(t)) })
	t.Run("countries", func(t *testing.T) { countryCases(t, open(t)) })
	t.Run("limits", func(t *testing.T) { limitCases(t, open(t)) })
	t.Run("death", func(t *testing.T) { deathCases(t, open(t)) })
	t.Run("cancelled", func(t *testing.T) { cancelled(t, open(t)) })
}

func at(seq int) index.Position { return index.Position{Store: "store", Seq: corpus.Seq(seq)} }

// load puts documents into an engine, named by their places in the list.
func load(t *testing.T, e index.Engine, docs ...index.Document) index.Snapshot {
	t.Helper()
	for i := range docs {
		docs[i].ID = corpus.ID(fmt.Sprint("d", i))
	}
	apply(t, e, index.Batch{Upserts: docs, Position: at(1)})
	return snapshot(t, e)
}

// ids searches and returns the ids found, in order.
func ids(t *testing.T, s index.Snapshot, search index.Search) string {
	t.Helper()
	if search.Size == 0 {
		search.Size = 100
	}
	if search.Sort == "" {
		search.Sort = index.ByOldest // without dates: by id
	}
	return idsOf(find(t, s, search))
}

func idsOf(found index.Found) string {
	var list []string
	for _, h := range found.Hits {
		list = append(list, string(h.ID))
	}
	return strings.Join(list, " ")
}

func batches(t *testing.T, e index.Engine) {
	if s := snapshot(t, e); s.Count() != 0 || s.Position() != (index.Position{}) || ids(t, s, index.Search{Query: query.All{}}) != "" {
		t.Errorf("a new engine holds %d documents at %v", s.Count(), s.Position())
	}
	doc := func(id, body string) index.Document { return index.Document{ID: corpus.ID(id), Body: body} }
	steps := []struct {
		name  string
		batch index.Batch
		want  string
	}{
		{"added", index.Batch{Upserts: []index.Document{doc("a", "one"), doc("b", "one")}, Position: at(2)}, "a b"},
		{"replaced", index.Batch{Upserts: []index.Document{doc("a", "two")}, Position: at(3)}, "b"},
		{"deleted, with an unknown one", index.Batch{Deletes: []corpus.ID{"b", "x"}, Position: at(4)}, ""},
		{"deleted and added in one batch", index.Batch{Deletes: []corpus.ID{"a"}, Upserts: []index.Document{doc("a", "one")}, Position: at(5)}, "a"},
		{"twice in one batch: the last counts", index.Batch{Upserts: []index.Document{doc("c", "two"), doc("c", "one")}, Position: at(6)}, "a c"},
		{"only a position", index.Batch{Position: at(7)}, "a c"},
	}
	for _, step := range steps {
		for range 2 { // a repeat changes nothing
			apply(t, e, step.batch)
		}
		s := snapshot(t, e)
		if got := ids(t, s, index.Search{Query: query.Word{Text: "one"}}); got != step.want || s.Position() != step.batch.Position {
			t.Errorf("%s: got %q at %v, want %q", step.name, got, s.Position(), step.want)
		}
	}
}

func snapshots(t *testing.T, e index.Engine) {
	before := load(t, e, index.Document{Body: "one"})
	apply(t, e, index.Batch{Deletes: []corpus.ID{"d0"}, Position: at(2)})
	after := snapshot(t, e)
	if before.Count() != 1 || before.Position() != at(1) || ids(t, before, index.Search{Query: query.All{}}) != "d0" {
		t.Errorf("a snapshot changed: %d documents at %v", before.Count(), before.Position())
	}
	if after.Count() != 0 || after.Position() != at(2) {
		t.Errorf("what was applied is not visible: %d documents at %v", after.Count(), after.Position())
	}
}

func wordCases(t *testing.T, e index.Engine) {
	s := load(
		t, e,
		index.Document{Title: "Bank runs", Body: "The minister was running to New York.", Language: "en"},                                     // d0
		index.Document{Title: "Läufe", Body: "Der Minister running in York, New Jersey", Language: "de"},                                      // d1
		index.Document{Title: "U.S. wi-fi", Body: "Cyberattack on us all: " + strings.Repeat("x ", 300) + "café", Language: "en"},             // d2
		index.Document{Title: "", Body: "", Authors: []string{"Ann New", "York Bell"}, URL: "https://bank.example/wi-fi"},                     // d3
		index.Document{Body: "北京市长", Language: "zh", People: []index.Person{{ID: "wang-kejia", Names: []string{"Wang Kejia", "Kejia Bank"}}}}, // d4
	)
	for _, c := range []struct {
		node query.Node
		want string
	}{
		{query.Word{Text: "run"}, "d0"},
		{query.Word{Text: "running"}, "d0 d1"},
		{query.Word{Text: "MINISTERS"}, "d0"},
		{query.Word{Field: query.Title, Text: "bank"}, "d0"},
		{query.Word{Field: query.Person, Text: "bank"}, "d4"},
		{query.Word{Text: "cafe"}, "d2"},
		{query.Word{Text: "北京"}, "d4"},
		{query.Word{Text: "wi-fi"}, "d2"},
		{query.Word{Field: query.URLText, Text: "wi-fi"}, "d3"},
		{query.Word{Text: "!!"}, ""},
		{query.Phrase{Text: "new york"}, "d0"},
		{query.Phrase{Text: "york new"}, "d1"},
		{query.Phrase{Text: "york new", Slop: 2}, "d0 d1"},
		{query.Phrase{Text: "new york", Slop: 1}, "d0"},
		{query.Phrase{Text: "minister york", Slop: 3}, "d1"},
		{query.Phrase{Text: "minister york", Slop: 4}, "d0 d1"},
		{query.Phrase{Text: "bank runs the"}, ""},
		{query.Phrase{Field: query.Author, Text: "new york", Slop: 50}, ""},
		{query.Phrase{Field: query.Author, Text: "ann new"}, "d3"},
		{query.Phrase{Field: query.Person, Text: "kejia kejia"}, ""},
		{query.Prefix{Text: "cyber"}, "d2"},
		{query.Prefix{Text: "RUNN"}, "d0 d1"},
		{query.Prefix{Field: query.Title, Text: "runn"}, ""},
		{query.Prefix{Text: "wi-f"}, "d2"},
		{query.Fuzzy{Text: "bnak", Distance: 1}, "d0"},
		{query.Fuzzy{Text: "bnk", Distance: 1}, "d0"},
		{query.Fuzzy{Text: "kb", Distance: 1}, ""},
		{query.Fuzzy{Text: "cfa", Distance: 2}, "d2"},
		{query.AtLeast{N: 2, Nodes: []query.Node{query.Word{Text: "new"}, query.Word{Text: "york"}, query.Word{Text: "bank"}}}, "d0 d1"},
		{query.AtLeast{N: 4, Nodes: []query.Node{query.Word{Text: "new"}}}, ""},
		{query.AtLeast{N: 0, Nodes: []query.Node{query.Word{Text: "new"}}}, "d0 d1 d2 d3 d4"},
		{query.Or{}, ""},
		{query.And{}, "d0 d1 d2 d3 d4"},
		{query.Not{Node: query.Word{Text: "york"}}, "d2 d3 d4"},
		{query.And{Nodes: []query.Node{query.Not{Node: query.Word{Text: "bank"}}, query.Not{Node: query.All{}}}}, ""},
	} {
		if got := ids(t, s, index.Search{Query: c.node}); got != c.want {
			t.Errorf("%#v: got %q, want %q", c.node, got, c.want)
		}
	}
}

func rangeCases(t *testing.T, e index.Engine) {
	usd := func(low, high string) index.Amount {
		a := index.Amount{Currency: "USD"}
		if low != "" {
			a.Min, a.Value = decimal(low), *decimal(low)
		}
		if high != "" {
			a.Max = decimal(high)
		}
		return a
	}
	day := func(s string) corpus.Date {
		d, err := corpus.ParseISO(s, "test")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	s := load(
		t, e,
		index.Document{Amounts: []index.Amount{usd("900000", "900000"), usd("3", "3")}, Published: day("2025-01-31")},
		index.Document{Amounts: []index.Amount{usd("5e9", "8e9")}, Published: day("2025-02")},
		index.Document{Amounts: []index.Amount{usd("1000000", "")}, Published: day("2025-01-31T23:59:59Z")},
		index.Document{Amounts: []index.Amount{{Currency: "EUR", Min: decimal("900000"), Max: decimal("900000")}}},
		index.Document{Amounts: []index.Amount{usd("105435000000000.01", "105435000000000.01")}, Published: day("1899-12-31")},
		index.Document{Amounts: []index.Amount{usd("", "100")}, Published: day("2025-02-01T00:00:00Z")},
	)
	month := func(y, m int) time.Time { return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		node query.Node
		want string
	}{
		{query.Amount{Min: rat("900000"), Max: rat("900000")}, "d0"},
		{query.Amount{Currency: "USD", Min: rat("900000"), MinExcl: true, Max: rat("1000000")}, "d2"},
		{query.Amount{Currency: "USD", Min: rat("900000"), MinExcl: true, Max: rat("1000000"), MaxExcl: true}, ""},
		{query.Amount{Currency: "USD", Min: rat("6e9"), Max: rat("7e9")}, "d2 d1"},
		{query.Amount{Currency: "USD", Max: rat("3")}, "d0 d5"},
		{query.Amount{Currency: "USD", Max: rat("3"), MaxExcl: true}, "d5"},
		{query.Amount{Currency: "USD", Min: rat("105435000000000"), MinExcl: true, Max: rat("105435000000000.005")}, "d2"},
		{query.Amount{Currency: "EUR"}, "d3"},
		{query.Amount{Currency: "USD", Min: rat("5"), Max: rat("4")}, ""},
		{query.Dates{To: month(2025, 2)}, "d4 d0 d2"},
		{query.Dates{From: month(2025, 2)}, "d1 d5"},
		{query.Dates{From: month(2025, 1), To: month(2025, 2)}, "d0 d2"},
		{query.Dates{From: month(2025, 1).AddDate(0, 0, 30).Add(12 * time.Hour), To: month(2025, 2).Add(time.Second)}, "d0 d2 d1 d5"},
		{query.Dates{From: month(2025, 2).Add(time.Minute), To: month(2025, 3)}, "d1"},
		{query.Dates{Unknown: true}, "d3"},
		{query.Dates{}, "d4 d0 d2 d1 d5"},
		{query.Dates{From: month(2025, 3), To: month(2025, 1)}, ""},
	} {
		if got := ids(t, s, index.Search{Query: c.node}); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.node, got, c.want)
		}
	}
}

func facetCases(t *testing.T, e index.Engine) {
	million := *decimal("2000000")
	s := load(
		t, e,
		index.Document{Countries: named("KP", "US"), Language: "en", Amounts: []index.Amount{{Currency: "USD", Value: million}, {Currency: "USD", Value: *decimal("9999999.99")}}},
		index.Document{Countries: append(named("KP"), index.Country{Code: "US"}, index.Country{Code: "CN"}), Language: "de", Amounts: []index.Amount{{Currency: "EUR", Value: million}}},
		index.Document{Countries: []index.Country{{Code: "CN"}}, Amounts: []index.Amount{{Currency: "USD", Value: *decimal("0.25")}}},
	)
	found := find(t, s, index.Search{
		Query: query.All{}, Sort: index.ByNewest,
		Facets:     map[index.Facet]int{index.Countries: 1, index.AllCountries: 9, index.Languages: 9, index.Amounts: 9, index.Months: 9, index.People: 9},
		Selections: []index.Selection{{Facet: index.Countries, Include: []string{"US", "FR"}}, {Facet: index.Languages, Exclude: []string{"de"}}},
	})
	want := map[index.Facet][]index.Count{
		index.Countries:    {{Value: "KP", Count: 1}, {Value: "US", Count: 1}, {Value: "FR", Count: 0}},
		index.AllCountries: {{Value: "KP", Count: 1}, {Value: "US", Count: 1}},
		index.Languages:    {{Value: "en", Count: 1}, {Value: "de", Count: 0}},
		index.Amounts:      {{Value: "1000000", Count: 1}},
		index.Months:       {{Value: index.Unknown, Count: 1}},
		index.People:       {},
	}
	if diff := cmp.Diff(want, found.Facets, cmpopts.EquateEmpty()); diff != "" || found.Total != 1 {
		t.Errorf("total %d: %s", found.Total, diff)
	}
	values, err := s.Values(t.Context(), index.AllCountries, "", 2)
	if diff := cmp.Diff([]index.Count{{Value: "CN", Count: 2}, {Value: "KP", Count: 2}}, values); err != nil || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
}

func named(codes ...string) []index.Country {
	var list []index.Country
	for _, code := range codes {
		list = append(list, index.Country{Code: code, Named: true})
	}
	return list
}

func orderCases(t *testing.T, e index.Engine) {
	on := func(s string) corpus.Date { d, _ := corpus.ParseISO(s, "test"); return d }
	amount := func(s string) []index.Amount { return []index.Amount{{Currency: "USD", Value: *decimal(s)}} }
	s := load(
		t, e,
		index.Document{Title: "x", Published: on("2025-01-02")},
		index.Document{Title: "x", Published: on("2025-01"), Amounts: amount("2")},
		index.Document{Title: "x", Published: on("2025-01-02T10:00:30Z"), Amounts: amount("10")},
		index.Document{Title: "x", Amounts: []index.Amount{{Currency: "EUR", Value: *decimal("99")}}},
		index.Document{Title: "x", Published: on("2025-01-02T10:00:31Z"), Amounts: amount("10")},
	)
	for sort, want := range map[index.Sort]string{
		index.ByNewest: "d4 d2 d0 d1 d3", index.ByOldest: "d1 d0 d2 d4 d3", index.ByCountry: "d4 d2 d0 d1 d3",
		index.ByAmount: "d2 d4 d1 d0 d3", index.ByRelevance: "d0 d1 d2 d3 d4",
	} {
		inOrder(t, s, index.Search{Query: query.Word{Text: "x"}, Sort: sort}, want)
	}
}

// inOrder wants the hits of a search in this order, at once and one by one.
func inOrder(t *testing.T, s index.Snapshot, search index.Search, want string) {
	t.Helper()
	if got := ids(t, s, search); got != want {
		t.Errorf("%+v: got %q, want %q", search, got, want)
	}
	var walked []string
	search.Size = 1
	for hits := find(t, s, search).Hits; len(hits) == 1; hits = find(t, s, search).Hits {
		walked = append(walked, string(hits[0].ID))
		search.After = &index.Mark{Key: hits[0].Key, ID: hits[0].ID}
	}
	if got := strings.Join(walked, " "); got != want {
		t.Errorf("%+v, walked by marks: got %q, want %q", search, got, want)
	}
}

// countryCases are the same words about countries to different degrees.
func countryCases(t *testing.T, e index.Engine) {
	about := func(code string, named bool, centrality int) index.Country {
		return index.Country{Code: code, Named: named, Centrality: centrality}
	}
	day := corpus.Date{Time: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC), Precision: corpus.PrecisionDay}
	s := load(
		t, e,
		index.Document{Title: "x", Countries: []index.Country{about("KP", true, 5), about("US", true, 90)}},
		index.Document{Title: "x", Countries: []index.Country{about("KP", true, 60), about("US", true, 40)}},
		index.Document{Title: "x", Countries: []index.Country{about("KP", false, 100)}},
		index.Document{Title: "x", Countries: []index.Country{about("KP", true, 5)}, Published: day},
		index.Document{Title: "x"},
	)
	for _, c := range []struct {
		about   []string
		implied bool
		byScore string // what is equally near stands by id
		byPlace string // and here by date before that
	}{
		{[]string{"KP"}, false, "d1 d0 d3 d2 d4", "d1 d3 d0 d2 d4"},
		{[]string{"KP"}, true, "d2 d1 d0 d3 d4", "d2 d1 d3 d0 d4"},
		{[]string{"KP", "US"}, false, "d1 d0 d3 d2 d4", "d1 d0 d3 d2 d4"},
		{[]string{"FR"}, false, "d0 d1 d2 d3 d4", "d3 d0 d1 d2 d4"},
		{nil, true, "d0 d1 d2 d3 d4", "d3 d0 d1 d2 d4"},
	} {
		search := index.Search{Query: query.Word{Text: "x"}, About: c.about, Implied: c.implied, Sort: index.ByRelevance}
		inOrder(t, s, search, c.byScore)
		search.Sort = index.ByCountry
		inOrder(t, s, search, c.byPlace)
	}
}

func limitCases(t *testing.T, e index.Engine) {
	s := load(t, e, index.Document{Title: "x"})
	for name, search := range map[string]index.Search{
		"no query":       {Sort: index.ByNewest},
		"no order":       {Query: query.All{}},
		"negative size":  {Query: query.All{}, Sort: index.ByNewest, Size: -1},
		"huge size":      {Query: query.All{}, Sort: index.ByNewest, Size: 1e9},
		"negative place": {Query: query.All{}, Sort: index.ByNewest, Offset: -1},
		"huge place":     {Query: query.All{}, Sort: index.ByNewest, Offset: 1 << 62},
		"no facet":       {Query: query.All{}, Sort: index.ByNewest, Facets: map[index.Facet]int{"body": 10}},
		"negative facet": {Query: query.All{}, Sort: index.ByNewest, Facets: map[index.Facet]int{index.People: -1}},
		"no selection":   {Query: query.All{}, Sort: index.ByNewest, Selections: []index.Selection{{Facet: "body"}}},
	} {
		if _, err := s.Search(t.Context(), search); corpus.KindOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// deathCases are searches made to last: each ends in two seconds, with an answer or an error.
func deathCases(t *testing.T, e index.Engine) {
	var docs []index.Document
	for n := range 300 {
		docs = append(docs, index.Document{Body: strings.Repeat(fmt.Sprintf("the a%d b%d word%d ", n, n*7, n%10), 60), Language: "en"})
	}
	s := load(t, e, docs...)
	repeat := func(n int, node func(int) query.Node) []query.Node {
		nodes := make([]query.Node, n)
		for i := range nodes {
			nodes[i] = node(i)
		}
		return nodes
	}
	deep := query.Node(query.Word{Text: "the"})
	for range 1000 {
		deep = query.Not{Node: query.Or{Nodes: []query.Node{deep, query.Word{Text: "b7"}}}}
	}
	for name, node := range map[string]query.Node{
		"200 fuzzy words": query.Or{Nodes: repeat(200, func(i int) query.Node { return query.Fuzzy{Text: fmt.Sprint("word", i), Distance: 2} })},
		"10,000 words":    query.Or{Nodes: repeat(10_000, func(i int) query.Node { return query.Word{Text: fmt.Sprint("a", i)} })},
		"1,000 prefixes":  query.Or{Nodes: repeat(1000, func(i int) query.Node { return query.Prefix{Text: "wo"} })},
		"a long phrase":   query.Phrase{Text: strings.Repeat("the ", 60), Slop: 100},
		"a deep tree":     deep,
		"a field of 1 MB": query.Word{Field: query.TextField(strings.Repeat("f", 1<<20)), Text: "the"},
		"a word of 1 MB":  query.Word{Text: strings.Repeat("f", 1<<20)},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		began := time.Now()
		_, err := s.Search(ctx, index.Search{Query: node, Sort: index.ByRelevance, Size: 10, Facets: map[index.Facet]int{index.People: 10}})
		cancel()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%s: took %v (%v)", name, took, err)
		}
		if err != nil && !errors.Is(err, context.DeadlineExceeded) && corpus.KindOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func cancelled(t *testing.T, e index.Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := load(t, e, slices.Repeat([]index.Document{{Body: "word"}}, 50)...)
	if _, err := s.Search(ctx, index.Search{Query: query.Word{Text: "word"}, Sort: index.ByNewest}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := e.Apply(ctx, index.Batch{Position: at(9)}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if s := snapshot(t, e); s.Position() != at(1) {
		t.Errorf("a cancelled batch moved the position to %v", s.Position())
	}
}
