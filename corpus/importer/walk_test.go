package importer_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/importer"
)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// outline is the titles read and the reasons, in order.
func outline(results []result) []string {
	var lines []string
	for _, r := range results {
		if r.Aside != nil {
			lines = append(lines, "! "+filepath.Base(r.Aside.Place)+": "+r.Aside.Reason)
			continue
		}
		lines = append(lines, r.Raw.Title)
	}
	return lines
}

func wantOutline(t *testing.T, got []result, want ...string) {
	t.Helper()
	g, w := strings.Join(outline(got), "\n"), strings.Join(want, "\n")
	if g != w {
		t.Errorf("got:\n%s\nwant:\n%s", g, w)
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b", "two.txt"), "Two\nText.\n")
	write(t, filepath.Join(dir, "a.txt"), "One\nText.\n")
	write(t, filepath.Join(dir, "b", "a", "three.txt"), "Three\nText.\n")
	write(t, filepath.Join(dir, ".hidden", "x.txt"), "Hidden\nText.\n")
	write(t, filepath.Join(dir, ".DS_Store"), "Hidden\nText.\n")
	write(t, filepath.Join(dir, "empty.txt"), "")
	for link, target := range map[string]string{"loop": dir, "c-link.txt": "a.txt", "gone.txt": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	const link = "a symbolic link inside a folder is not followed; name its target to import it"
	wantOutline(t, read(t, importer.Options{}, nil, dir),
		"One", "Three", "Two", "! c-link.txt: "+link, "! empty.txt: no text: the file is empty",
		"! gone.txt: "+link, "! loop: "+link)
	wantOutline(t, read(t, importer.Options{}, nil, filepath.Join(dir, "c-link.txt"), filepath.Join(dir, ".DS_Store")), "One", "Hidden")
}

func TestNotRegular(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo.txt")
	if err := syscall.Mkfifo(fifo, 0o644); err != nil {
		t.Skip(err)
	}
	write(t, filepath.Join(dir, "z.txt"), "After\nText.\n")
	const pipe = "! fifo.txt: a named pipe, not a file; pipe it into standard input (-)"
	wantOutline(t, read(t, importer.Options{}, nil, dir), pipe, "After")
	wantOutline(t, read(t, importer.Options{}, nil, fifo, "/dev/zero", "/no/such/file"),
		pipe, "! zero: a device, not a file", "! file: no such file or folder")
}

func TestProc(t *testing.T) {
	t.Parallel()
	const file = "/proc/self/status"
	if _, err := os.Stat(file); err != nil {
		t.Skip(err)
	}
	wantOutline(t, read(t, importer.Options{}, nil, file), "! status: no text: the file is empty")
}

func TestNoPermission(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := t.TempDir()
	closed := write(t, filepath.Join(dir, "closed.txt"), "Closed\nText.\n")
	write(t, filepath.Join(dir, "open.txt"), "Open\nText.\n")
	write(t, filepath.Join(dir, "folder", "x.txt"), "X\nText.\n")
	for _, path := range []string{closed, filepath.Join(dir, "folder")} {
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	}
	wantOutline(t, read(t, importer.Options{}, nil, dir),
		"! closed.txt: no permission to read it", "! folder: no permission to read it", "Open")
}

// TestFileChanges appends to a file from within its reading.
func TestFileChanges(t *testing.T) {
	t.Parallel()
	path := write(t, filepath.Join(t.TempDir(), "a.jsonl"), `{"title":"One","text":"x"}`+"\n"+`{"title":"Two","text":"x"}`+"\n")
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []result
	for raw, err := range im.Read(t.Context(), nil, path) {
		var aside *corpus.SetAside
		if errors.As(err, &aside) {
			got = append(got, result{Aside: aside})
			continue
		}
		got = append(got, result{Raw: raw})
		write(t, path, "gone\n")
	}
	last := got[len(got)-1]
	if last.Aside == nil || !strings.Contains(last.Aside.Reason, "changed while it was read") {
		t.Errorf("got %q", outline(got))
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 10 {
		write(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), "Title\nText.\n")
	}
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	items := 0
	var last error
	for _, last = range im.Read(ctx, nil, dir) {
		items++
		cancel()
	}
	if items != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d items, last error %v; want one item and the context's error", items, last)
	}
}

// TestCancelWaitingForStdin: a reading of an input that says nothing ends with its context.
func TestCancelWaitingForStdin(t *testing.T) {
	t.Parallel()
	silent, w := io.Pipe()
	defer w.Close()
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	for _, err := range im.Read(ctx, silent, "-") {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
}

func TestBreak(t *testing.T) {
	t.Parallel()
	im, err := importer.New(importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range im.Read(t.Context(), strings.NewReader("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), "-", "-") {
		break
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "One\nText.\n")
	write(t, filepath.Join(dir, "sub", "b.zip"), zipped(t, entry{name: "x.txt", body: "Two\n" + strings.Repeat("text ", 5000)}))
	write(t, filepath.Join(dir, ".hidden"), "not counted")
	var last int64
	read(t, importer.Options{Progress: func(done int64) {
		if done < last {
			t.Errorf("progress went back from %d to %d", last, done)
		}
		last = done
	}}, nil, dir)
	if size := importer.Size(dir, "-", "/no/such/file"); size != last || size == 0 {
		t.Errorf("Size is %d and the last progress %d", size, last)
	}
}
