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
		SetAside: func(s corpus.SetAside) { reasons = append(reasons, s.Error()) },
		Stored:   func(place string, _ corpus.Outcome) { places = append(places, place) },
		Progress: func(r ingest.Report) { progress = append(progress, r.Items()) },
	})
	if err != nil || report.New != 16 || report.SetAside != 4 || len(report.Sample) != 4 {
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
	}, ingest.Watch{Stored: func(string, corpus.Outcome) { once.Do(func() { close(stored) }) }})
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

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	if _, err := ingest.New(ingest.Config{}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("New without an annotator: %v", err)
	}
	if _, err := ingester(t, ingest.Config{}).Run(t.Context(), stories(1, nil), ingest.Watch{}); corpus.KindOf(err) != corpus.Invalid {
		t.Errorf("Run without a store: %v", err)
	}
}
