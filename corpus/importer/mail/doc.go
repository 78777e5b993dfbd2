// Package mail reads messages as they are sent and kept: a single message (RFC 5322 headers and MIME, RFC 2045 to 2049), a mailbox
// of many (mbox), and a web page saved as one (MHTML, RFC 2557). It gives their headers and texts; pictures, attached files
// and whatever else is no text is passed over.
//
// The input is read line by line and as it comes, so that a message may be larger than memory; the texts of one together are bounded. What
// senders get wrong is read as mail programs do: lines that are no header, missing end boundaries, parts without types, encoded
// words that cut a letter in two, quoted-printable and base64 with damage.
//
// # Mailboxes
//
// A message begins with a line "From sender date" at the beginning or after an empty line, and lines of its own that look so have
// ">" before them (one ">" too many is taken from each, as mboxrd does). Of mailboxes that quote nothing (mboxo, mboxcl) a line counts
// as a beginning if it has a time of day and a header line follows.
package mail
