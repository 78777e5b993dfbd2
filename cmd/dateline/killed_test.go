package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/store"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// asProgram tells the test binary to be the program itself, so that it can be killed.
const asProgram = "DATELINE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// child is a process of its own that runs one command line.
func child(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), self, args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	return c, &said
}

const (
	kills       = 50
	longestWait = 1500 * time.Millisecond // before a kill; an import takes longer where the race detector is on
)

// TestKilledImport kills imports at random moments and runs the same command again until it ends by itself, then
// begins anew, until there were enough kills. Each time every article must be there exactly once.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("kills dozens of processes")
	}
	t.Parallel()
	news := filepath.Join(t.TempDir(), "news")
	words := writeNews(t, news)
	undisturbed := filepath.Join(t.TempDir(), "data")
	length := importToEnd(t, undisturbed, news)
	want := verifyImported(t, undisturbed, words)
	rounds := 0
	for killed := 0; killed < kills; rounds++ {
		data := filepath.Join(t.TempDir(), "data")
		for ended := false; !ended && killed < kills; {
			if ended = importKilled(t, data, news, rand.N(min(length, longestWait))); !ended {
				killed++
			}
		}
		importToEnd(t, data, news)
		if diff := cmp.Diff(want, verifyImported(t, data, words)); diff != "" {
			t.Errorf("after kills (-undisturbed +killed):\n%s", diff)
		}
	}
	t.Logf("an import takes %v; %d were begun anew", length, rounds)
}

// TestInterruptedImport ends imports as Ctrl-C does: they end soon, and what they counted is stored.
func TestInterruptedImport(t *testing.T) {
	if testing.Short() {
		t.Skip("starts several processes")
	}
	t.Parallel()
	news, data := filepath.Join(t.TempDir(), "news"), filepath.Join(t.TempDir(), "data")
	words := writeNews(t, news)
	stored := 0
	for range 4 {
		c, said := child(t, "import", "--data", data, news)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300*time.Millisecond + rand.N(300*time.Millisecond))
		_ = c.Process.Signal(os.Interrupt)
		if err := c.Wait(); err != nil && (said.Len() == 0 || said.String() == "dateline: stopped\n") {
			continue // it had not begun to import
		}
		var fresh int
		_, err := fmt.Sscanf(said.String(), "%d new,", &fresh)
		if stopped := strings.Contains(said.String(), "Stopped. What is counted above is stored"); err != nil || stopped != (c.ProcessState.ExitCode() == exitFailed) {
			t.Fatalf("exit code %d, %v\n%s", c.ProcessState.ExitCode(), err, said)
		}
		stored += fresh
		if n := searchJSON(t, "--data", data).Total; n != stored {
			t.Errorf("%d articles, %d were counted", n, stored)
		}
	}
	importToEnd(t, data, news)
	verifyImported(t, data, words)
}

// importToEnd runs an import and returns how long it took.
func importToEnd(t *testing.T, data, news string) time.Duration {
	t.Helper()
	start := time.Now()
	c, said := child(t, "import", "--data", data, news)
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if !strings.Contains(said.String(), " 0 changed,") || !strings.Contains(said.String(), " 0 set aside") {
		t.Errorf("the import says %q", said)
	}
	return time.Since(start)
}

// importKilled runs an import, kills it after a while, and reports whether it ended before.
func importKilled(t *testing.T, data, news string, after time.Duration) bool {
	t.Helper()
	c, said := child(t, "import", "--data", data, news)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = c.Process.Kill() })
	err := c.Wait()
	timer.Stop()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.Exited()) {
		t.Fatalf("an import after kills: %v\n%s", err, said)
	}
	return err == nil
}

// verifyImported expects every article once, in the store and in the index, and returns them. words says how many articles hold a word.
func verifyImported(t *testing.T, data string, words map[string]int) map[corpus.ID]corpus.Article {
	t.Helper()
	total := words[everywhere]
	s, err := store.Open(t.Context(), dataDir(data).store(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	changes, err := s.Changes(t.Context(), 0, 10*total)
	if err != nil {
		t.Fatal(err)
	}
	urls := make(map[string]bool)
	articles := make(map[corpus.ID]corpus.Article)
	for _, change := range changes {
		records, err := s.Records(t.Context(), []corpus.ID{change.ID})
		if err != nil {
			t.Fatal(err)
		}
		a := records[change.ID].Article
		if a.Revision != 1 || change.Kind != corpus.ChangePut || a.URL == "" || urls[a.URL] {
			t.Errorf("article %s, %s: revision %d, last %s", a.ID, a.URL, a.Revision, change.Kind)
		}
		urls[a.URL] = true
		articles[a.ID] = a
	}
	if len(urls) != total {
		t.Errorf("%d articles in the store, want %d", len(urls), total)
	}
	stdout, _ := mustCLI(t, "", "check", "--data", data)
	if holds := fmt.Sprintf(" holds %d articles, the store %d, both %d; at change %d of %d", total, total, total, total, total); !strings.Contains(stdout, " 0 damaged\n") || !strings.Contains(stdout, holds) {
		t.Errorf("check says %q", stdout)
	}
	for word, n := range words {
		if found := searchJSON(t, "--data", data, word).Total; found != n {
			t.Errorf("%q: %d found, want %d", word, found, n)
		}
	}
	return articles
}

// everywhere is a word of every article that writeNews writes.
const everywhere = "lantern"

// writeNews writes invented articles in several formats to a folder, and returns how many hold each of some words.
func writeNews(t *testing.T, dir string) map[string]int {
	t.Helper()
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	words := map[string]int{}
	n := 0
	take := func(format string, count int) []map[string]string {
		var list []map[string]string
		for range count {
			n++
			place := []string{"Peru", "Georgia", "Norway"}[n%3]
			words[everywhere]++
			words[format]++
			words[place]++
			list = append(list, map[string]string{
				"url":   fmt.Sprintf("https://%s.example/%d", format, n),
				"title": fmt.Sprintf("Minister Ada Brook opens %s %s number %d", everywhere, format, n),
				"text":  strings.Repeat(fmt.Sprintf("The lamp in %s cost $%d million, said Tomas Ferro of the harbour board.\n\n", place, n), 1+n%9),
			})
		}
		return list
	}
	save := func(name string, content []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("a.jsonl", asLines(take("ledger", 300)))
	save("b.jsonl.gz", gzipBytes(asLines(take("gazette", 150))))
	save("c.csv", asCSV(take("register", 150)))
	array, _ := json.Marshal(map[string]any{"articles": take("bulletin", 100)})
	save("d.json", array)
	save("e.zip", asZip(take("courier", 50)))
	save("f.tar.gz", gzipBytes(asTar(take("herald", 50))))
	save("h.tar.zst", zstdBytes(asTar(take("monitor", 50))))
	save("i.warc.gz", asWARC(take("observer", 60)))
	save("j.xml", asFeed(take("sentinel", 60)))
	for i, a := range take("tribune", 20) {
		save(fmt.Sprintf("g%d.html", i), asPage(a))
	}
	return words
}

func asLines(list []map[string]string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for _, a := range list {
		_ = encoder.Encode(a)
	}
	return b.Bytes()
}

func asCSV(list []map[string]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"url", "title", "text"})
	for _, a := range list {
		_ = w.Write([]string{a["url"], a["title"], a["text"]})
	}
	w.Flush()
	return b.Bytes()
}

func asPage(a map[string]string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><title>%s</title><link rel="canonical" href="%s"></head>
<body><article><h1>%[1]s</h1><p>%[3]s</p></article></body></html>`, a["title"], a["url"], strings.Join(strings.Split(a["text"], "\n\n"), "</p><p>"))
}

// asWARC makes a web archive of answers, each record compressed by itself.
func asWARC(list []map[string]string) []byte {
	var b bytes.Buffer
	for i, a := range list {
		page := asPage(a)
		answer := fmt.Appendf(nil, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(page), page)
		b.Write(gzipBytes(fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n"+
			"WARC-Target-URI: %s\r\nWARC-Date: 2025-02-03T10:15:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			i, a["url"], len(answer), answer)))
	}
	return b.Bytes()
}

// asFeed makes an RSS feed with the whole texts.
func asFeed(list []map[string]string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Sentinel</title><link>https://sentinel.example/</link>`)
	for _, a := range list {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>\n",
			a["title"], a["url"], strings.Join(strings.Split(a["text"], "\n\n"), "</p><p>"))
	}
	b.WriteString("</channel></rss>")
	return b.Bytes()
}

func zstdBytes(content []byte) []byte {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	defer z.Close()
	return z.EncodeAll(content, nil)
}

func asZip(list []map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, a := range list {
		w, _ := z.Create(fmt.Sprintf("%d.html", i))
		_, _ = w.Write(asPage(a))
	}
	_ = z.Close()
	return b.Bytes()
}

func asTar(list []map[string]string) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i, a := range list {
		page := asPage(a)
		_ = w.WriteHeader(&tar.Header{Name: fmt.Sprintf("%d.html", i), Mode: 0o600, Size: int64(len(page)), Typeflag: tar.TypeReg})
		_, _ = w.Write(page)
	}
	_ = w.Close()
	return b.Bytes()
}

func gzipBytes(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(content)
	_ = z.Close()
	return b.Bytes()
}
