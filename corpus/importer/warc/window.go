package warc

import "io"

// window is a buffered reader that can look far ahead. It moves what it holds only after as many bytes have been taken as
// a look ahead may see, so that looking far from every record costs no more than reading.
type window struct {
	src    io.Reader
	buf    []byte
	r, w   int // buf[r:w] is read and not taken
	offset int64
}

const firstWindow = 256 << 10

// peek returns the next n bytes without taking them, valid until the next call. With an error there are fewer;
// the same call again reads on.
func (v *window) peek(n int) ([]byte, error) {
	if v.w-v.r < n {
		v.room(n)
	}
	for v.w-v.r < n {
		got, err := v.src.Read(v.buf[v.w:])
		v.w += got
		if err != nil && v.w-v.r < n {
			return v.buf[v.r:v.w], err
		}
	}
	return v.buf[v.r : v.r+n], nil
}

// room makes room for n bytes from v.r on.
func (v *window) room(n int) {
	if v.r+n <= len(v.buf) {
		return
	}
	to := v.buf
	if 2*n > len(v.buf) {
		to = make([]byte, max(firstWindow, 2*n))
	}
	v.w = copy(to, v.buf[v.r:v.w])
	v.buf, v.r = to, 0
}

// take discards n bytes that were looked at.
func (v *window) take(n int) {
	v.r += n
	v.offset += int64(n)
}
