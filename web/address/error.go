package address

import (
	"fmt"

	"dateline/corpus"
)

// Error is a parameter that is wrong. Its kind is corpus.Invalid.
type Error struct {
	Code      string // stable: invalid-parameter, unknown-parameter, repeated-parameter, invalid-escape
	Parameter string
	Message   string
	Hint      string
}

// Error returns the message with the name of the parameter.
func (e *Error) Error() string {
	if e.Parameter == "" {
		return e.Message
	}
	return fmt.Sprintf("parameter %s: %s", e.Parameter, e.Message)
}

// Unwrap gives the error its kind.
func (e *Error) Unwrap() error { return &corpus.Error{Kind: corpus.Invalid, Message: e.Error()} }

func invalid(parameter, hint, format string, args ...any) error {
	return &Error{Code: "invalid-parameter", Parameter: parameter, Message: fmt.Sprintf(format, args...), Hint: hint}
}
