package corpus

import (
	"errors"
	"fmt"
)

// Kind says what an error means to the one who asked. The web server maps kinds
// to HTTP statuses and the command line maps them to exit codes, each in one place.
type Kind uint8

// The kinds of error. Internal is the zero value: an error nobody classified.
const (
	Internal    Kind = iota
	Invalid          // the request or the input is wrong; repeating it cannot help
	NotFound         // no such thing
	Conflict         // another process holds it, or it belongs to another store or a newer program
	TooLarge         // over a stated limit
	Unavailable      // not now: busy, out of time or out of space; repeating it may help
)

var kindNames = [...]string{"internal", "invalid", "not found", "conflict", "too large", "unavailable"}

// String returns the kind in words.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", k)
}

// Error is an error with a kind and a message fit for a user's eyes. Err, if
// set, is the cause for the operator's log.
type Error struct {
	Kind    Kind
	Message string
	Err     error
}

// Errorf returns an *Error of the given kind. A %w verb sets the cause.
func Errorf(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Message: err.Error(), Err: errors.Unwrap(err)}
}

// Error returns the message, which already includes the cause where there is one.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the outermost *Error in err's chain, or Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
