package index_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/store"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/query"

	"github.com/google/go-cmp/cmp"
)

// killed tells the test binary to be the process that is killed: it follows the store in
// this folder, or with killedRebuild set builds the index anew again and again.
const (
	killed        = "DATELINE_TEST_KILLED"
	killedRebuild = "DATELINE_TEST_KILLED_REBUILD"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killed); dir != "" {
		if err := beKilled(dir, os.Getenv(killedRebuild) != ""); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func beKilled(dir string, rebuild bool) error {
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(dir, "store"), store.Options{})
	if err != nil {
		return err
	}
	x, err := index.Open(ctx, index.Options{Generations: bleveindex.NewGenerations(filepath.Join(dir, "index"), bleveindex.Options{}), Store: s, Poll: time.Millisecond})
	if err != nil {
		return err
	}
	for rebuild {
		if err := x.Rebuild(ctx, nil); err != nil {
			return err
		}
	}
	return x.Follow(ctx)
}

// TestKill kills a process that follows a store at random moments, again and again. Each time the index must open (unless none
// was ever complete) and hold exactly what its position says; at the end it must catch up with the store.
func TestKill(t *testing.T) {
	t.Parallel()
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	dir := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(dir, "store"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	k := &killing{dir: dir, store: s, random: r, life: 200 * time.Millisecond}
	for round := range rounds {
		k.write(t, 30)
		k.kill(t, round%5 == 4)
		k.verify(t, round)
	}
	k.finish(t)
	if k.built == 0 || k.moved < rounds/4 {
		t.Errorf("of %d processes %d were killed after a first build and %d after the index had moved: too few to tell", rounds, k.built, k.moved)
	}
}

type killing struct {
	dir    string
	store  corpus.Store
	random *rand.Rand
	puts   int
	life   time.Duration // of a child on average: as long as this machine takes to get somewhere
	last   corpus.Seq    // position seen in the round before
	built  int
	moved  int
}

// write puts, changes and deletes articles.
func (k *killing) write(t *testing.T, n int) {
	var batch []corpus.Submission
	for range n {
		k.puts++
		it := item{title: fmt.Sprintf("Article %d", k.puts), body: fmt.Sprintf("Body number%d of many.", k.puts), domain: "a.example", language: "en"}
		batch = append(batch, it.submission(k.random.IntN(400)))
	}
	out, err := k.store.Put(t.Context(), batch)
	if err != nil {
		t.Error(err)
		return
	}
	if k.random.IntN(4) == 0 {
		if _, err := k.store.Delete(t.Context(), []corpus.ID{out[0].ID, out[1].ID}); err != nil {
			t.Error(err)
		}
	}
}

// kill runs a child for a random while, in which the store goes on growing, and kills it.
func (k *killing) kill(t *testing.T, rebuild bool) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), killed+"="+k.dir)
	if rebuild {
		child.Env = append(child.Env, killedRebuild+"=1")
	}
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	end := time.Now().Add(k.life/4 + time.Duration(k.random.Int64N(int64(k.life*3/2))))
	var writer sync.WaitGroup
	writer.Go(func() {
		for time.Now().Before(end) {
			k.write(t, 5)
			time.Sleep(3 * time.Millisecond)
		}
	})
	time.Sleep(time.Until(end))
	if err := child.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = child.Wait()
	writer.Wait()
}

// verify compares what the killed process left with the store as it was at the index's position.
func (k *killing) verify(t *testing.T, round int) {
	t.Helper()
	e, _, err := bleveindex.NewGenerations(filepath.Join(k.dir, "index"), bleveindex.Options{}).Open(t.Context())
	if corpus.KindOf(err) == corpus.NotFound && k.built == 0 {
		k.life = min(k.life*3/2, 2*time.Second)
		return
	}
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	defer e.Close()
	k.built++
	s, err := e.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if position := s.Position().Seq; position < k.last {
		t.Fatalf("round %d: the index went back from %d to %d", round, k.last, position)
	} else if position > k.last {
		k.last = position
		k.moved++
		k.life = max(k.life*4/5, 100*time.Millisecond)
	} else {
		k.life = min(k.life*3/2, 2*time.Second)
	}
	later := k.changedAfter(t, k.last)
	want := k.articles(t)
	got := indexed(t, s)
	for id := range want {
		if _, there := got[id]; !there && !later[id] {
			t.Errorf("round %d: article %s is lost at %d", round, id, k.last)
		}
	}
	for id, n := range got {
		if _, there := want[id]; (!there && !later[id]) || n != 1 {
			t.Errorf("round %d: article %s is %d times in the index at %d", round, id, n, k.last)
		}
	}
}

func (k *killing) changedAfter(t *testing.T, after corpus.Seq) map[corpus.ID]bool {
	changed := map[corpus.ID]bool{}
	changes, err := k.store.Changes(t.Context(), after, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		changed[c.ID] = true
	}
	return changed
}

// articles returns the titles of all articles of the store.
func (k *killing) articles(t *testing.T) map[corpus.ID]string {
	ids, err := k.store.BySource(t.Context(), "a.example", "", 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	records, err := k.store.Records(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	titles := map[corpus.ID]string{}
	for id, r := range records {
		titles[id] = r.Article.Title
	}
	return titles
}

// indexed counts how often each id is in an index.
func indexed(t *testing.T, s index.Snapshot) map[corpus.ID]int {
	found, err := s.Search(t.Context(), index.Search{Query: query.All{}, Sort: index.ByNewest, Size: index.MaxSize})
	if err != nil {
		t.Fatal(err)
	}
	if found.Total != s.Count() || found.Total > index.MaxSize {
		t.Errorf("%d documents, %d found", s.Count(), found.Total)
	}
	times := map[corpus.ID]int{}
	for _, h := range found.Hits {
		times[h.ID]++
	}
	return times
}

// finish lets an index catch up and compares every article's words with the store.
func (k *killing) finish(t *testing.T) {
	x, err := index.Open(t.Context(), index.Options{Generations: bleveindex.NewGenerations(filepath.Join(k.dir, "index"), bleveindex.Options{}), Store: k.store})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if err := x.CatchUp(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	want := k.articles(t)
	got := map[corpus.ID]string{}
	for n := range k.puts {
		r, err := x.Search(t.Context(), index.Request{Text: fmt.Sprintf("number%d", n+1)})
		if err != nil {
			t.Fatal(err)
		}
		for _, res := range r.Results {
			got[res.Record.Article.ID] = fmt.Sprintf("Article %d", n+1)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 || x.Status().Documents != len(want) {
		t.Errorf("%d articles, %d documents: %s", len(want), x.Status().Documents, diff)
	}
}
