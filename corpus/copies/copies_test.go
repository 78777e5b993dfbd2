package copies_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/copies"
)

// story returns an invented text of n words; seeds give other texts.
func story(seed uint64, n int) string {
	r := rand.New(rand.NewPCG(seed, 9))
	all := make([]string, n)
	for i := range all {
		all[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(all, " ")
}

var vocabulary = strings.Fields(`harbour ferry council vote winter bridge engineer budget school orchard minister village train strike
	letter market salt grain river valley storm roof market painter museum clock tower garden bakery library doctor nurse farmer horse
	engine wheel signal station border office clerk judge witness trial lawyer prison guard escape forest ranger deer hunter permit`)

func printOf(title, body string) *copies.Print {
	return copies.Of(&corpus.Article{Title: title, Body: body})
}

func TestSame(t *testing.T) {
	t.Parallel()
	long := story(1, 60)
	ferries := "The night ferry to the islands stops at the end of the month, it was said."
	for name, c := range map[string]struct {
		a, b [2]string // title and body
		same bool
	}{
		"another headline":             {[2]string{"One", long}, [2]string{"Two", long}, true},
		"layout, case and punctuation": {[2]string{"", long}, [2]string{"", strings.ToUpper(strings.ReplaceAll(long, " ", " –\n"))}, true},
		"accents apart, apostrophes":   {[2]string{"", long + " na\u00efve don't"}, [2]string{"", long + " na\u00efve don\u2019t"}, true},
		"a word more":                  {[2]string{"", long}, [2]string{"", long + " again"}, false},
		"words in another order":       {[2]string{"", long + " a b"}, [2]string{"", long + " b a"}, false},
		"a number":                     {[2]string{"", long + " 1.25"}, [2]string{"", long + " 12.5"}, false},
		"a number split":               {[2]string{"", long + " 1,250"}, [2]string{"", long + " 1 250"}, false},
		"short":                        {[2]string{"Ferry", ferries}, [2]string{"Ferry", ferries}, true},
		"short, another headline":      {[2]string{"Ferry", ferries}, [2]string{"Boat", ferries}, false},
		"too short":                    {[2]string{"Ferry", "It stops."}, [2]string{"Ferry", "It stops."}, false},
		"empty":                        {[2]string{"", ""}, [2]string{"", ""}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := printOf(c.a[0], c.a[1]), printOf(c.b[0], c.b[1])
			if same := a.Hash != 0 && a.Hash == b.Hash; same != c.same {
				t.Errorf("the same is %v, want %v", same, c.same)
			}
		})
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	words := strings.Fields(story(2, 300))
	text := strings.Join(words, " ")
	numbered := func(value string) string {
		return strings.Join(words[:40], " ") + " rose " + value + " per cent in may " + strings.Join(words[40:90], " ")
	}
	for name, c := range map[string]struct {
		a, b string
		days int
	}{
		"cut to two thirds":           {text, strings.Join(words[:200], " "), 30},
		"cut to a third":              {text, strings.Join(words[:100], " "), 30},
		"cut to a sixth":              {text, strings.Join(words[:50], " "), 0},
		"half of another":             {text, strings.Join(words[:150], " ") + " " + story(3, 150), 0},
		"a paragraph more":            {text, text + " " + story(4, 60), 30},
		"another text":                {text, story(5, 300), 0},
		"another number":              {numbered("3.2"), numbered("3.4"), 0},
		"a number spelt out":          {numbered("3"), numbered("three"), 30},
		"another dateline":            {"Skarn May 3 " + text, "Skarn May 4 " + text, 2},
		"another time at the end":     {text + " updated at 10:30 today", text + " updated at 11:15 today", 2},
		"another dateline of a brief": {"Skarn May 3 was " + story(6, 50), "Skarn May 4 was " + story(6, 50), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, b := printOf("", c.a), printOf("", c.b)
			got := copies.Compare(a, b)
			if got.Days != c.days {
				t.Errorf("%+v, want %d days", got, c.days)
			}
			if back := copies.Compare(b, a); back != got {
				t.Errorf("%+v one way, %+v the other", got, back)
			}
			if shared := shareBand(a, b); c.days > 0 && !shared {
				t.Error("the two share no band")
			}
		})
	}
}

func shareBand(a, b *copies.Print) bool {
	return slices.ContainsFunc(a.Bands, func(band int64) bool { return slices.Contains(b.Bands, band) })
}

// Letters without spaces are words.
func TestUnspaced(t *testing.T) {
	t.Parallel()
	chinese := "港口城市的市议会星期二投票决定夏天之前关闭老桥工程师在石头上发现了裂缝渡轮将运送汽车和行人到新桥建成为止预计需要三年渔民担心早市受到影响他们的协会宣布如果政府不介入就将在周六封锁码头部长的发言人说与另一家公司的谈判已经开始"
	cut := string([]rune(chinese)[:80])
	is := copies.Compare(printOf("", chinese), printOf("", cut))
	if is.Days == 0 || is.Thousandths < 500 {
		t.Errorf("a cut copy: %+v", is)
	}
	if is := copies.Compare(printOf("", chinese), printOf("", chinese+"！")); is.Thousandths != copies.Same {
		t.Errorf("the same: %+v", is)
	}
}

// Copies cut or added to in one way or another share a band nearly always, and unrelated texts never.
func TestBands(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	const rounds = 400
	found, wrong := 0, 0
	for i := range uint64(rounds) {
		words := strings.Fields(story(1000+i, 120+r.IntN(600)))
		other := slices.Clone(words)
		switch i % 4 {
		case 0:
			other = other[:len(other)*2/5]
		case 1:
			other = append(other, strings.Fields(story(9000+i, len(words)/5))...)
		case 2:
			for range len(other) / 40 {
				other[r.IntN(len(other))] = "replaced"
			}
		case 3:
			other = other[len(other)/8:]
		}
		a := printOf("", strings.Join(words, " "))
		if shareBand(a, printOf("", strings.Join(other, " "))) {
			found++
		}
		if shareBand(a, printOf("", story(20000+i, 300))) {
			wrong++
		}
	}
	t.Logf("%d of %d copies share a band, %d of %d other texts", found, rounds, wrong, rounds)
	if found < rounds*97/100 || wrong > 0 {
		t.Errorf("%d of %d copies share a band, %d of %d other texts", found, rounds, wrong, rounds)
	}
}

func TestKey(t *testing.T) {
	t.Parallel()
	base := corpus.Article{
		Title: "Night ferry ends", Body: story(7, 40), URL: "https://daily.example/1", Source: corpus.Source{Domain: "daily.example"},
		Published: corpus.Date{Time: time.Date(2025, 3, 1, 23, 30, 0, 0, time.UTC), Precision: corpus.PrecisionMinute},
	}
	key, ok := copies.Key(&base)
	if !ok {
		t.Fatal("no key")
	}
	for name, c := range map[string]struct {
		change func(*corpus.Article)
		same   bool
	}{
		"another address":       {func(a *corpus.Article) { a.URL += "?amp" }, true},
		"another time":          {func(a *corpus.Article) { a.Published.Time = a.Published.Time.Add(-time.Hour) }, true},
		"another zone":          {func(a *corpus.Article) { a.Published.Time = a.Published.Time.In(time.FixedZone("", 7200)) }, true},
		"another day":           {func(a *corpus.Article) { a.Published.Time = a.Published.Time.Add(time.Hour) }, false},
		"an unknown day":        {func(a *corpus.Article) { a.Published = corpus.Date{} }, false},
		"layout":                {func(a *corpus.Article) { a.Body = strings.ReplaceAll(a.Body, " ", "\n\n") }, true},
		"a word from the title": {func(a *corpus.Article) { a.Title, a.Body = "Night ferry", "ends "+a.Body }, false},
		"another outlet":        {func(a *corpus.Article) { a.Source.Domain = "weekly.example" }, false},
		"no address":            {func(a *corpus.Article) { a.URL = "" }, false},
		"short":                 {func(a *corpus.Article) { a.Body = "It ends." }, false},
	} {
		a := base
		c.change(&a)
		if got, ok := copies.Key(&a); (ok && got == key) != c.same {
			t.Errorf("%s: key %q, want the same: %v", name, got, c.same)
		}
	}
}

func TestLead(t *testing.T) {
	t.Parallel()
	const day = 24 * 60 * 60
	text := func(published int64, first corpus.ID, near ...copies.Near) *copies.Text {
		return &copies.Text{Published: published, First: first, Near: near}
	}
	to := func(key int64, days int) copies.Near { return copies.Near{Text: key, Days: days} }
	for name, c := range map[string]struct {
		texts map[int64]*copies.Text
		want  map[int64]int64
	}{
		"alone":     {map[int64]*copies.Text{1: text(5, "a")}, map[int64]int64{1: 1}},
		"by date":   {map[int64]*copies.Text{1: text(9, "a", to(2, 30)), 2: text(5, "b", to(1, 30))}, map[int64]int64{1: 2, 2: 2}},
		"by id":     {map[int64]*copies.Text{1: text(5, "b", to(2, 30)), 2: text(5, "a", to(1, 30))}, map[int64]int64{1: 2, 2: 2}},
		"undated":   {map[int64]*copies.Text{1: text(copies.Unknown, "a", to(2, 2)), 2: text(5, "b", to(1, 2))}, map[int64]int64{1: 2, 2: 2}},
		"at once":   {map[int64]*copies.Text{1: text(0, "a", to(2, 2)), 2: text(2*day, "b", to(1, 2))}, map[int64]int64{1: 1, 2: 1}},
		"too late":  {map[int64]*copies.Text{1: text(0, "a", to(2, 2)), 2: text(2*day+1, "b", to(1, 2))}, map[int64]int64{1: 1, 2: 2}},
		"no chains": {map[int64]*copies.Text{1: text(1, "a", to(2, 30)), 2: text(2, "b", to(1, 30), to(3, 30)), 3: text(3, "c", to(2, 30))}, map[int64]int64{1: 1, 2: 1, 3: 3}},
		"the earliest of several": {map[int64]*copies.Text{
			1: text(1, "a", to(3, 30)), 2: text(2, "b", to(3, 30)), 3: text(3, "c", to(2, 30), to(1, 30)),
		}, map[int64]int64{1: 1, 2: 2, 3: 1}},
	} {
		if diff := cmp.Diff(c.want, copies.Lead(c.texts)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// FuzzOf: a print does not depend on case and layout, is the same each time, and compares with others alike both ways.
func FuzzOf(f *testing.F) {
	f.Add("Ferry", story(1, 60), story(1, 50))
	f.Add("", "港口城市的市议会", "\xff\xfe 12,5.0, '’ e\u0301")
	f.Add("x", strings.Repeat("a1 ", 500), strings.Repeat("ก", 300))
	f.Fuzz(func(t *testing.T, title, a, b string) {
		p, q := printOf(title, a), printOf(title, b)
		if diff := cmp.Diff(p, printOf(title, a), cmp.AllowUnexported(copies.Print{}), cmp.Comparer(equalPrints)); diff != "" {
			t.Error(diff)
		}
		if spaced := printOf(" "+title+"\n", "\t"+a+" — "); !equalPrints(*p, *spaced) {
			t.Error("the layout makes a difference")
		}
		if copies.Compare(p, q) != copies.Compare(q, p) {
			t.Error("the two compare one way and the other")
		}
		if is := copies.Compare(p, p); p.Hash != 0 && is.Thousandths != copies.Same {
			t.Errorf("not the same as itself: %+v", is)
		}
		if n := len(p.Bands); n != 0 && n != 9 {
			t.Errorf("%d bands", n)
		}
	})
}

func equalPrints(a, b copies.Print) bool {
	return a.Hash == b.Hash && slices.Equal(a.Bands, b.Bands) && a.Size() == b.Size() && copies.Compare(&a, &b) == copies.Compare(&a, &a)
}
