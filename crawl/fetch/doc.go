// Package fetch does one HTTP GET right: from an address that a stranger wrote to bytes that may be read, or to an error
// with a class. When to fetch, how often and what next are the crawler's; so are robots.txt and retries.
//
// # The order of a Get
//
//  1. The address is checked and written in normal form (Client.Check), before any name is looked up. See target.go.
//  2. The name is looked up; of the answers only addresses of the public internet, or such as the operator allowed, are
//     dialled, and the socket's own address is checked once more right before connecting. This holds for every connection, so
//     neither a redirect nor a name that answers differently the second time leads elsewhere. See address.go and dial.go.
//  3. TLS certificates are verified, always. Request and answer are HTTP/1.1 or HTTP/2.
//  4. A redirect by Location, by a Refresh header or by a meta element (the latter two with delay 0) goes back to step 1. See
//     exchange.go and refresh.go.
//  5. The body is read within limits of time, pace, size and ratio, and unpacked. See body.go and decode.go.
//  6. Its first 512 bytes tell what it is, whatever the server says; see sniff.go. Its charset is found as the WHATWG has it;
//     see charset.go.
//
// No cookies are kept or sent, no credentials, no Referer; proxy variables of the environment count for nothing.
//
// # Sources
//
// RFC 9110 (HTTP semantics: redirects, validators, Retry-After), RFC 9112 (HTTP/1.1), RFC 8878 and 9659 (zstd and its window),
// RFC 6890 with the IANA registries of special-purpose addresses, the WHATWG's standards for URLs (hosts that end in a number),
// HTML (shared declarative refresh), MIME sniffing and encodings.
package fetch
