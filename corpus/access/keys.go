package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"embed"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// Write is the scope that lets a key add and delete articles.
const Write = "write"

// Scopes lists all scopes.
func Scopes() []string { return []string{Write} }

// Key describes a key that was issued; the key itself is not kept.
type Key struct {
	ID      string
	Name    string // what its owner called it, may be ""
	Scopes  []string
	Created time.Time
	Used    time.Time // the UTC day of the last use, zero for never
	Revoked time.Time // zero while it holds
}

// Options are the choices at opening. The zero value is usable.
type Options struct {
	Now func() time.Time // nil is time.Now
	Log *slog.Logger     // nil discards
}

// Keys are the keys in a database. They are safe for concurrent use.
type Keys struct {
	db  *sqldb.DB
	now func() time.Time
	log *slog.Logger
}

//go:embed migrations
var migrationFiles embed.FS

// Open prepares the tables of keys in a database. The error is of kind Conflict for one of a newer program.
func Open(ctx context.Context, db *sqldb.DB, o Options) (*Keys, error) {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx, sqldb.Migrations{FS: files, Table: "access_schema"}); err != nil {
		return nil, fmt.Errorf("opening the keys: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Keys{db, o.Now, o.Log}, nil
}

const prefix = "dl_"

var letters = base32.NewEncoding("abcdefghjkmnpqrstuvwxyz023456789").WithPadding(base32.NoPadding)

// random returns n random bytes in letters and digits.
func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return letters.EncodeToString(b)
}

// Add issues a key and returns it with its description. The key cannot be had again. The error is Invalid where a
// scope is unknown or there is none, or the name is no line of at most 100 bytes.
func (k *Keys) Add(ctx context.Context, name string, scopes ...string) (secret string, key Key, err error) {
	if len(scopes) == 0 {
		return "", Key{}, corpus.Errorf(corpus.Invalid, "a key needs a scope; there is %s", strings.Join(Scopes(), ", "))
	}
	for _, s := range scopes {
		if !slices.Contains(Scopes(), s) {
			return "", Key{}, corpus.Errorf(corpus.Invalid, "there is no scope %q; there is %s", s, strings.Join(Scopes(), ", "))
		}
	}
	if len(name) > 100 || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) || strings.ToValidUTF8(name, "") != name {
		return "", Key{}, corpus.Errorf(corpus.Invalid, "a name is one line of at most 100 bytes")
	}
	slices.Sort(scopes)
	key = Key{ID: random(5), Name: name, Scopes: slices.Compact(scopes), Created: k.now().UTC().Truncate(time.Second)}
	secret = prefix + key.ID + "_" + random(32)
	hash := sha256.Sum256([]byte(secret))
	err = k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO access_keys (id, hash, name, scopes, created, used, revoked) VALUES (?, ?, ?, ?, ?, '', '')",
			key.ID, hash[:], key.Name, strings.Join(key.Scopes, " "), key.Created.Format(time.RFC3339))
		return err
	})
	if err != nil {
		return "", Key{}, fmt.Errorf("adding a key: %w", err)
	}
	return secret, key, nil
}

// List returns all keys ever issued, the oldest first.
func (k *Keys) List(ctx context.Context) ([]Key, error) {
	var keys []Key
	err := k.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		keys = nil
		const query = "SELECT id, name, scopes, created, used, revoked FROM access_keys ORDER BY created, id"
		return tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
			var key Key
			var scopes, created, used, revoked string
			if err := rows.Scan(&key.ID, &key.Name, &scopes, &created, &used, &revoked); err != nil {
				return err
			}
			key.Scopes = strings.Fields(scopes)
			keys = append(keys, key)
			return keys[len(keys)-1].setTimes(created, used, revoked)
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing keys: %w", err)
	}
	return keys, nil
}

func (key *Key) setTimes(created, used, revoked string) error {
	var err error
	for _, t := range []struct {
		field        *time.Time
		layout, text string
	}{{&key.Created, time.RFC3339, created}, {&key.Used, time.DateOnly, used}, {&key.Revoked, time.RFC3339, revoked}} {
		if t.text == "" {
			continue
		}
		if *t.field, err = time.Parse(t.layout, t.text); err != nil {
			return fmt.Errorf("key %s: %w", key.ID, err)
		}
	}
	return nil
}

// Revoke ends a key for good. The error is NotFound where there is none of that id, Conflict where it is revoked already.
func (k *Keys) Revoke(ctx context.Context, id string) error {
	err := k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		var revoked string
		err := tx.QueryRow(ctx, "SELECT revoked FROM access_keys WHERE id = ?", []any{id}, &revoked)
		if errors.Is(err, sql.ErrNoRows) {
			return corpus.Errorf(corpus.NotFound, "there is no key %q", id)
		}
		if err != nil {
			return err
		}
		if revoked != "" {
			return corpus.Errorf(corpus.Conflict, "key %s was revoked at %s", id, revoked)
		}
		_, err = tx.Exec(ctx, "UPDATE access_keys SET revoked = ? WHERE id = ?", k.now().UTC().Format(time.RFC3339), id)
		return err
	})
	if err != nil {
		return fmt.Errorf("revoking a key: %w", err)
	}
	return nil
}

// Opens returns the scopes that a key opens; none where it is no key, or was revoked. How long it takes does not depend on how
// much of the key is right.
func (k *Keys) Opens(ctx context.Context, secret string) ([]string, error) {
	id, _, _ := strings.Cut(strings.TrimPrefix(secret, prefix), "_")
	hash := sha256.Sum256([]byte(secret))
	var scopes, used, revoked string
	stored := make([]byte, len(hash))
	err := k.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		err := tx.QueryRow(ctx, "SELECT hash, scopes, used, revoked FROM access_keys WHERE id = ?", []any{id}, &stored, &scopes, &used, &revoked)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("checking a key: %w", err)
	}
	if subtle.ConstantTimeCompare(stored, hash[:]) != 1 || revoked != "" {
		return nil, nil
	}
	k.touch(ctx, id, used)
	return strings.Fields(scopes), nil
}

// touch keeps the day of the last use. A key works also where that cannot be written.
func (k *Keys) touch(ctx context.Context, id, used string) {
	today := k.now().UTC().Format(time.DateOnly)
	if used == today {
		return
	}
	err := k.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE access_keys SET used = ? WHERE id = ?", today, id)
		return err
	})
	if err != nil {
		k.log.Warn("the day of a key's use could not be kept", "key", id, "err", err)
	}
}
