package importer

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// readPath reads a file or a folder. Only regular files are opened, and without blocking, so that a
// pipe put in a file's place does not hang; symbolic links inside a folder are reported, not
// followed, so that there are no loops. The paths themselves may be links.
func (im *Importer) readPath(out *output, path string, m *meter) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return out.aside(fileLabel(path), 0, "%s", reasonOf(err))
	case info.IsDir():
		return im.readFolder(out, path, m)
	case !info.Mode().IsRegular():
		return out.aside(fileLabel(path), 0, "%s", irregular(info.Mode()))
	}
	return im.readFile(out, fileLabel(path), filepath.Base(path), func() (*os.File, error) {
		return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}, m)
}

func (im *Importer) readFolder(out *output, folder string, m *meter) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return out.aside(fileLabel(folder), 0, "%s", reasonOf(err))
	}
	defer root.Close()
	return fs.WalkDir(root.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		place := fileLabel(filepath.Join(folder, path))
		switch {
		case out.ctx.Err() != nil:
			return out.ctx.Err()
		case err != nil:
			return out.aside(place, 0, "%s", reasonOf(err))
		case path != "." && hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		case !entry.Type().IsRegular():
			return out.aside(place, 0, "%s", irregular(entry.Type()))
		}
		return im.readFile(out, place, entry.Name(), func() (*os.File, error) {
			return root.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		}, m)
	})
}

// readFile reads one regular file and reports if it changed meanwhile. A file whose size is 0 is not
// read at all: those of /proc say 0 and may block or never end.
func (im *Importer) readFile(out *output, place, name string, open func() (*os.File, error), m *meter) error {
	f, err := open()
	if err != nil {
		return out.aside(place, 0, "%s", reasonOf(err))
	}
	defer f.Close()
	before, err := f.Stat()
	switch {
	case err != nil:
		return out.aside(place, 0, "%s", reasonOf(err))
	case !before.Mode().IsRegular():
		return out.aside(place, 0, "%s", irregular(before.Mode()))
	case before.Size() == 0:
		return out.aside(place, 0, "no text: the file is empty")
	}
	m.begin(before.Size())
	defer m.end()
	s := stream{
		place: place,
		name:  name,
		r:     &meteredReader{r: f, m: m},
		file:  f,
		size:  before.Size(),
		budget: &budget{
			left: im.limits.Unpacked,
		},
		meter: m,
		changed: func() bool {
			after, err := f.Stat()
			return err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime())
		},
	}
	return im.readStream(out, s)
}

func (im *Importer) readStdin(out *output, stdin io.Reader, m *meter) error {
	r := &contextReader{ctx: out.ctx, r: stdin}
	head := r.sample()
	m.add(int64(len(head)))
	if len(head) == 0 && !errors.Is(r.err, io.EOF) {
		return im.report(out, "stdin", r.err)
	}
	return im.readStream(out, stream{
		place:  "stdin",
		r:      io.MultiReader(bytes.NewReader(head), &meteredReader{r: r, m: m}),
		head:   head,
		budget: &budget{left: im.limits.Unpacked},
		meter:  m,
	})
}

// Size returns the bytes of all regular files that Read would open, for a progress bar. What cannot be
// read counts as nothing, and so does stdin.
func Size(paths ...string) int64 {
	var total int64
	for _, path := range paths {
		if path == "-" {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case info.IsDir():
			total += folderSize(path)
		case info.Mode().IsRegular():
			total += info.Size()
		}
	}
	return total
}

func folderSize(folder string) int64 {
	var total int64
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case path != folder && hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular():
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
		}
		return nil
	})
	return total
}

// irregular says in words what is no regular file.
func irregular(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link inside a folder is not followed; name its target to import it"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe, not a file; pipe it into standard input (-)"
	case mode&fs.ModeSocket != 0:
		return "a socket, not a file"
	case mode&fs.ModeDevice != 0:
		return "a device, not a file"
	}
	return fmt.Sprintf("not a regular file (%s)", mode.Type())
}

// reasonOf words an error of the file system without repeating the path.
func reasonOf(err error) string {
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or folder"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "cannot be read to its end: it ends too early; the file may be incomplete"
	case errors.Is(err, gzip.ErrChecksum):
		return "damaged: the checksum at its end is wrong"
	case errors.As(err, &pathErr):
		return "cannot be read: " + pathErr.Err.Error()
	}
	return "cannot be read: " + err.Error()
}
