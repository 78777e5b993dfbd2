package bleveindex

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// format is the version of a generation's folder, raised when an older program could misread it.
const format = 1

// manifest says what made a generation. It is written last, when the rest is on the disk: a folder
// without a whole one is half-made.
type manifest struct {
	Format  int    `json:"format"`
	Mapping string `json:"mapping"`
}

const manifestFile = "manifest.json"

func writeManifest(dir string) error {
	content, err := json.Marshal(manifest{Format: format, Mapping: mapping()})
	if err != nil {
		return err
	}
	return writeDurably(filepath.Join(dir, manifestFile), append(content, '\n'))
}

// checkManifest returns why the generation cannot be used by this program, or nil.
func checkManifest(dir string) error {
	content, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if errors.Is(err, os.ErrNotExist) {
		return unusablef("it is half-made")
	}
	if err != nil {
		return err
	}
	var m manifest
	switch err := json.Unmarshal(content, &m); {
	case err != nil:
		return unusablef("its manifest is damaged: %w", err)
	case m.Format > format:
		return unusablef("a newer program made it (format %d, this one knows %d)", m.Format, format)
	case m.Format < format:
		return unusablef("an older program made it (format %d, now %d)", m.Format, format)
	case m.Mapping != mapping():
		return unusablef("its texts were analysed otherwise (%s, now %s)", m.Mapping, mapping())
	}
	return nil
}

// writeDurably replaces a file so that after a power cut it holds the old content or the new.
func writeDurably(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err := f.Write(content); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncAll brings the files of a folder and the folder itself to the disk.
func syncAll(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		err := syncFile(filepath.Join(dir, entry.Name()))
		if err != nil && !errors.Is(err, os.ErrNotExist) { // merged away meanwhile
			return err
		}
	}
	return syncDir(dir)
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// unusable is why a generation must be built anew.
type unusable struct{ err error }

func (u *unusable) Error() string { return u.err.Error() }
func (u *unusable) Unwrap() error { return u.err }

func unusablef(message string, args ...any) error { return &unusable{fmt.Errorf(message, args...)} }
