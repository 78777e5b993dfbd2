// Package assets serves the style sheet, script and icon of the pages, embedded in
// the program, under names that carry a hash of the content, so that a browser may
// keep them for ever and never keeps a wrong one.
package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Prefix is the path under which the files are served.
const Prefix = "/assets/"

//go:embed files
var embedded embed.FS

// types lists what may be served; a file of another kind is a mistake in the build.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// Set is the files by name and by address.
type Set struct {
	paths  map[string]string // "style.css" -> "/assets/style.0a1b2c3d4e5f.css"
	served map[string]file   // "style.0a1b2c3d4e5f.css" -> its bytes
}

type file struct {
	content   []byte
	mediaType string
}

// New reads the embedded files.
func New() (*Set, error) {
	s := &Set{paths: map[string]string{}, served: map[string]file{}}
	entries, err := fs.ReadDir(embedded, "files")
	if err != nil {
		return nil, fmt.Errorf("reading the embedded assets: %w", err)
	}
	for _, e := range entries {
		content, err := fs.ReadFile(embedded, path.Join("files", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading asset %s: %w", e.Name(), err)
		}
		ext := path.Ext(e.Name())
		mediaType, ok := types[ext]
		if !ok {
			return nil, fmt.Errorf("asset %s is of no kind that is served", e.Name())
		}
		sum := sha256.Sum256(content)
		hashed := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:6]) + ext
		s.paths[e.Name()] = Prefix + hashed
		s.served[hashed] = file{content, mediaType}
	}
	return s, nil
}

// Path returns the address of a file, "" if there is no such file.
func (s *Set) Path(name string) string { return s.paths[name] }

// Serve writes the file of a hashed name. It returns false, having written nothing,
// where there is none: names are looked up, never joined to a folder.
func (s *Set) Serve(w http.ResponseWriter, r *http.Request, hashed string) bool {
	f, ok := s.served[hashed]
	if !ok {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", f.mediaType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, hashed, time.Time{}, bytes.NewReader(f.content))
	return true
}
