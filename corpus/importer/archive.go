package importer

import (
	"archive/tar"
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"bytes"
	"path"
	"strings"
)

// readTar reads the entries of a tar archive one after the other. Damage ends it, because what follows
// cannot be found.
func (im *Importer) readTar(out *output, s stream) error {
	t := tar.NewReader(s.r)
	seen := make(labels)
	for n := 0; ; n++ {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return im.report(out, s.place, fmt.Errorf("damaged tar archive: %w", err))
		case n >= im.limits.Entries:
			return out.aside(s.place, 0, "more than %d entries; the rest was not read", im.limits.Entries)
		}
		place := s.place + "!" + seen.next(h.Name)
		reason := tarRefused(h)
		switch {
		case h.Typeflag == tar.TypeDir, reason == "" && hidden(h.Name):
			continue
		case reason != "":
			err = out.aside(place, 0, "%s", reason)
		default:
			entry := s
			entry.place, entry.name, entry.r = place, path.Base(h.Name), t
			entry.file, entry.head, entry.inside, entry.unpacked = nil, nil, true, false
			err = im.readStream(out, entry)
		}
		if err != nil {
			return err
		}
	}
}

func tarRefused(h *tar.Header) string {
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeDir:
	case tar.TypeSymlink:
		return "a symbolic link in an archive is not followed"
	case tar.TypeLink:
		return "a hard link in an archive is not followed"
	case tar.TypeChar, tar.TypeBlock:
		return "a device, not a file"
	case tar.TypeFifo:
		return "a named pipe, not a file"
	default:
		return fmt.Sprintf("an entry of type %q, not a file", h.Typeflag)
	}
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return "a sparse file in an archive is not read"
		}
	}
	return unsafeName(h.Name)
}

// readZip reads the entries of a zip archive in its order. One that comes as a stream is first
// copied to a temporary file, because its directory is at its end.
func (im *Importer) readZip(out *output, s stream) error {
	file, size := s.file, s.size
	if file == nil {
		tmp, n, err := im.spool(s.r)
		if tmp != nil {
			defer os.Remove(tmp.Name())
			defer tmp.Close()
		}
		if err != nil {
			return im.report(out, s.place, err)
		}
		file, size = tmp, n
	}
	if reason := im.directoryRefused(file, size); reason != "" {
		return out.aside(s.place, 0, "%s", reason)
	}
	z, err := zip.NewReader(file, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return im.report(out, s.place, fmt.Errorf("damaged zip archive: %w", err))
	}
	switch what := document(z); {
	case what != "":
		return out.aside(s.place, 0, "%s", what)
	case len(z.File) > im.limits.Entries:
		return out.aside(s.place, 0, "%s", tooManyEntries(uint64(len(z.File)), im.limits.Entries))
	case len(z.File) == 0:
		return out.aside(s.place, 0, "no text: the archive is empty")
	}
	if over, err := im.readZipEntries(out, s, z.File, size); over || err != nil {
		return err
	}
	if s.changed != nil && s.changed() {
		return out.aside(s.place, 0, "%s", reasonChanged)
	}
	return nil
}

// readZipEntries reads the entries until together they unpack to too much for an archive of this size: an
// archive may list the same data thousands of times, each entry harmless by itself.
func (im *Importer) readZipEntries(out *output, s stream, files []*zip.File, size int64) (over bool, err error) {
	most := min(s.budget.left, max(ratioFloor, im.limits.Ratio*size))
	all := s.budget
	s.budget = &budget{left: most}
	defer func() { all.left -= most - s.budget.left }()
	seen := make(labels)
	for _, f := range files {
		if err := im.readZipEntry(out, s, f, s.place+"!"+seen.next(f.Name), size); err != nil {
			return false, err
		}
		if s.budget.left < 0 {
			return true, out.aside(s.place, 0, "its entries together unpack to too much; the rest was not read; %s", unpackFirst)
		}
	}
	return false, nil
}

func (im *Importer) readZipEntry(out *output, s stream, f *zip.File, place string, size int64) error {
	reason := zipRefused(f)
	switch {
	case reason != "":
		return out.aside(place, 0, "%s", reason)
	case strings.HasSuffix(f.Name, "/"), hidden(f.Name):
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return im.report(out, place, fmt.Errorf("damaged entry: %w", err))
	}
	defer r.Close()
	packed := int64(min(f.CompressedSize64, uint64(size)))
	entry := s
	entry.place, entry.name = place, path.Base(f.Name)
	entry.r = &guard{r: r, packed: func() int64 { return packed }, ratio: im.limits.Ratio, budget: s.budget}
	entry.file, entry.head, entry.changed, entry.inside, entry.unpacked = nil, nil, nil, true, false
	err = im.readStream(out, entry)
	if s.file != nil {
		s.meter.add(packed)
	}
	return err
}

func zipRefused(f *zip.File) string {
	const encrypted = 1
	mode := f.Mode()
	switch {
	case mode.IsDir():
		return ""
	case mode&os.ModeSymlink != 0:
		return "a symbolic link in an archive is not followed"
	case !mode.IsRegular():
		return irregular(mode)
	case f.Flags&encrypted != 0:
		return "encrypted; unpack it with its password first"
	}
	return unsafeName(f.Name)
}

// document recognises office documents, books and programs, which are zip archives inside.
func document(z *zip.Reader) string {
	for i, f := range z.File {
		switch {
		case f.Name == "[Content_Types].xml":
			return "an Office document; save it as plain text"
		case i == 0 && f.Name == "mimetype":
			return "an OpenDocument file or e-book; save it as plain text"
		case f.Name == "META-INF/MANIFEST.MF":
			return "a program (Java), not text"
		}
	}
	return ""
}

// spool copies a stream to a temporary file, which the caller closes and removes if it is not nil.
func (im *Importer) spool(r io.Reader) (*os.File, int64, error) {
	f, err := os.CreateTemp("", "dateline-*.zip")
	if err != nil {
		return nil, 0, fmt.Errorf("no temporary file for a zip archive from a stream: %w", err)
	}
	n, err := io.Copy(f, io.LimitReader(r, im.limits.Spool+1))
	if err == nil && n > im.limits.Spool {
		err = fmt.Errorf("a zip archive from a stream is limited to %s; import it as a file", bytesInWords(im.limits.Spool))
	}
	return f, n, err
}

// The end of a zip archive's directory, as far as it is needed to refuse a huge one before
// archive/zip loads it: "PK\5\6", at 10 the number of entries, at 12 the directory's size, at 16 where it
// begins. Numbers of all ones are found in the zip64 record "PK\6\6" before it, at 32, 40 and 48.
// The size may lie; what counts is what lies between beginning and end.
const (
	zipEndLen      = 22
	zip64EndLen    = 56
	zipTail        = 1<<16 + zipEndLen + zip64EndLen + 20
	zipEntryMemory = 256 // bytes of directory per entry that are taken as usual
)

// directoryRefused says why a zip archive's directory is too large, or returns "".
func (im *Importer) directoryRefused(r io.ReaderAt, size int64) string {
	tail := make([]byte, min(size, zipTail))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return reasonOf(err)
	}
	end := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if end < 0 || len(tail)-end < zipEndLen {
		return "damaged zip archive: no directory; it may be incomplete"
	}
	entries := uint64(binary.LittleEndian.Uint16(tail[end+10:]))
	directory := uint64(binary.LittleEndian.Uint32(tail[end+12:]))
	offset := uint64(binary.LittleEndian.Uint32(tail[end+16:]))
	if entries == math.MaxUint16 || directory == math.MaxUint32 {
		if at := bytes.LastIndex(tail[:end], []byte("PK\x06\x06")); at >= 0 && end-at >= zip64EndLen {
			entries = binary.LittleEndian.Uint64(tail[at+32:])
			directory = binary.LittleEndian.Uint64(tail[at+40:])
			offset = binary.LittleEndian.Uint64(tail[at+48:])
		}
	}
	if endAt := uint64(size) - uint64(len(tail)-end); offset < endAt {
		directory = max(directory, endAt-offset)
	}
	limit := uint64(im.limits.Entries)
	switch {
	case entries > limit:
		return tooManyEntries(entries, im.limits.Entries)
	case directory > limit*zipEntryMemory+1<<20:
		return fmt.Sprintf("an archive directory of %d MiB, over the limit for %d entries", directory>>20, limit)
	}
	return ""
}

func tooManyEntries(n uint64, limit int) string {
	return fmt.Sprintf("%d entries, over the limit of %d for one archive", n, limit)
}
