package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/index"

	"github.com/gofrs/flock"
)

var _ index.Generations = (*Generations)(nil)

// Generations lie in one folder:
//
//	CURRENT        the name of the current generation and a newline
//	gen-1, gen-2   a generation each: scorch's files and manifest.json
//	new-3          one being made; renamed when it can be opened, else left over from a crash
//	lock, holder   held by the process that uses the folder, and what it says of itself
//
// A file is replaced by writing another beside it, fsync, rename and fsync of the folder. What is neither
// current nor open is left over and removed by the next Open.
type Generations struct {
	dir     string
	options Options

	mu    sync.Mutex
	lock  *flock.Flock
	inUse map[string]int // engines open on each generation
}

const (
	currentFile = "CURRENT"
	lockFile    = "lock"
	holderFile  = "holder"
	genPrefix   = "gen-"
	newPrefix   = "new-"
)

// NewGenerations returns the generations below a folder, which is made when first needed.
func NewGenerations(dir string, o Options) *Generations {
	return &Generations{dir: dir, options: o.withDefaults(), lock: flock.New(filepath.Join(dir, lockFile)), inUse: map[string]int{}}
}

// Open implements index.Generations.
func (g *Generations) Open(context.Context) (index.Engine, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.hold(); err != nil {
		return nil, "", err
	}
	defer g.letGo()
	name, err := g.current()
	if err != nil {
		g.sweep("")
		return nil, "", err
	}
	e, err := g.open(name)
	var reason *unusable
	if errors.As(err, &reason) {
		return nil, "", corpus.Errorf(corpus.NotFound, "index generation %s cannot be used: %w", name, reason)
	}
	if err != nil {
		return nil, "", fmt.Errorf("opening index generation %s: %w", name, err)
	}
	g.sweep(name)
	return e, name, nil
}

// open checks a generation and opens it.
func (g *Generations) open(name string) (*Engine, error) {
	dir := filepath.Join(g.dir, name)
	if g.inUse[name] > 0 {
		return nil, corpus.Errorf(corpus.Conflict, "it is open already")
	}
	if err := checkManifest(dir); err != nil {
		return nil, err
	}
	if err := checkFiles(dir); err != nil {
		return nil, err
	}
	e, err := newEngine(dir, g.options, func() { g.closed(name) })
	if err != nil {
		return nil, unusablef("it does not open: %w", err)
	}
	if st, err := e.state(); err != nil {
		e.release = nil
		return nil, errors.Join(unusablef("its position cannot be read: %w", err), e.Close())
	} else if st.Position == (index.Position{}) {
		e.options.Logger.Debug("index is empty", "dir", dir)
	}
	g.inUse[name]++
	return e, nil
}

// closed notes that an engine was closed, and lets go of the folder after the last.
func (g *Generations) closed(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inUse[name]--; g.inUse[name] <= 0 {
		delete(g.inUse, name)
	}
	g.letGo()
}

// Create implements index.Generations. The new generation is on the disk, empty, before it gets its name.
func (g *Generations) Create(context.Context) (index.Engine, string, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.hold(); err != nil {
		return nil, "", err
	}
	defer g.letGo()
	n, err := g.next()
	if err != nil {
		return nil, "", err
	}
	name, temp := genPrefix+strconv.Itoa(n), filepath.Join(g.dir, newPrefix+strconv.Itoa(n))
	if err := g.make(temp); err != nil {
		return nil, "", errors.Join(fmt.Errorf("making an index generation: %w", err), os.RemoveAll(temp))
	}
	if err := os.Rename(temp, filepath.Join(g.dir, name)); err != nil {
		return nil, "", err
	}
	if err := syncDir(g.dir); err != nil {
		return nil, "", err
	}
	e, err := g.open(name)
	if err != nil {
		return nil, "", fmt.Errorf("opening the new index generation %s: %w", name, err)
	}
	return e, name, nil
}

// make writes an empty generation.
func (g *Generations) make(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	e, err := newEngine(dir, g.options, nil)
	if err != nil {
		return err
	}
	err = e.Apply(context.Background(), index.Batch{})
	if err := errors.Join(err, e.Close()); err != nil {
		return err
	}
	if err := syncAll(dir); err != nil {
		return err
	}
	return writeManifest(dir)
}

// next returns a number above that of every generation there is.
func (g *Generations) next() (int, error) {
	names, err := g.names()
	if err != nil {
		return 0, err
	}
	highest := 0
	for _, name := range names {
		highest = max(highest, number(name))
	}
	if current, err := g.current(); err == nil {
		highest = max(highest, number(current))
	}
	return highest + 1, nil
}

// names lists the generations, finished or not.
func (g *Generations) names() ([]string, error) {
	entries, err := os.ReadDir(g.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() && number(entry.Name()) > 0 {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// number returns N of gen-N or new-N, or 0 for any other name.
func number(name string) int {
	digits, found := strings.CutPrefix(name, genPrefix)
	if !found {
		digits, found = strings.CutPrefix(name, newPrefix)
	}
	n, err := strconv.Atoi(digits)
	if !found || err != nil || n <= 0 {
		return 0
	}
	return n
}

// Promote implements index.Generations.
func (g *Generations) Promote(_ context.Context, name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	dir := filepath.Join(g.dir, name)
	if number(name) == 0 || !strings.HasPrefix(name, genPrefix) {
		return corpus.Errorf(corpus.NotFound, "%q is no index generation", name)
	}
	if err := checkManifest(dir); err != nil {
		return corpus.Errorf(corpus.NotFound, "index generation %s cannot be used: %w", name, err)
	}
	if err := syncAll(dir); err != nil {
		return err
	}
	return writeDurably(filepath.Join(g.dir, currentFile), []byte(name+"\n"))
}

// Discard implements index.Generations.
func (g *Generations) Discard(_ context.Context, name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if current, err := g.current(); err == nil && current == name {
		return corpus.Errorf(corpus.Conflict, "index generation %s is current", name)
	}
	if g.inUse[name] > 0 {
		return corpus.Errorf(corpus.Conflict, "index generation %s is open", name)
	}
	if number(name) == 0 {
		return corpus.Errorf(corpus.NotFound, "%q is no index generation", name)
	}
	return os.RemoveAll(filepath.Join(g.dir, name))
}

// current returns the name in CURRENT.
func (g *Generations) current() (string, error) {
	content, err := os.ReadFile(filepath.Join(g.dir, currentFile))
	if errors.Is(err, os.ErrNotExist) {
		return "", corpus.Errorf(corpus.NotFound, "there is no index in %s yet", g.dir)
	}
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(string(content), "\n")
	if !strings.HasPrefix(name, genPrefix) || number(name) == 0 {
		return "", corpus.Errorf(corpus.NotFound, "%s in %s is damaged", currentFile, g.dir)
	}
	return name, nil
}

// sweep removes what crashes left over. A failure costs space only.
func (g *Generations) sweep(current string) {
	names, err := g.names()
	for _, name := range names {
		if name != current && g.inUse[name] == 0 {
			err = errors.Join(err, os.RemoveAll(filepath.Join(g.dir, name)))
		}
	}
	if err != nil {
		g.options.Logger.Warn("removing old index generations", "dir", g.dir, "err", err)
	}
}

// hold takes the folder's lock, which letGo gives back once no engine is open.
func (g *Generations) hold() error {
	if err := os.MkdirAll(g.dir, 0o700); err != nil {
		return err
	}
	if g.lock.Locked() {
		return nil
	}
	locked, err := g.lock.TryLock()
	if err != nil {
		return fmt.Errorf("locking %s: %w", g.dir, err)
	}
	holder := filepath.Join(g.dir, holderFile)
	if !locked {
		who, _ := os.ReadFile(holder)
		return corpus.Errorf(corpus.Conflict, "the index in %s is in use by %s", g.dir, strings.TrimSpace(string(who)))
	}
	return os.WriteFile(holder, fmt.Appendf(nil, "process %d (%s)\n", os.Getpid(), filepath.Base(os.Args[0])), 0o600)
}

func (g *Generations) letGo() {
	if len(g.inUse) == 0 && g.lock.Locked() {
		if err := g.lock.Unlock(); err != nil {
			g.options.Logger.Warn("unlocking the index", "dir", g.dir, "err", err)
		}
	}
}
