package frontier_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/corpus/sqldb"
	"dateline/crawl/frontier"
)

// The variables make this test binary a crawler that works the frontier at a path and "fetches" from a recorder at
// an address: it sends a line with the URL and gets lines with links, and prints the URLs of the leases that it ended.
const (
	crawlerPath     = "DATELINE_TEST_CRAWLER"
	crawlerRecorder = "DATELINE_TEST_RECORDER"
)

const (
	killHosts   = 10
	killPages   = 63 // of each host: page n links to 2n and 2n+1
	killGap     = 40 * time.Millisecond
	killWorkers = 6
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crawlerPath); path != "" {
		if err := crawlAll(context.Background(), path, os.Getenv(crawlerRecorder)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// crawlAll fetches until nothing is due.
func crawlAll(ctx context.Context, path, recorder string) error {
	db, err := sqldb.OpenSQLite(ctx, path, sqldb.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	f, err := frontier.Open(ctx, db, frontier.Options{Alone: true, Gap: killGap})
	if err != nil {
		return err
	}
	var roots []frontier.Found
	for h := range killHosts {
		roots = append(roots, link(fmt.Sprintf("https://h%d.example/1", h)))
	}
	if _, err := f.Add(ctx, roots); err != nil {
		return err
	}
	for {
		leases, err := f.Next(ctx, killWorkers)
		if err != nil {
			return err
		}
		if len(leases) == 0 {
			lull, err := f.Lull(ctx)
			if err != nil || lull > time.Minute {
				return errors.Join(err, db.Close())
			}
			time.Sleep(lull)
			continue
		}
		errs := make([]error, len(leases))
		var wg sync.WaitGroup
		for i, l := range leases {
			wg.Go(func() { errs[i] = crawlOne(ctx, f, l, recorder) })
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
	}
}

func crawlOne(ctx context.Context, f *frontier.Frontier, l frontier.Lease, recorder string) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", recorder)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := fmt.Fprintln(conn, l.URL); err != nil {
		return err
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	var links []frontier.Found
	for _, u := range strings.Fields(string(answer)) {
		links = append(links, link(u))
	}
	if _, err := f.Add(ctx, links); err != nil {
		return err
	}
	if err := f.Done(ctx, l, frontier.Fetched{Article: true, Hash: "h"}); err != nil {
		return err
	}
	_, err = fmt.Println(l.URL) // acknowledged
	return err
}

// recorder is the fake web: it answers with links and writes down what came when.
type recorder struct {
	listener net.Listener
	working  sync.WaitGroup

	mu    sync.Mutex
	round int
	hits  []hit
	ended map[string]int // round in which the lease of a URL was ended
	begun chan struct{}  // gets a value at each request, if somebody waits
}

type hit struct {
	url, host string
	round     int
	at        time.Time // before the answer went out
}

func newRecorder(t *testing.T) *recorder {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &recorder{listener: l, ended: make(map[string]int), begun: make(chan struct{}, 1)}
	var accepting sync.WaitGroup
	accepting.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			r.working.Go(func() { r.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		accepting.Wait()
		r.working.Wait()
	})
	return r
}

func (r *recorder) serve(conn net.Conn) {
	defer conn.Close()
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return // died before it asked
	}
	var host, page int
	if _, err := fmt.Sscanf(line, "https://h%d.example/%d", &host, &page); err != nil {
		return
	}
	r.mu.Lock()
	r.hits = append(r.hits, hit{url: strings.TrimSpace(line), host: fmt.Sprint(host), round: r.round, at: time.Now()})
	r.mu.Unlock()
	select {
	case r.begun <- struct{}{}:
	default:
	}
	for _, n := range []int{2 * page, 2*page + 1} {
		if n <= killPages {
			fmt.Fprintf(conn, "https://h%d.example/%d\n", host, n)
		}
	}
}

// TestKill kills a crawler again and again: every page is fetched, none twice but for a process that died over it, and no host is
// asked before its gap has passed.
func TestKill(t *testing.T) {
	t.Parallel()
	rounds := 50
	if testing.Short() {
		rounds = 6
	}
	path := filepath.Join(t.TempDir(), "store.db")
	r := newRecorder(t)
	rng := rand.New(rand.NewPCG(3, 4))
	killed := 0
	for round := range rounds {
		r.start(round)
		if !r.crawl(t, path, time.Duration(rng.IntN(int(3*killGap)))) {
			break
		}
		killed++
	}
	r.start(rounds)
	if r.crawl(t, path, -1) {
		t.Fatal("the last crawler did not end by itself")
	}
	r.check(t, killed)
}

func (r *recorder) start(round int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.round = round
	select {
	case <-r.begun:
	default:
	}
}

// crawl runs a crawler, kills it some time after its first request unless life is negative, and reports whether it was killed. When it
// returns all that the crawler asked is written down.
func (r *recorder) crawl(t *testing.T, path string, life time.Duration) (killed bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), crawlerPath+"="+path, crawlerRecorder+"="+r.listener.Addr().String())
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if life >= 0 {
		select {
		case <-r.begun:
			timer := time.NewTimer(life)
			select {
			case <-timer.C:
				_ = cmd.Process.Kill()
			case err := <-ended:
				ended <- err
			}
			timer.Stop()
		case err := <-ended:
			ended <- err
		}
	}
	err := <-ended
	r.catchUp(t)
	for _, u := range strings.Fields(stdout.String()) {
		r.ended[u] = r.round
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == -1 {
		return true
	}
	if err != nil {
		t.Fatalf("a crawler failed: %v\n%s", err, stderr.String())
	}
	return false
}

// catchUp waits until all connections made so far are served: they are accepted in their order.
func (r *recorder) catchUp(t *testing.T) {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", r.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprintln(conn, "nothing"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(conn); err != nil {
		t.Fatal(err)
	}
	r.working.Wait()
}

func (r *recorder) check(t *testing.T, killed int) {
	t.Helper()
	fetched, last := map[string]int{}, map[string]hit{}
	before := map[string]hit{}
	repeated := map[int]int{}
	closest := time.Hour
	for _, h := range r.hits {
		if fetched[h.url]++; fetched[h.url] > 1 {
			repeated[last[h.url].round]++
			if round, ended := r.ended[h.url]; ended && h.round > round {
				t.Errorf("%s was fetched in round %d though its lease was ended in round %d", h.url, h.round, round)
			}
			if last[h.url].round == h.round {
				t.Errorf("%s was fetched twice by one process", h.url)
			}
		}
		last[h.url] = h
		if prev, ok := before[h.host]; ok {
			rest := h.at.Sub(prev.at)
			closest = min(closest, rest)
			if rest < killGap {
				t.Errorf("host %s was asked %s after the request before (rounds %d and %d)", h.host, rest, prev.round, h.round)
			}
		}
		before[h.host] = h
	}
	doubled := 0
	for round, n := range repeated {
		doubled += n
		if n > killWorkers {
			t.Errorf("%d pages of the process killed in round %d were fetched again, which had %d leases", n, round, killWorkers)
		}
	}
	if len(fetched) != killHosts*killPages {
		t.Errorf("%d of %d pages were fetched", len(fetched), killHosts*killPages)
	}
	t.Logf("%d kills, %d requests, %d pages, %d fetched again, closest requests to a host %s apart (gap %s)",
		killed, len(r.hits), len(fetched), doubled, closest.Round(time.Millisecond), killGap)
}
