package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"dateline/corpus"
	"dateline/corpus/copies"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// Store is a corpus.Store in an SQLite file.
type Store struct {
	db     *sqldb.DB
	codec  *codec
	prints *prints
	log    *slog.Logger
	now    func() time.Time

	mu      sync.Mutex
	curated *curated // as last read
}

var _ corpus.Store = (*Store)(nil)

// Options are the choices at opening. The zero value is usable.
type Options struct {
	ReadOnly bool             // an existing store, which is never written to
	Wait     time.Duration    // how long a write waits for another process; 0 is 10 s
	Now      func() time.Time // the clock; nil is time.Now
	Log      *slog.Logger     // nil is slog.Default
}

// application marks the files of a store: "DTLN".
const application = 0x44544c4e

//go:embed migrations
var migrationFiles embed.FS

func migrations() (sqldb.Migrations, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	return sqldb.Migrations{FS: files, Table: schemaTable}, err
}

const schemaTable = "store_schema"

// Open opens the store in the file at path and, unless o.ReadOnly, creates it with its folder where there
// is none and upgrades an older one. The error is of kind Invalid for a file that is no store, Conflict for one
// of a newer program, NotFound for a missing one, and Unavailable where it cannot be read or
// written now.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	db, err := sqldb.OpenSQLite(ctx, path, o.database())
	if err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	s, err := newStore(ctx, db, o)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the store: %w", err), db.Close())
	}
	return s, nil
}

func (o Options) database() sqldb.Options {
	return sqldb.Options{Application: application, ReadOnly: o.ReadOnly, Wait: o.Wait, Log: o.Log}
}

func newStore(ctx context.Context, db *sqldb.DB, o Options) (*Store, error) {
	steps, err := migrations()
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx, steps); err != nil {
		return nil, err
	}
	c, err := newCodec()
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, codec: c, prints: newPrints(), log: o.Log, now: o.Now}
	_, err = s.Info(ctx)
	if errors.Is(err, sql.ErrNoRows) && !o.ReadOnly {
		err = s.found(ctx, o.Now())
	}
	if err == nil && !o.ReadOnly {
		err = errors.Join(s.keepClaims(ctx), s.keepRules(ctx), s.keepCopies(ctx))
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// found gives a new store its identity. Of several processes the first one's stays.
func (s *Store) found(ctx context.Context, now time.Time) error {
	id, err := uuid.NewRandom()
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO store (one, uuid, created, head, articles, deleted, rules, copied, claimed)
			VALUES (1, ?, ?, 0, 0, 0, ?, ?, 1) ON CONFLICT DO NOTHING`, id.String(), now.UTC().Format(time.RFC3339Nano),
			resolve.Version, copies.Version)
		return err
	})
}

// Close waits for running calls and closes the store.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing the store: %w", err)
	}
	return nil
}

// Info describes the store as a whole.
func (s *Store) Info(ctx context.Context) (corpus.Info, error) {
	var info corpus.Info
	var created string
	err := s.queryRow(ctx, "SELECT uuid, created, head, articles, deleted, decided FROM store", nil,
		&info.UUID, &created, &info.Head, &info.Articles, &info.Deleted, &info.Decided)
	if err == nil {
		info.Created, err = time.Parse(time.RFC3339Nano, created)
	}
	if err != nil {
		return info, fmt.Errorf("describing the store: %w", err)
	}
	return info, nil
}
