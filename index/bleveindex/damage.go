package bleveindex

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"dateline/corpus"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A generation can be damaged in ways that scorch does not see, or answers with a panic or with
// wrong results. Before it is opened
//
//   - root.bolt must hold a snapshot (bucket "s", one bucket for each snapshot, in it one for each
//     segment with its file name under "p"),
//   - every segment of the newest snapshot must be there, and the CRC-32 (IEEE) in the last four
//     bytes of its file, big endian, must be that of all bytes before it.
//
// Files of no snapshot are left over from a crash; scorch removes them. The check reads the
// whole index once: about a second for each gigabyte that is in the page cache.

const rootFile = "root.bolt"

// checkFiles returns an *unusable error for a damaged generation, one of kind Conflict if another
// process holds it.
func checkFiles(dir string) error {
	names, err := segments(filepath.Join(dir, rootFile))
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := checkSegment(filepath.Join(dir, name)); err != nil {
			return unusablef("its file %s is damaged: %w", name, err)
		}
	}
	return nil
}

// segments returns the file names of the newest snapshot.
func segments(path string) (names []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = unusablef("its root is damaged: %v", p)
		}
	}()
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return nil, unusablef("it has no root")
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: boltTimeout})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, corpus.Errorf(corpus.Conflict, "another process holds %s", path)
	}
	if err != nil {
		return nil, unusablef("its root is damaged: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.View(func(tx *bbolt.Tx) error {
		newest := newestSnapshot(tx)
		if newest == nil {
			return unusablef("it holds no snapshot")
		}
		return newest.ForEachBucket(func(key []byte) error {
			if name := newest.Bucket(key).Get(util.BoltPathKey); name != nil {
				names = append(names, filepath.Base(string(name)))
			}
			return nil
		})
	})
	return names, err
}

func newestSnapshot(tx *bbolt.Tx) *bbolt.Bucket {
	all := tx.Bucket(util.BoltSnapshotsBucket)
	if all == nil {
		return nil
	}
	cursor := all.Cursor()
	for key, _ := cursor.Last(); key != nil; key, _ = cursor.Prev() {
		if b := all.Bucket(key); b != nil && b.Bucket(util.BoltMetaDataKey) != nil {
			return b
		}
	}
	return nil
}

var errChecksum = errors.New("its checksum is wrong")

func checkSegment(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < 4 {
		return io.ErrUnexpectedEOF
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyBuffer(sum, io.LimitReader(f, info.Size()-4), make([]byte, 1<<20)); err != nil {
		return err
	}
	var footer [4]byte
	if _, err := io.ReadFull(f, footer[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(footer[:]) != sum.Sum32() {
		return errChecksum
	}
	return nil
}
