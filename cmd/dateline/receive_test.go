package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/web/api"
)

// sent posts a body and returns the answer as one document.
func sent(t *testing.T, addr, query, mediaType string, body []byte, header ...string) (int, api.Taken, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+addr+"/api/v1/articles"+query, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mediaType)
	r.Header.Set("Accept", "application/json")
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var taken api.Taken
	_ = json.Unmarshal(answer, &taken) // a problem has none of its fields
	return response.StatusCode, taken, string(answer)
}

func gzipped(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, s); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// story is an invented page or text about one thing.
func story(thing string) string {
	return fmt.Sprintf("The %s of Quillmouth was moved on Monday, the council said, after two years of talks about what it would cost the town.\n\n"+
		"Nobody had seen the %s for a month. The mayor, Ottoline Farrow, said that $%d,000 had been set aside for it.", thing, thing, len(thing))
}

func pageOf(thing string) string {
	title := "Quillmouth moves its " + thing
	return "<!doctype html><html lang=en><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" +
		strings.ReplaceAll(story(thing), "\n\n", "</p><p>") + "</p></article></body></html>"
}

func record(thing string) string {
	b, _ := json.Marshal(map[string]string{"id": thing, "source": "quill.example", "title": "The " + thing + " is moved", "text": story(thing)})
	return string(b)
}

func warcOf(url, page string) string {
	payload := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-02-01T10:00:00Z\r\n"+
		"WARC-Record-ID: <urn:uuid:6f1c3a52-0000-4000-8000-000000000001>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(payload), payload)
}

func feedOf(things ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Quill</title><link>https://quill.example/</link>`)
	for _, thing := range things {
		fmt.Fprintf(&b, "<item><title>A new %s</title><link>https://quill.example/%s</link><description>%s</description></item>", thing, thing, story(thing))
	}
	return b.String() + "</channel></rss>"
}

// Articles of every kind are taken over the network as from files, and twice changes nothing.
func TestSendArticles(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	addr, _ := started(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	for _, c := range []struct {
		name, query, mediaType string
		body                   []byte
		items                  int
		header                 []string
	}{
		{"an object", "", "application/json", []byte(record("clock")), 1, nil},
		{"an array", "", "application/json", []byte("[" + record("bell") + "," + record("gate") + "]"), 2, nil},
		{"lines", "", "application/x-ndjson", []byte(record("bridge") + "\n" + record("crane") + "\n"), 2, nil},
		{"lines, packed", "", "application/x-ndjson", gzipped(t, record("well")+"\n"), 1, []string{"Content-Encoding: gzip"}},
		{"lines in a gzip file", "", "application/gzip", gzipped(t, record("mill")+"\n"), 1, nil},
		{"other keys", "?map=title%3Dhead,text%3Dstory", "application/json", []byte(`{"id":"k1","source":"quill.example","head":"The kiln is moved","story":"` + strings.ReplaceAll(story("kiln"), "\n", `\n`) + `"}`), 1, nil},
		{"a table", "?source=quill.example", "text/csv", []byte("id,title,text\n7,The stairs are moved,\"" + story("stairs") + "\"\n"), 1, nil},
		{"text", "?source=quill.example", "text/plain; charset=utf-8", []byte("The pump is moved\n\n" + story("pump")), 1, nil},
		{"a page", "?url=https://quill.example/statue", "text/html", []byte(pageOf("statue")), 1, nil},
		{"a feed", "", "application/rss+xml", []byte(feedOf("ferry", "tram")), 2, nil},
		{"a web archive", "", "application/warc", []byte(warcOf("https://quill.example/tower", pageOf("tower"))), 1, nil},
		{"a web archive, packed", "", "application/octet-stream", gzipped(t, warcOf("https://quill.example/oven", pageOf("oven"))), 1, nil},
		{"a zip archive", "?url=https://quill.example/not-of-all", "application/zip", zipped(t, map[string]string{"a.html": pageOf("boathouse"), "b.html": pageOf("orchard")}), 2, nil},
		{"a mail", "", "message/rfc822", []byte("From: desk@quill.example\r\nTo: all@quill.example\r\nSubject: The fountain is moved\r\nDate: Mon, 2 Feb 2026 10:00:00 +0000\r\nMessage-ID: <f1@quill.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.ReplaceAll(story("fountain"), "\n", "\r\n")), 1, nil},
	} {
		status, taken, answer := sent(t, addr, c.query, c.mediaType, c.body, c.header...)
		if want := map[bool]int{true: 201, false: 200}[c.items == 1]; status != want || taken.Created+taken.Copies != c.items || !taken.Done {
			t.Errorf("%s: %d, want %d articles: %s", c.name, status, c.items, answer)
		}
		for _, f := range taken.Items {
			if !strings.HasPrefix(f.Place, "body") || f.Title == "" {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		if status, taken, answer = sent(t, addr, c.query, c.mediaType, c.body, c.header...); status != 200 || taken.Unchanged != c.items {
			t.Errorf("%s, again: %d %s", c.name, status, answer)
		}
	}
	_, taken, _ := sent(t, addr, "", "application/json", []byte(strings.Replace(record("clock"), "on Monday", "on Tuesday", 1)))
	if len(taken.Items) != 1 || taken.Items[0].Status != corpus.FateUpdated || taken.Items[0].Revision != 2 {
		t.Errorf("a changed text: %+v", taken)
	}
	eventually(t, "what was sent is found", func() bool {
		_, body := get(t, "http://"+addr+"/api/v1/search?q=statue")
		var reply api.Reply
		return json.Unmarshal([]byte(body), &reply) == nil && reply.Total == 1
	})
}

func TestSendWhatIsNoArticle(t *testing.T) {
	t.Parallel()
	addr, _ := started(t, "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0", "--max-body", "1")
	for _, c := range []struct {
		name, query, mediaType, body string
		status                       int
		says                         string
	}{
		{"a picture as text", "", "text/plain", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", 422, "rejected"},
		{"broken JSON", "", "application/json", `{"title": "x"`, 422, "rejected"},
		{"no text", "", "application/json", `{"id": "1"}`, 422, "rejected"},
		{"deep JSON", "", "application/json", strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200), 422, "rejected"},
		{"an unknown format", "?format=docx", "text/plain", "x", 400, "docx"},
		{"a wrong map", "?map=title", "application/json", record("x"), 400, "title"},
		{"too large", "", "text/plain", strings.Repeat("word ", 300_000), 413, "too-large"},
		{"blank", "", "text/plain", " \n ", 400, "empty"},
	} {
		if status, _, answer := sent(t, addr, c.query, c.mediaType, []byte(c.body)); status != c.status || !strings.Contains(answer, c.says) {
			t.Errorf("%s: %d %.300s; want %d and %s", c.name, status, answer, c.status, c.says)
		}
	}
	if status, _, answer := sent(t, addr, "", "application/x-ndjson", []byte(strings.Repeat("no JSON\n", 3)+record("lamp"))); status != 200 || !strings.Contains(answer, `"rejected":3`) {
		t.Errorf("one good line of four: %d %s", status, answer)
	}
	if status, _, answer := sent(t, addr, "", "text/plain", gzipped(t, strings.Repeat("x", 50<<20)), "Content-Encoding: gzip"); status != 413 && status != 422 {
		t.Errorf("a bomb: %d %.300s", status, answer)
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	stdout, stderr := mustCLI(t, "", "keys", "add", "--data", data, "--scope", "write", "--name", "newsroom")
	key := strings.TrimSpace(stdout)
	if strings.Count(stdout, "\n") != 1 || !strings.HasPrefix(key, "dl_") || strings.Contains(stderr, key) {
		t.Errorf("keys add says %q and %q", stdout, stderr)
	}
	id := strings.Split(key, "_")[1]
	addr, log := started(t, "serve", "-v", "--data", data, "--addr", "0.0.0.0:0")
	if status, _, answer := sent(t, addr, "", "application/json", []byte(record("organ"))); status != http.StatusUnauthorized {
		t.Errorf("without a key at a server of the network: %d %s", status, answer)
	}
	if status, _, answer := sent(t, addr, "", "application/json", []byte(record("organ")), "Authorization: Bearer "+key); status != http.StatusCreated {
		t.Errorf("with the key: %d %s", status, answer)
	}
	list, _ := mustCLI(t, "", "keys", "list", "--data", data)
	if !strings.Contains(list, id) || !strings.Contains(list, "newsroom") || strings.Contains(list, key) || strings.Contains(list, "never") {
		t.Errorf("keys list says %q", list)
	}
	mustCLI(t, "", "keys", "revoke", "--data", data, id)
	if status, _, answer := sent(t, addr, "", "application/json", []byte(record("altar")), "Authorization: Bearer "+key); status != http.StatusUnauthorized {
		t.Errorf("with a revoked key: %d %s", status, answer)
	}
	if list, _ = mustCLI(t, "", "keys", "list", "--data", data); !strings.Contains(list, "revoked") {
		t.Errorf("keys list says %q", list)
	}
	if strings.Contains(log.String(), key) {
		t.Error("the log holds the key")
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"revoke", "--data", data, id}, exitFailed, "was revoked"},
		{[]string{"revoke", "--data", data, "nobody"}, exitFailed, "no key"},
		{[]string{"add", "--data", data}, exitUsage, "scope"},
		{[]string{"add", "--data", data, "--scope", "all"}, exitUsage, "write"},
	} {
		if stdout, stderr, code := cli(t, "", append([]string{"keys"}, c.args...)...); code != c.code || !strings.Contains(stderr, c.says) || stdout != "" {
			t.Errorf("keys %v: %d %q %q", c.args, code, stdout, stderr)
		}
	}
}

// What a server answered is stored, whatever happens to the server then.
func TestKilledServerKeepsWhatItAnswered(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a process")
	}
	t.Parallel()
	data, said := t.TempDir(), new(buffer)
	c, _ := child(t, "serve", "--data", data, "--addr", "127.0.0.1:0")
	c.Stdout, c.Stderr = said, said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the server says its address", func() bool { return addressInLog.MatchString(said.String()) })
	address := addressInLog.FindStringSubmatch(said.String())[1]
	body, source := io.Pipe()
	go func() {
		for i := 0; ; i++ {
			if _, err := io.WriteString(source, record(fmt.Sprintf("thing%d", i))+"\n"); err != nil {
				return
			}
		}
	}()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+address+"/api/v1/articles", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-ndjson")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answered []string
	lines := bufio.NewScanner(response.Body)
	for len(answered) < 500 && lines.Scan() {
		var f corpus.Fate
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil || f.ID == "" {
			t.Fatalf("%v: %s", err, lines.Bytes())
		}
		answered = append(answered, string(f.ID))
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // it was killed
	_ = body.Close()
	if _, stderr := mustCLI(t, "", append([]string{"delete", "--data", data}, answered...)...); !strings.Contains(stderr, fmt.Sprint(len(answered))+" articles deleted") {
		t.Errorf("of %d answered: %s", len(answered), stderr)
	}
}
