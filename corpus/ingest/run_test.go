package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"dateline/corpus"
	"dateline/corpus/ingest"
	"dateline/corpus/memstore"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stories is a stream of n items; each item whose number is in odd is changed by it first. An odd
// item without text is one that a decoder set aside.
func stories(n int, odd map[int]func(*corpus.Raw)) corpus.Raws {
	return func(yield func(corpus.Raw, error) bool) {
		for i := range n {
			raw := corpus.Raw{
				Original: corpus.Original{Bytes: fmt.Appendf(nil, "story %d", i), MediaType: "text/plain"},
				Place:    fmt.Sprintf("s.jsonl:%d", i+1), Line: i + 1,
				Title: fmt.Sprintf("Story %d from Freedonia", i), Text: fmt.Sprintf("Something happened %d times on Monday.", i),
			}
			var err error
			if change := odd[i]; change != nil {
				change(&raw)
				if raw.Text == "" {
					err = &corpus.SetAside{Place: raw.Place, Line: raw.Line, Reason: "bad record"}
				}
			}
			if !yield(raw, err) {
				return
			}
		}
	}
}

// contents is what a store holds, for comparing: articles with facts in the order of their changes.
func contents(t *testing.T, s corpus.Store) []corpus.Record {
	t.Helper()
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var all []corpus.Record
	for _, c := range changes {
		records, err := s.Records(t.Context(), []corpus.ID{c.ID})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, records[c.ID])
	}
	return all
}

func TestTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	store := memstore.New()
	in := ingester(t, ingest.Config{Store: store, Workers: 4, BatchSize: 7})
	first, err := in.Run(t.Context(), stories(100, nil), ingest.Watch{})
	if err != nil || first.New != 100 || first.Stored() != 100 {
		t.Fatalf("%+v, %v", first, err)
	}
	before := contents(t, store)
	second, err := in.Run(t.Context(), stories(100, nil), ingest.Watch{})
	if err != nil || second.Unchanged != 100 || second.Items() != 100 {
		t.Fatalf("%+v, %v", second, err)
	}
	if diff := cmp.Diff(before, contents(t, store), cmp.AllowUnexported(corpus.Decimal{})); diff != "" {
		t.Error(diff)
	}
	for i, r := range before {
		if want := fmt.Sprintf("Story %d from Freedonia", i); r.Article.Title != want {
			t.Fatalf("change %d is %q, want %q: the order is lost", i, r.Article.Title, want)
		}
	}
}

// TestBadItemsGoAside: of an item that a decoder refused, one without text, one that the annotator fails on, and one that
// the store refuses, none stops the others, and all are reported in order.
func TestBadItemsGoAside(t *testing.T) {
	t.Parallel()
	store := &picky{Store: memstore.New(), refuse: "refused"}
	in := ingester(t, ingest.Config{Store: store, Workers: 3, BatchSize: 8})
	odd := map[int]func(*corpus.Raw){
		3:  func(r *corpus.Raw) { r.Text = "" },
		5:  func(r *corpus.Raw) { r.Title, r.Text = "", " " },
		11: func(r *corpus.Raw) { r.Text = "crash" },
		17: func(r *corpus.Raw) { r.Title = "refused" },
	}
	var reasons, places []string
	var progress []int
	report, err := in.Run(t.Context(), stories(20, odd), ingest.Watch{
		Fate: func(f corpus.Fate) {
			if f.Status == corpus.FateRejected {
				reasons = append(reasons, f.Place+": "+f.Reason)
			} else {
				places = append(places, f.Place)
			}
		},
		Progress: func(r ingest.Report) { progress = append(progress, r.Items()) },
	})
	if err != nil || report.New != 16 || report.SetAside != 4 || len(report.Groups) != 4 {
		t.Fatalf("%+v, %v", report, err)
	}
	want := []string{"s.jsonl:4: bad record", "s.jsonl:6: no text", "s.jsonl:12: internal error: annotator bug", "s.jsonl:18: not stored: no"}
	if !cmp.Equal(want, reasons) {
		t.Errorf("set aside %q", reasons)
	}
	if len(places) != 16 || places[0] != "s.jsonl:1" || places[15] != "s.jsonl:20" || !slices.IsSorted(progress) {
		t.Errorf("stored %q, progress %v", places, progress)
	}
}

// picky refuses batches with an article of one title.
type picky struct {
	corpus.Store
	refuse string
}

func (p *picky) Put(ctx context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	for _, s := range batch {
		if s.Article.Title == p.refuse {
			return nil, corpus.Errorf(corpus.Invalid, "no")
		}
	}
	return p.Store.Put(ctx, batch)
}

// TestCancelAndRepeat cancels an import after every number of batches: what was reported is in the store, and the same
// import again gives the store that one undisturbed gives.
func TestCancelAndRepeat(t *testing.T) {
	t.Parallel()
	const items = 60
	whole := memstore.New()
	if _, err := ingester(t, ingest.Config{Store: whole}).Run(t.Context(), stories(items, nil), ingest.Watch{}); err != nil {
		t.Fatal(err)
	}
	want := contents(t, whole)
	for after := 1; after < 8; after++ {
		store := memstore.New()
		in := ingester(t, ingest.Config{Store: store, BatchSize: 6, Workers: 2})
		ctx, cancel := context.WithCancel(t.Context())
		batches := 0
		report, err := in.Run(ctx, stories(items, nil), ingest.Watch{Progress: func(ingest.Report) {
			if batches++; batches == after {
				cancel()
			}
		}})
		cancel()
		if !errors.Is(err, context.Canceled) || report.New == 0 || report.New == items {
			t.Fatalf("after %d batches: %+v, %v", after, report, err)
		}
		if got := len(contents(t, store)); got != report.New {
			t.Fatalf("%d articles stored, %d reported", got, report.New)
		}
		again, err := in.Run(t.Context(), stories(items, nil), ingest.Watch{})
		if err != nil || again.Unchanged != report.New || again.New != items-report.New {
			t.Fatalf("again: %+v, %v", again, err)
		}
		if diff := cmp.Diff(want, contents(t, store), cmp.AllowUnexported(corpus.Decimal{})); diff != "" {
			t.Fatal(diff)
		}
	}
}

// failing fails after a number of batches, as a full disk does.
type failing struct {
	corpus.Store
	left int
}

func (f *failing) Put(ctx context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	if f.left--; f.left < 0 {
		return nil, corpus.Errorf(corpus.Unavailable, "the disk is full")
	}
	return f.Store.Put(ctx, batch)
}

func TestStoreFails(t *testing.T) {
	t.Parallel()
	store := &failing{memstore.New(), 3}
	report, err := ingester(t, ingest.Config{Store: store, BatchSize: 5}).Run(t.Context(), stories(100, nil), ingest.Watch{})
	if corpus.KindOf(err) != corpus.Unavailable || !strings.Contains(err.Error(), "disk is full") || report.New != 15 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestStreamFails(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	for name, end := range map[string]func(yield func(corpus.Raw, error) bool){
		"error": func(yield func(corpus.Raw, error) bool) { yield(corpus.Raw{}, boom) },
		"panic": func(func(corpus.Raw, error) bool) { panic("boom") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report, err := ingester(t, ingest.Config{Store: memstore.New()}).Run(t.Context(), func(yield func(corpus.Raw, error) bool) {
				for raw := range stories(3, nil) {
					if !yield(raw, nil) {
						return
					}
				}
				end(yield)
			}, ingest.Watch{})
			if err == nil || !strings.Contains(err.Error(), "boom") || report.New != 3 {
				t.Errorf("%+v, %v", report, err)
			}
		})
	}
}

// TestSlowStream: an article does not wait for a batch to fill.
func TestSlowStream(t *testing.T) {
	t.Parallel()
	stored := make(chan struct{})
	var once sync.Once
	in := ingester(t, ingest.Config{Store: memstore.New(), BatchWait: time.Millisecond})
	report, err := in.Run(t.Context(), func(yield func(corpus.Raw, error) bool) {
		for raw := range stories(2, nil) {
			if !yield(raw, nil) {
				return
			}
			select {
			case <-stored:
			case <-t.Context().Done():
			}
		}
	}, ingest.Watch{Fate: func(corpus.Fate) { once.Do(func() { close(stored) }) }})
	if err != nil || report.New != 2 {
		t.Errorf("%+v, %v", report, err)
	}
}

// TestLargeItems: items that together pass what may be in flight do not stop each other.
func TestLargeItems(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("x", 20<<20)
	odd := make(map[int]func(*corpus.Raw))
	for i := range 6 {
		odd[i] = func(r *corpus.Raw) { r.Original.Bytes = append(r.Original.Bytes, large...) }
	}
	report, err := ingester(t, ingest.Config{Store: memstore.New(), BatchWait: time.Hour}).Run(t.Context(), stories(6, odd), ingest.Watch{})
	if err != nil || report.New != 6 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestReportCounts(t *testing.T) {
	t.Parallel()
	odd := map[int]func(*corpus.Raw){
		0: func(r *corpus.Raw) { r.URL = "ftp://example.org/a" },
		1: func(r *corpus.Raw) { r.Title = "Bad \uFFFD letter" },
	}
	report, err := ingester(t, ingest.Config{Store: memstore.New()}).Run(t.Context(), stories(3, odd), ingest.Watch{})
	if err != nil || report.Notes != 1 || report.Replaced != 1 {
		t.Errorf("%+v, %v", report, err)
	}
}

// copying calls every article after the first a copy of it.
type copying struct {
	corpus.Store
	first corpus.ID
}

func (c *copying) Put(ctx context.Context, batch []corpus.Submission) ([]corpus.Outcome, error) {
	outcomes, err := c.Store.Put(ctx, batch)
	for i := range outcomes {
		if c.first == "" {
			c.first = outcomes[i].ID
		} else if outcomes[i].ID != c.first {
			outcomes[i].CopyOf = c.first
		}
	}
	return outcomes, err
}

// TestFates: each item has one fate, with what is known of it.
func TestFates(t *testing.T) {
	t.Parallel()
	in := ingester(t, ingest.Config{Store: &copying{Store: memstore.New()}, BatchSize: 2})
	run := func(text string) ([]corpus.Fate, ingest.Report) {
		var fates []corpus.Fate
		odd := map[int]func(*corpus.Raw){
			0: func(r *corpus.Raw) { r.URL, r.Text, r.Published = "https://a.example/0", text, "01/02/2025" },
			2: func(r *corpus.Raw) { r.Text = "" },
		}
		report, err := in.Run(t.Context(), stories(4, odd), ingest.Watch{Fate: func(f corpus.Fate) { fates = append(fates, f) }})
		if err != nil || len(fates) != 4 {
			t.Fatalf("%d fates, %v", len(fates), err)
		}
		return fates, report
	}
	fates, report := run("First text.")
	if diff := cmp.Diff(corpus.Fate{
		Place: "s.jsonl:1", Line: 1, Status: "created", ID: fates[0].ID, Revision: 1, Title: "Story 0 from Freedonia", URL: "https://a.example/0",
		Notes: []string{`the date "01/02/2025" was left out: it is not one, or could mean several`},
	}, fates[0]); diff != "" || fates[0].ID == "" {
		t.Error(diff)
	}
	if f := fates[1]; f.Status != "copy" || f.CopyOf != fates[0].ID || report.New != 3 || report.Copies != 2 {
		t.Errorf("%+v, %+v", f, report)
	}
	if diff := cmp.Diff(corpus.Fate{Place: "s.jsonl:3", Line: 3, Status: "rejected", Reason: "bad record"}, fates[2]); diff != "" {
		t.Error(diff)
	}
	fates, report = run("Second text.")
	if fates[0].Status != "updated" || fates[0].Revision != 2 || fates[1].Status != "unchanged" || report.Copies != 0 || report.Changed != 1 {
		t.Errorf("%+v, %+v", fates, report)
	}
}

// TestGroups: what was set aside is grouped by what was wrong, and the groups are bounded.
func TestGroups(t *testing.T) {
	t.Parallel()
	var r ingest.Report
	for i := range 500 {
		r.Count(corpus.Fate{Status: "rejected", Place: fmt.Sprintf("a.csv:%d", i), Reason: fmt.Sprintf("the row has %d cells and the header 7", i)})
		r.Count(corpus.Fate{Status: "rejected", Place: "b.html", Class: "consent wall", Reason: strings.Repeat("x", i)})
	}
	if len(r.Groups) != 2 || r.Groups[0].Count != 500 || !cmp.Equal(r.Groups[0].Places, []string{"a.csv:0", "a.csv:1", "a.csv:2"}) ||
		r.Groups[0].Reason != "the row has 0 cells and the header 7" || r.Groups[1].Class != "consent wall" {
		t.Errorf("%+v", r.Groups)
	}
	for i := range 500 {
		r.Count(corpus.Fate{Status: "rejected", Place: "c", Reason: strings.Repeat("y", i+1)})
	}
	if last := r.Groups[len(r.Groups)-1]; len(r.Groups) != 100 || !last.Other || r.SetAside != 1500 || last.Count < 100 {
		t.Errorf("%d groups, the last %+v, %d in all", len(r.Groups), last, r.SetAside)
	}
}

// TestLimit: a run ends after so many articles, those set aside not counted.
func TestLimit(t *testing.T) {
	t.Parallel()
	store := memstore.New()
	odd := map[int]func(*corpus.Raw){3: func(r *corpus.Raw) { r.Text = "" }}
	report, err := ingester(t, ingest.Config{Store: store, Limit: 10, BatchSize: 4}).Run(t.Context(), stories(1000, odd), ingest.Watch{})
	if err != nil || report.New != 10 || report.SetAside != 1 || len(contents(t, store)) != 10 {
		t.Errorf("%+v, %v", report, err)
	}
}

// dawdling takes long over the first article, until all others are annotated.
type dawdling struct {
	facts
	others *sync.WaitGroup
}

func (d dawdling) Annotate(title, body, language string) corpus.Annotations {
	if strings.HasPrefix(title, "Story 0 ") {
		d.others.Wait()
	} else {
		d.others.Done()
	}
	return d.facts.Annotate(title, body, language)
}

// TestSlowItem: one that takes long holds none of the hundreds behind it back from being prepared.
func TestSlowItem(t *testing.T) {
	t.Parallel()
	const items = 600
	var others sync.WaitGroup
	others.Add(items - 1)
	in := ingester(t, ingest.Config{Store: memstore.New(), Annotator: dawdling{"v1", &others}, Workers: 2})
	if report, err := in.Run(t.Context(), stories(items, nil), ingest.Watch{}); err != nil || report.New != items {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	if _, err := ingest.New(ingest.Config{}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("New without an annotator: %v", err)
	}
	if _, err := ingester(t, ingest.Config{}).Run(t.Context(), stories(1, nil), ingest.Watch{}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("Run without a store: %v", err)
	}
}
