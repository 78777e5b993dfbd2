package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestWatch: files that arrive or change are imported when they rest, each once, also over a new start.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir, data := t.TempDir(), t.TempDir()
	save := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("a.jsonl", `{"url":"https://a.example/1","title":"Ferry","text":"The ferry sails on Monday."}`)
	stop, said := watching(t, data, dir)
	said.wait(t, "a.jsonl: 1 new, 0 changed, 0 unchanged, 0 set aside")
	save("b.csv", germanTable)
	said.wait(t, "b.csv: 2 new, 0 changed, 0 unchanged, 1 set aside")
	save("a.jsonl", `{"url":"https://a.example/1","title":"Ferry","text":"The ferry sails on Tuesday."}`)
	said.wait(t, "a.jsonl: 0 new, 1 changed, 0 unchanged, 0 set aside")
	if code := stop(); code != exitDone {
		t.Errorf("exit code %d\n%s", code, said)
	}
	stop, said = watching(t, data, dir)
	save("c.txt", "Bridge\n\nThe bridge at Linden is open.")
	said.wait(t, "c.txt: 1 new")
	if stop(); strings.Contains(said.String(), "a.jsonl") || strings.Contains(said.String(), "b.csv") {
		t.Errorf("a new start reads files again:\n%s", said)
	}
	if n := searchJSON(t, "--data", data).Total; n != 4 {
		t.Errorf("%d articles, want 4", n)
	}
}

// watching starts to watch a folder. stop ends it as Ctrl-C does and returns the exit code.
func watching(t *testing.T, data, dir string) (stop func() int, said *lines) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said = new(lines)
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"import", "--data", data, "--watch", dir}, strings.NewReader(""), said, said)
	}()
	return func() int {
		cancel()
		return <-code
	}, said
}

// lines gathers what a command says while it runs.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// wait waits until something was said.
func (l *lines) wait(t *testing.T, what string) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !strings.Contains(l.String(), what); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%q is not said:\n%s", what, l)
		}
	}
}
