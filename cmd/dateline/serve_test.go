package main

import (
	"net"
	"strings"
	"testing"
)

func TestReachable(t *testing.T) {
	t.Parallel()
	for listening, want := range map[string]string{
		"127.0.0.1:80": "127.0.0.1:80", "[::1]:80": "[::1]:80", "192.0.2.7:80": "192.0.2.7:80",
		"0.0.0.0:80": "127.0.0.1:80", "[::]:80": "127.0.0.1:80",
	} {
		addr, err := net.ResolveTCPAddr("tcp", listening)
		if err != nil {
			t.Fatal(err)
		}
		if got := reachable(addr); got != want {
			t.Errorf("a server at %s is asked at %s, want %s", listening, got, want)
		}
	}
}

func TestBusyPort(t *testing.T) {
	t.Parallel()
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, stderr, code := cli(t, "", "demo", "--addr", ln.Addr().String())
	if code != exitFailed || !strings.Contains(stderr, "--addr 127.0.0.1:0") || strings.Contains(stderr, "sample") {
		t.Errorf("demo: exit code %d, %q; want a failure before anything is imported", code, stderr)
	}
}

func TestServeWithoutArticles(t *testing.T) {
	t.Parallel()
	_, log := started(t, "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0")
	eventually(t, "the server says that there is nothing to search", func() bool { return strings.Contains(log.String(), "dateline import") })
}
