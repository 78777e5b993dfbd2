// Package frontier keeps what a crawler has to fetch, has fetched, and may fetch when: in the store's database, in tables of its
// own. It makes no request itself.
//
// # What is kept
//
//   - Every address ever seen, in its canonical form (package weburl), once. It is waiting, leased, done or given up.
//   - Polls: feeds, sitemaps and pages that are read again and again, each with its Rhythm.
//   - Hosts: when the next request may begin, what they asked for, how they failed. The host is the name without the port.
//   - Validators (ETag, Last-Modified) verbatim, up to 1 KB, for conditional requests.
//   - Notes: small things that a crawler keeps of a host or an origin, such as its robots.txt.
//
// # Leases
//
// Next leases addresses, at most one of a host at a time: polls first, then fresh items of feeds, news sitemaps, articles due for
// another look, sitemaps, links. Each lease ends by Done, Retry, Failed or Release, or by itself when its time is over. Before a
// lease is handed out it is on disk that the host rests until the end of the lease and its gap after that; the end of the
// lease brings that forward to its gap from then. So no crash can make a host be asked early. A process that opens the frontier
// Alone takes the leases of its dead predecessor back at once, and lets their hosts rest for a gap.
//
// What is promised of an address: from the return of Add on it is fetched at least once, unless it is given up with a reason. It is
// fetched twice only where a process dies between the request and the return of Done, or a lease ran out. An address whose leases
// end twenty times in a row without an answer is given up, because it may be what kills the crawler.
//
// Several processes may share a frontier when none is opened Alone: SQLite lets one lease at a time. (On PostgreSQL the rows of hosts will be
// taken with FOR UPDATE SKIP LOCKED.)
//
// # Time
//
// Times are of a clock that runs evenly while the process lives: the wall clock when it was opened, and monotonic time since then.
// A jump of the wall clock by more than a minute is carried over into all times kept, in the direction that asks no host early: forward, the rests
// of hosts and the leases move along; backward, everything that waits does. Nothing that was missed is made up for: after a sleep each poll is due
// once, and each host gives one address at a time.
//
// # Bounds
//
// A host may be given 10,000 addresses a run; a path 16 sets of parameter names; 20 links from its beginning. Addresses that
// weburl.Trap refuses never enter. Where 200 links of one pattern (the path with numbers and its last segment left open, or the path with its
// parameter names) brought no article, the rest of that pattern is given up. Requests under way to one network address, which many hosts may
// share, are limited where the address is known from an earlier request.
package frontier
