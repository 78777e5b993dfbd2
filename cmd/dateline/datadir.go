package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"dateline/corpus"

	"github.com/gofrs/flock"
)

// dataDir is a folder that holds one store and the index derived from it.
//
//	store.db      the articles (SQLite): the truth
//	index/        the index, which can be deleted at any time
//	index.lock    held by the one process that has the index open; says who that is
//	watched.json  the files that 'import --watch' has read, with size and time of change; can be deleted
type dataDir string

// defaultDataDir is "dateline" under the user's data directory.
func defaultDataDir() string {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "dateline")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "dateline-data"
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "dateline")
	case "windows":
		if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, "dateline")
		}
	}
	return filepath.Join(home, ".local", "share", "dateline")
}

func (p *program) dataDir() dataDir {
	if p.data != "" {
		return dataDir(p.data)
	}
	return dataDir(defaultDataDir())
}

func (d dataDir) store() string { return filepath.Join(string(d), "store.db") }
func (d dataDir) index() string { return filepath.Join(string(d), "index") }
func (d dataDir) watched() string {
	return filepath.Join(string(d), "watched.json")
}
func (d dataDir) lock() string { return filepath.Join(string(d), "index.lock") }

// requireStore returns a clear error where there is no store yet.
func (d dataDir) requireStore() error {
	if info, err := os.Stat(string(d)); err == nil && !info.IsDir() {
		return usageError{fmt.Errorf("%s is a file: --data names the folder that holds the articles and the index", d)}
	}
	if _, err := os.Stat(d.store()); errors.Is(err, fs.ErrNotExist) {
		return corpus.Errorf(corpus.NotFound, "there are no articles in %s yet: add some with 'dateline import PATH', or name another folder with --data", d)
	} else if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	return nil
}

// holder is who has the index of a data folder open.
type holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Addr    string    `json:"addr,omitempty"` // of a server: host:port
	Since   time.Time `json:"since"`
}

func (h holder) String() string {
	s := fmt.Sprintf("'dateline %s' (process %d)", h.Command, h.PID)
	if h.Addr != "" {
		s += " at http://" + h.Addr
	}
	return s
}

// heldError says that another process has the index open.
type heldError struct {
	dir    dataDir
	holder holder
}

func (e *heldError) Error() string {
	return fmt.Sprintf("the index in %s is open in %s: stop that first, or use another folder with --data", e.dir, e.holder)
}

// lease is the right to open the index of a data folder; the operating system ends it with the process.
type lease struct {
	lock *flock.Flock
	path string
	me   holder
}

// lease takes the right to open the index, or returns a *heldError at once.
func (d dataDir) lease(command string) (*lease, error) {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return nil, d.unwritable(err)
	}
	l := &lease{lock: flock.New(d.lock()), path: d.lock(), me: holder{PID: os.Getpid(), Command: command, Since: time.Now().UTC()}}
	got, err := l.lock.TryLock()
	if err != nil {
		return nil, d.unwritable(err)
	}
	if !got {
		return nil, &heldError{d, d.holder()}
	}
	if err := l.write(); err != nil {
		_ = l.lock.Close()
		return nil, d.unwritable(err)
	}
	return l, nil
}

// unwritable says what to do where the data folder cannot be written.
func (d dataDir) unwritable(err error) error {
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return corpus.Errorf(corpus.Unavailable, "the data folder %s cannot be written: check its permissions, or name another folder with --data: %w", d, err)
	}
	return corpus.Errorf(corpus.Unavailable, "the data folder %s cannot be used: %w", d, err)
}

// holder reads who says to hold the index. It may be out of date by a moment.
func (d dataDir) holder() holder {
	h := holder{Command: "…"}
	if b, err := os.ReadFile(d.lock()); err == nil {
		_ = json.Unmarshal(b, &h) // half-written for a moment: then nobody is named
	}
	return h
}

// announce records the address that a server answers at.
func (l *lease) announce(addr string) error {
	l.me.Addr = addr
	return l.write()
}

// write records who holds the index. On a full disk nobody is named: searching goes on.
func (l *lease) write() error {
	b, err := json.Marshal(l.me)
	if err != nil {
		return err
	}
	if err := os.WriteFile(l.path, b, 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("writing who holds the index: %w", err)
	}
	return nil
}

func (l *lease) release() error {
	if err := os.Truncate(l.path, 0); err != nil {
		return errors.Join(err, l.lock.Close())
	}
	return l.lock.Close()
}
