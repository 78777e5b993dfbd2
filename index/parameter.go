package index

import (
	"fmt"

	"dateline/corpus"
)

// The codes of a ParameterError. They are stable.
const (
	CodeInvalidParameter  = "invalid-parameter"
	CodeUnknownParameter  = "unknown-parameter"
	CodeRepeatedParameter = "repeated-parameter"
	CodeInvalidEscape     = "invalid-escape"
)

// ParameterError is a parameter of a request that is wrong. Its kind is corpus.Invalid.
type ParameterError struct {
	Code      string
	Parameter string // its name, "" where it is none alone
	Message   string
	Hint      string
}

// Error returns the message with the name of the parameter.
func (e *ParameterError) Error() string {
	if e.Parameter == "" {
		return e.Message
	}
	return fmt.Sprintf("parameter %s: %s", e.Parameter, e.Message)
}

// Unwrap gives the error its kind.
func (e *ParameterError) Unwrap() error {
	return &corpus.Error{Kind: corpus.Invalid, Message: e.Error()}
}

// UnknownParameter returns the error for a parameter that does not exist.
func UnknownParameter(name, hint string) *ParameterError {
	return &ParameterError{Code: CodeUnknownParameter, Parameter: shorten(name), Message: "there is no such parameter", Hint: hint}
}

// RepeatedParameter returns the error for a parameter that may be given once only.
func RepeatedParameter(name string) *ParameterError {
	return &ParameterError{Code: CodeRepeatedParameter, Parameter: name, Message: "is given more than once", Hint: "Give it once."}
}

// invalid returns the error for a value that is wrong.
func invalid(parameter, format string, args ...any) error {
	return &ParameterError{Code: CodeInvalidParameter, Parameter: parameter, Message: fmt.Sprintf(format, args...)}
}

// wrong is invalid with a hint.
func wrong(parameter, hint, format string, args ...any) error {
	return &ParameterError{Code: CodeInvalidParameter, Parameter: parameter, Message: fmt.Sprintf(format, args...), Hint: hint}
}
