package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/ingest"
)

const (
	watchPause   = time.Second      // between looks at the folders, and how long a file must rest
	watchRetry   = 10 * time.Second // after a failure
	watchBatch   = 500              // files of one import
	watchByName  = 20               // files of one import that are told one by one
	watchSlowest = 10               // looking takes at most this part of the time
)

// stamp is what a file looked like.
type stamp struct {
	Size    int64  `json:"size"`
	Changed int64  `json:"changed"` // Unix time in nanoseconds
	Read    uint64 `json:"read"`    // how it is read: of the options
}

// watcher finds files that were added or changed and rest. What was imported is remembered in a file of the data folder, so that a
// new start reads only what is new; losing that file costs time and changes nothing.
type watcher struct {
	folders []string
	read    uint64
	path    string
	done    map[string]stamp // by absolute path
	last    map[string]stamp // at the last look
}

func newWatcher(folders []string, with importFlags, path string) (*watcher, error) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q %q %q", with.format, with.source, with.fields)
	w := &watcher{read: h.Sum64(), path: path, done: make(map[string]stamp)}
	for _, folder := range folders {
		abs, err := filepath.Abs(folder)
		if err != nil {
			return nil, fmt.Errorf("watching %s: %w", folder, err)
		}
		w.folders = append(w.folders, abs)
	}
	if b, err := os.ReadFile(path); err == nil {
		_ = json.Unmarshal(b, &w.done) // damaged: everything is read once more
	}
	return w, nil
}

// look returns the files that are to be imported, in order, with their stamps.
func (w *watcher) look(now time.Time) (paths []string, stamps map[string]stamp) {
	seen := make(map[string]stamp)
	for _, folder := range w.folders {
		w.walk(folder, seen)
	}
	stamps = make(map[string]stamp)
	for path, s := range seen {
		before, known := w.last[path]
		rested := known && before == s || now.Sub(time.Unix(0, s.Changed)) > 2*watchPause
		if rested && w.done[path] != s {
			paths = append(paths, path)
			stamps[path] = s
		}
	}
	w.last = seen
	slices.Sort(paths)
	return paths, stamps
}

func (w *watcher) walk(folder string, seen map[string]stamp) {
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // gone again, or not to be read: it is looked at again
		case path != folder && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			if info, err := entry.Info(); err == nil && info.Size() > 0 {
				seen[path] = stamp{info.Size(), info.ModTime().UnixNano(), w.read}
			}
		}
		return nil
	})
}

// imported remembers files. Those that are gone are forgotten.
func (w *watcher) imported(stamps map[string]stamp) error {
	maps.Copy(w.done, stamps)
	maps.DeleteFunc(w.done, func(path string, _ stamp) bool {
		_, here := w.last[path]
		return !here && w.watches(path)
	})
	b, err := json.Marshal(w.done)
	if err != nil {
		return fmt.Errorf("remembering what was imported: %w", err)
	}
	tmp := w.path + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return fmt.Errorf("remembering what was imported: %w", err)
	}
	if err := os.Rename(tmp, w.path); err != nil {
		return fmt.Errorf("remembering what was imported: %w", err)
	}
	return nil
}

func (w *watcher) watches(path string) bool {
	return slices.ContainsFunc(w.folders, func(folder string) bool { return strings.HasPrefix(path, folder+string(filepath.Separator)) })
}

// watch imports what is in the folders and then what is added or changes, until ctx ends.
func (job *importJob) watch(ctx context.Context) error {
	w, err := newWatcher(job.paths, job.with, job.p.dataDir().watched())
	if err != nil {
		return err
	}
	fmt.Fprintf(job.p.stderr, "Watching %s (Ctrl-C ends it)\n", strings.Join(job.paths, ", "))
	for {
		began := time.Now()
		paths, stamps := w.look(began)
		pause := max(watchPause, watchSlowest*time.Since(began))
		for batch := range slices.Chunk(paths, watchBatch) {
			if err := job.arrived(ctx, w, batch, stamps); err != nil && ctx.Err() == nil {
				fmt.Fprintf(job.p.stderr, "dateline: %v\nTrying again in %v.\n", err, watchRetry)
				pause = watchRetry
				break
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// arrived imports some files and says what became of them.
func (job *importJob) arrived(ctx context.Context, w *watcher, paths []string, stamps map[string]stamp) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	reports := make(map[string]*ingest.Report)
	var all ingest.Report
	job.tell = func(f corpus.Fate) {
		all.Count(f)
		name := fileOf(f)
		if reports[name] == nil {
			reports[name] = new(ingest.Report)
		}
		reports[name].Count(f)
	}
	err := job.run(ctx, paths)
	if len(reports) > watchByName {
		fmt.Fprintf(job.p.stderr, "%d files: %s\n", len(reports), counts(all))
		showAside(job.p.stderr, "  ", all.Groups)
	} else {
		for _, name := range slices.Sorted(maps.Keys(reports)) {
			fmt.Fprintf(job.p.stderr, "%s: %s\n", name, counts(*reports[name]))
			showAside(job.p.stderr, "  ", reports[name].Groups)
		}
	}
	if err != nil {
		return err
	}
	done := make(map[string]stamp, len(paths))
	for _, path := range paths {
		done[path] = stamps[path]
	}
	return errors.Join(w.imported(done), ctx.Err())
}
