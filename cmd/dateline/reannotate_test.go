package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/store"
	"dateline/web/api"

	"github.com/google/go-cmp/cmp"
)

// outdate gives every article of a store facts of an older program, which found nothing, and returns the articles and the
// position of the store.
func outdate(t *testing.T, data, version string) (map[corpus.ID][]corpus.Article, corpus.Seq) {
	t.Helper()
	s := opened(t, data)
	ids, err := s.Outdated(t.Context(), version, "", 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	records, err := s.Records(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	var old []corpus.Annotated
	for _, id := range ids {
		old = append(old, corpus.Annotated{ID: id, Revision: records[id].Article.Revision, Annotations: corpus.Annotations{Version: version}})
	}
	if err := s.Annotate(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	info, err := s.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return history(t, s), info.Head
}

func opened(t *testing.T, data string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dataDir(data).store(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// history is every article of a store with all its revisions, without facts.
func history(t *testing.T, s *store.Store) map[corpus.ID][]corpus.Article {
	t.Helper()
	changes, err := s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	all := map[corpus.ID][]corpus.Article{}
	for _, c := range changes {
		if c.Kind == corpus.ChangeDeleted {
			continue
		}
		if all[c.ID], err = s.Revisions(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// verifyRenewed expects facts of this program everywhere, one change of facts for each article at least, no other change
// since, and the articles as they were.
func verifyRenewed(t *testing.T, data string, before map[corpus.ID][]corpus.Article, since corpus.Seq) {
	t.Helper()
	s := opened(t, data)
	annotator, err := entity.New()
	if err != nil {
		t.Fatal(err)
	}
	counts, err := s.Annotators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{annotator.Version(): len(before)}, counts); diff != "" {
		t.Errorf("annotators (-want +got):\n%s", diff)
	}
	changes, err := s.Changes(t.Context(), since, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	changed := map[corpus.ID]bool{}
	for _, c := range changes {
		changed[c.ID] = true
		if c.Kind != corpus.ChangeAnnotated {
			t.Errorf("change %d of %s is %s", c.Seq, c.ID, c.Kind)
		}
	}
	if len(changed) != len(before) {
		t.Errorf("%d articles changed, want %d", len(changed), len(before))
	}
	if diff := cmp.Diff(before, history(t, s)); diff != "" {
		t.Errorf("articles (-before +after):\n%s", diff)
	}
}

const oldVersion = "person-0 country-0 money-0"

func TestReannotateCommand(t *testing.T) {
	t.Parallel()
	data := imported(t)
	found := searchJSON(t, "--data", data, "country:kp").Total
	before, since := outdate(t, data, oldVersion)
	if n := searchJSON(t, "--data", data, "country:kp").Total; n != 0 || found == 0 {
		t.Fatalf("%d found with facts, %d without", found, n)
	}
	note := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(note, []byte("A note\n\nNothing happened."), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := mustCLI(t, "", "import", "--data", data, note); !strings.Contains(said, "'dateline reannotate' brings them up to date") {
		t.Errorf("an import says %q", said)
	}
	mustCLI(t, "", "delete", "--data", data, string(searchJSON(t, "--data", data, "title:note").Results[0].ID))
	if _, said := mustCLI(t, "", "reannotate", "--data", data); !strings.Contains(said, "brought up to date") {
		t.Errorf("it says %q", said)
	}
	since += 2 // the note came and went
	verifyRenewed(t, data, before, since)
	if n := searchJSON(t, "--data", data, "country:kp").Total; n != found {
		t.Errorf("%d found, want %d as before", n, found)
	}
	if _, said := mustCLI(t, "", "reannotate", "--data", data); !strings.Contains(said, "All facts are of this version") {
		t.Errorf("again it says %q", said)
	}
}

// An older program leaves the facts of a newer one alone.
func TestReannotateNewerFacts(t *testing.T) {
	t.Parallel()
	data := imported(t)
	const newer = "person-999 country-999 money-999 language-999"
	_, since := outdate(t, data, newer)
	if _, said := mustCLI(t, "", "reannotate", "--data", data); !strings.Contains(said, "newer version") {
		t.Errorf("it says %q", said)
	}
	if info, err := opened(t, data).Info(t.Context()); err != nil || info.Head != since {
		t.Errorf("%d changes, want %d: %v", info.Head, since, err)
	}
}

func TestReannotateWithoutStore(t *testing.T) {
	t.Parallel()
	if _, said, code := cli(t, "", "reannotate", "--data", t.TempDir()); code != exitFailed || !strings.Contains(said, "dateline import") {
		t.Errorf("exit code %d, %q", code, said)
	}
}

// A server brings old facts up to date while it answers, and says how far it is; the index follows.
func TestServeReannotates(t *testing.T) {
	t.Parallel()
	data := imported(t)
	before, since := outdate(t, data, oldVersion)
	addr, log := started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	eventually(t, "articles are found by their new facts", func() bool {
		status, body := get(t, "http://"+addr+"/api/v1/search?q=country:kp")
		var reply api.Reply
		if err := json.Unmarshal([]byte(body), &reply); err != nil || status != 200 {
			t.Fatalf("%d %v: %s", status, err, body)
		}
		return reply.Total > 0
	})
	var status api.Status
	eventually(t, "all facts are new", func() bool {
		_, body := get(t, "http://"+addr+"/api/v1/index")
		if err := json.Unmarshal([]byte(body), &status); err != nil {
			t.Fatal(err)
		}
		return !status.Facts.Running
	})
	if f := status.Facts; f.Outdated != len(before) || f.Done != len(before) || f.Failed+f.Newer != 0 {
		t.Errorf("%+v of %d articles", f, len(before))
	}
	if said := log.String(); !strings.Contains(said, "while searches are answered") || !strings.Contains(said, "brought up to date.") {
		t.Errorf("it says %q", said)
	}
	verifyRenewed(t, data, before, since)
}

// TestKilledReannotate kills it at random moments until it ends by itself.
func TestKilledReannotate(t *testing.T) {
	if testing.Short() {
		t.Skip("kills several processes")
	}
	t.Parallel()
	news, data := filepath.Join(t.TempDir(), "news"), filepath.Join(t.TempDir(), "data")
	writeNews(t, news)
	importToEnd(t, data, news)
	before, since := outdate(t, data, oldVersion)
	killed := 0
	for ended := false; !ended; {
		c, said := child(t, "reannotate", "--data", data)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(100*time.Millisecond+rand.N(500*time.Millisecond), func() {
			if killed < 20 {
				_ = c.Process.Kill()
			}
		})
		err := c.Wait()
		timer.Stop()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.Exited()) {
			t.Fatalf("after %d kills: %v\n%s", killed, err, said)
		}
		if ended = err == nil; !ended {
			killed++
		}
	}
	t.Logf("killed %d times", killed)
	verifyRenewed(t, data, before, since)
	if stdout, _ := mustCLI(t, "", "check", "--data", data); !strings.Contains(stdout, " 0 damaged\n") {
		t.Errorf("check says %q", stdout)
	}
	if n := searchJSON(t, "--data", data, "country:pe").Total; n == 0 {
		t.Error("the index lacks the new facts")
	}
}

// A store that fails does not end the server: the refresher says so and tries again.
func TestRefresherTriesAgain(t *testing.T) {
	t.Parallel()
	data := imported(t)
	before, since := outdate(t, data, oldVersion)
	s := opened(t, data)
	ingester, err := (&program{stderr: io.Discard}).newIngester(s)
	if err != nil {
		t.Fatal(err)
	}
	said := new(buffer)
	r := refresher{ingester: ingester, store: &moody{Store: s, fails: 2}, say: said, pause: time.Millisecond}
	if err := r.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(said.String(), "tried again"); n != 2 {
		t.Errorf("failed %d times:\n%s", n, said)
	}
	verifyRenewed(t, data, before, since)
}

// moody is a store that cannot be written to a few times.
type moody struct {
	*store.Store
	fails int
}

func (m *moody) Annotate(ctx context.Context, batch []corpus.Annotated) error {
	if m.fails--; m.fails >= 0 {
		return corpus.Errorf(corpus.Unavailable, "the disk is full")
	}
	return m.Store.Annotate(ctx, batch)
}
