package main

import (
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
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

// A terminal that is closed ends the demo as Ctrl-C does: nothing is left behind.
func TestDemoLeavesNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("sends signals")
	}
	t.Parallel()
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(s) {
			continue // as nohup has it, and then children ignore it too
		}
		c, _ := child(t, "demo", "--addr", "127.0.0.1:0")
		temp, said := t.TempDir(), new(buffer)
		c.Env = append(c.Env, "TMPDIR="+temp)
		c.Stdout, c.Stderr = said, said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the demo says its address", func() bool { return addressInLog.MatchString(said.String()) })
		if err := c.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		err := c.Wait()
		left, globErr := filepath.Glob(filepath.Join(temp, "*"))
		if err != nil || globErr != nil || len(left) > 0 {
			t.Errorf("after %v: %v, %v, left behind: %v\n%s", s, err, globErr, left, said)
		}
	}
}

func TestServeWithoutArticles(t *testing.T) {
	t.Parallel()
	_, log := started(t, "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0")
	eventually(t, "the server says that there is nothing to search", func() bool { return strings.Contains(log.String(), "dateline import") })
}
