// Package weburl says when two addresses of the web are one, and which addresses lead nowhere.
//
// # One address
//
// Canonical gives the form that all spellings of an address share. It changes only what RFC 3986, section 6.2, and
// the practice of publishers say leads to the same page:
//
//   - scheme and host in lower case, a host in another script as the domain name system writes it, without trailing dot;
//   - no default port, user, password and fragment;
//   - no dot segments; escapes in upper case, and none where the character needs none; a percent sign that begins no
//     escape is escaped;
//   - no parameters that say how a reader came (utm_source, fbclid, …) and none that name a visit (PHPSESSID, ;jsessionid=…,
//     sid with the long random value of a session). The other parameters stay, in their order, because some sites depend on it.
//
// Canonical of a canonical address is that address. What may lead elsewhere stays apart: http and https, www and the bare
// domain, a slash at the end.
//
// # Twins
//
// Twin guesses the address of the ordinary page behind an AMP or mobile one. A guess is no fact: who uses it lets the page that
// answers confirm it with its rel=canonical.
//
// # Traps
//
// Trap tells addresses that a site makes without end: paths that repeat themselves, calendars, endless parameters. Unsorted drops
// parameters that only sort or dress up a listing.
package weburl
