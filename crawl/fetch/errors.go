package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
)

// Class says why a fetch failed, for metrics, messages and back-off.
type Class string

// The classes of failure.
const (
	ClassBadURL         Class = "bad-url"            // no address that could be fetched: syntax, length, odd spelling of a host
	ClassScheme         Class = "scheme"             // neither http nor https
	ClassPort           Class = "port"               // a port that is not open to the crawler
	ClassRefusedAddress Class = "refused-address"    // an address, or a name, that is not of the public internet
	ClassNoHost         Class = "no-host"            // the name does not exist
	ClassDNS            Class = "dns"                // the name could not be looked up
	ClassConnect        Class = "connect"            // nobody answered at the address
	ClassTLS            Class = "tls"                // the certificate or the handshake is wrong
	ClassTimeout        Class = "timeout"            // a limit of time passed
	ClassSlow           Class = "slow"               // the body came slower than the least pace
	ClassReset          Class = "reset"              // the connection broke
	ClassTruncated      Class = "truncated"          // the body ended early where that cannot be mended
	ClassProtocol       Class = "protocol"           // the answer is no proper HTTP
	ClassHeader         Class = "header-too-large"   // more header than the limit
	ClassTooLarge       Class = "too-large"          // more body than the limit
	ClassBomb           Class = "bomb"               // the body unpacks to far more than was sent
	ClassBadEncoding    Class = "bad-encoding"       // the body is not in its Content-Encoding, or that is nested or unknown
	ClassBinary         Class = "binary"             // the body is no text
	ClassRedirectLoop   Class = "redirect-loop"      // a redirect to where the fetch has been
	ClassRedirects      Class = "too-many-redirects" // more redirects than the limit
	ClassRedirectScheme Class = "redirect-scheme"    // a redirect to neither http nor https
	ClassDowngrade      Class = "downgrade"          // a redirect from https to http
	ClassUnasked304     Class = "unasked-304"        // "not modified" to a request without conditions
	ClassCancelled      Class = "cancelled"          // the caller gave up
	ClassClosed         Class = "closed"             // the client is closed
)

// Retryable reports whether the same request may well succeed a little later. (The crawler decides whether it tries; what
// is not retryable within a run may still come back in days.)
func (c Class) Retryable() bool {
	switch c {
	case ClassDNS, ClassConnect, ClassTimeout, ClassSlow, ClassReset, ClassTruncated, ClassProtocol:
		return true
	}
	return false
}

// Error is a fetch that failed.
type Error struct {
	Class Class
	URL   string // the address at which it failed, without credentials
	Chain []Hop  // the redirects that led there
	Err   error
}

// Error returns the address, the class and the cause.
func (e *Error) Error() string {
	if e.URL == "" {
		return fmt.Sprintf("fetch: %s: %v", e.Class, e.Err)
	}
	return fmt.Sprintf("fetch %q: %s: %v", e.URL, e.Class, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ClassOf returns the class of the first *Error in err's chain, or "".
func ClassOf(err error) Class {
	var e *Error
	if errors.As(err, &e) {
		return e.Class
	}
	return ""
}

// Retryable reports whether err is an *Error of a class that is.
func Retryable(err error) bool { return ClassOf(err).Retryable() }

// fail returns an *Error without an address, which whoever knows it fills in.
func fail(class Class, format string, args ...any) *Error {
	return &Error{Class: class, Err: fmt.Errorf(format, args...)}
}

// The reasons for which a fetch is cancelled from within; each is the cause of a context.
var (
	errTotal   = fail(ClassTimeout, "the fetch took too long")
	errConnect = fail(ClassTimeout, "looking up and connecting took too long")
	errSlow    = fail(ClassSlow, "the body came too slowly")
	errClosed  = fail(ClassClosed, "the client is closed")
)

// classify gives an error of the network a class.
func classify(ctx context.Context, err error) *Error {
	var known *Error
	if errors.As(err, &known) || errors.As(context.Cause(ctx), &known) {
		return &Error{Class: known.Class, Err: known.Err}
	}
	switch cause := context.Cause(ctx); {
	case cause == nil:
		return &Error{Class: classOf(err), Err: err}
	case errors.Is(cause, context.DeadlineExceeded):
		return &Error{Class: ClassTimeout, Err: cause}
	default:
		return &Error{Class: ClassCancelled, Err: cause}
	}
}

// classOf reads the errors of net, crypto/tls and net/http; the last of these has kinds only in words.
func classOf(err error) Class {
	var (
		dns *net.DNSError
		nw  net.Error
		op  *net.OpError
	)
	text := err.Error()
	switch {
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return ClassNoHost
		}
		return ClassDNS
	case isTLS(err):
		return ClassTLS
	case errors.As(err, &nw) && nw.Timeout():
		return ClassTimeout
	case strings.Contains(text, "headers exceeded"), strings.Contains(text, "header list"):
		return ClassHeader
	case errors.As(err, &op) && op.Op == "dial":
		return ClassConnect
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed),
		strings.Contains(text, "server closed"):
		return ClassReset
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ClassTruncated
	}
	return ClassProtocol
}

func isTLS(err error) bool {
	var (
		verify  *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
		record  tls.RecordHeaderError
		alert   tls.AlertError
	)
	return errors.As(err, &verify) || errors.As(err, &unknown) || errors.As(err, &host) || errors.As(err, &invalid) ||
		errors.As(err, &record) || errors.As(err, &alert)
}
