package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/corpus"
	"dateline/corpus/store"
)

// writerPath, if set, makes this test binary a process that writes to the store there
// until it is killed, and prints the number of each acknowledged article.
const writerPath = "DATELINE_TEST_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerPath); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	goleak.VerifyTestMain(m)
}

func writeForever(path string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	info, err := s.Info(ctx)
	if err != nil {
		return err
	}
	for n := info.Articles; ; n += 3 {
		out, err := s.Put(ctx, []corpus.Submission{article(n), reprinted(n, 1, " And that was all."), reprinted(n, 2, "")})
		if err != nil {
			return err
		}
		for i := range out {
			fmt.Println(n + i)
		}
	}
}

// TestKill kills a writing process again and again: what it acknowledged is there, batches are
// whole, and nothing is damaged.
func TestKill(t *testing.T) {
	t.Parallel()
	path := tempPath(t)
	rounds := 50
	if testing.Short() {
		rounds = 3
	}
	last := -1
	for round := range rounds {
		if acked := runWriter(t, path, time.Duration(1+7*(round%12))*time.Millisecond); acked >= 0 {
			last = acked
		}
		s := open(t, path)
		info, err := s.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if info.Articles < last+1 || info.Articles%3 != 0 || int(info.Head) != info.Articles {
			t.Fatalf("article %d was acknowledged, but the store has %+v", last, info)
		}
		wantSound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if last < 0 {
		t.Error("no round acknowledged anything")
	}
}

// runWriter kills a writer some time after it opened the store and returns the last article it acknowledged,
// -1 if none.
func runWriter(t *testing.T, path string, life time.Duration) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), writerPath+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := -1
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatal(err)
		}
		if last < 0 {
			time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
		}
		last = n
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the writer ended by itself")
	}
	return last
}
