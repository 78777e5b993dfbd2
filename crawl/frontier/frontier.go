package frontier

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"dateline/corpus/sqldb"
)

// Options are the choices at opening. The zero value is usable.
type Options struct {
	// Gap is the least time between the end of a request to a host and the beginning of the next; 0 is 5 s.
	Gap time.Duration
	// Lease is how long an address is leased; a request must have ended by then. 0 is 2 minutes.
	Lease time.Duration
	// PerHost is how many addresses of a host are taken in a run; 0 is 10,000.
	PerHost int
	// PerAddress is how many requests to one network address may be under way; 0 is 2.
	PerAddress int
	// Alone says that no other process has the frontier open, so leases found in it are those of a dead one.
	Alone bool
	// Now is the wall clock, Elapsed one that never jumps; nil are the system's.
	Now     func() time.Time
	Elapsed func() time.Duration
	// Jitter returns random numbers in [0, 1); nil is rand.Float64.
	Jitter func() float64
	// Log receives what an operator may want to know; nil discards.
	Log *slog.Logger
}

const (
	defaultGap        = 5 * time.Second
	defaultLease      = 2 * time.Minute
	defaultPerHost    = 10_000
	defaultPerAddress = 2
)

func (o Options) withDefaults() Options {
	if o.Gap <= 0 {
		o.Gap = defaultGap
	}
	if o.Lease <= 0 {
		o.Lease = defaultLease
	}
	if o.PerHost <= 0 {
		o.PerHost = defaultPerHost
	}
	if o.PerAddress <= 0 {
		o.PerAddress = defaultPerAddress
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Elapsed == nil {
		begin := o.Now()
		o.Elapsed = func() time.Duration { return o.Now().Sub(begin) }
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Class says how urgent an address is: the lowest first.
type Class int

// The classes of addresses.
const (
	Poll    Class = iota // a feed or sitemap that is followed; set by Watch
	Fresh                // a new item of a feed
	News                 // of a news sitemap
	Again                // an article that may have changed; set by Done
	Sitemap              // of another sitemap
	Link                 // found in a page
	classes
)

// String returns the class in a word.
func (c Class) String() string {
	names := [...]string{"poll", "fresh", "news", "again", "sitemap", "link"}
	if c >= 0 && int(c) < len(names) {
		return names[c]
	}
	return fmt.Sprintf("class %d", int(c))
}

// States of an address.
const (
	waiting = iota
	leased
	done
	givenUp
	paused
)

// Frontier is what a crawler has to do, in a database. It is safe for concurrent use.
type Frontier struct {
	db    *sqldb.DB
	o     Options
	clock *clock

	jumping sync.RWMutex // held for writing while times follow a jump of the clock
}

//go:embed migrations
var migrationFiles embed.FS

// Open prepares the tables of a frontier in a database. The error is of kind Conflict for one of a newer program.
func Open(ctx context.Context, db *sqldb.DB, o Options) (*Frontier, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx, sqldb.Migrations{FS: files, Table: "frontier_schema"}); err != nil {
		return nil, fmt.Errorf("opening the frontier: %w", err)
	}
	o = o.withDefaults()
	f := &Frontier{db: db, o: o, clock: newClock(o.Now, o.Elapsed)}
	if err := f.db.Write(ctx, f.resume); err != nil {
		return nil, fmt.Errorf("opening the frontier: %w", err)
	}
	return f, nil
}

// resume takes up what was left when the frontier was last open.
func (f *Frontier) resume(ctx context.Context, tx *sqldb.Tx) error {
	var last int64
	if err := tx.QueryRow(ctx, "SELECT at FROM frontier_clock", nil, &last); err != nil {
		return err
	}
	now := f.clock.now()
	if jump := now - last; last != 0 && jump < -tolerated {
		f.o.Log.Warn("the clock is behind the one the frontier was last used by", "by", time.Duration(-jump)*time.Millisecond)
		if err := shiftBack(ctx, tx, jump, now); err != nil {
			return err
		}
		last = now
	}
	if f.o.Alone {
		if err := f.inherit(ctx, tx, last, now); err != nil {
			return err
		}
	}
	return keepClock(ctx, tx, now)
}

// inherit takes the leases of a dead process back. Hosts that were resting when it was last seen rest for a gap from now on, however
// much time the clock says has passed.
func (f *Frontier) inherit(ctx context.Context, tx *sqldb.Tx, last, now int64) error {
	hosts, err := f.hostsWhere(ctx, tx, "next > ? OR host IN (SELECT host FROM frontier_urls WHERE state = 1)", last)
	if err != nil {
		return err
	}
	if err := takeBack(ctx, tx, never, now); err != nil {
		return err
	}
	for _, h := range hosts {
		h.next = now + f.gap(&h) + 1
		if err := f.settle(ctx, tx, &h); err != nil {
			return err
		}
	}
	return nil
}

// NewRun begins a run: the budgets of hosts are full again, and patterns given up get another chance.
func (f *Frontier) NewRun(ctx context.Context) error {
	err := f.write(ctx, func(ctx context.Context, tx *sqldb.Tx, _ int64) error {
		if _, err := tx.Exec(ctx, "UPDATE frontier_hosts SET admitted = 0"); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE frontier_patterns SET barren = 0")
		return err
	})
	if err != nil {
		return fmt.Errorf("beginning a run: %w", err)
	}
	return nil
}

// write runs a transaction with the time of the frontier's clock, which does not jump meanwhile.
func (f *Frontier) write(ctx context.Context, do func(ctx context.Context, tx *sqldb.Tx, now int64) error) error {
	f.jumping.RLock()
	defer f.jumping.RUnlock()
	return f.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error { return do(ctx, tx, f.clock.now()) })
}
