// Package robots decides what a crawler may fetch of a site and may do with what it fetched: by robots.txt, as RFC 9309 says
// and Google's open-source parser does it, and by the robots directives of a page and of its HTTP header.
//
// The package knows no network. Fetch follows the redirects of one robots.txt through an Asker that the crawler supplies;
// Policy and Record say, without a clock of their own, what an answer means and when to ask again.
//
// # The file (https://www.rfc-editor.org/rfc/rfc9309, https://github.com/google/robotstxt)
//
// Any bytes are a robots.txt. Lines end with LF, CR or both. A byte order mark, also one that is cut off, is skipped. Of a
// line the first 16,663 bytes count, of those the ones before the first NUL, of those the ones before the first "#". What
// remains, trimmed, is
//
//	key ":" value      or, without any colon,      key white-space value
//
// where in the second form neither may contain white space. A line that is neither means nothing; so an HTML page is a
// robots.txt without rules. A key is known by how it begins, whatever its case:
//
//	user-agent   also useragent, "user agent"
//	allow
//	disallow     also dissallow, dissalow, disalow, diasllow, disallaw
//	sitemap      also site-map
//
// A group is one or more user-agent lines and the allow and disallow lines after them; other lines neither end nor begin
// one. Rules before the first user-agent mean nothing. An agent's name ends before the first byte that is no ASCII letter,
// "-" or "_", and is compared whole, without case. "*", alone or before white space, stands for all. The rules of all groups
// that name the agent are one set; the groups of "*" count only where no group names the agent.
//
// In the value of a rule, bytes above 127 are percent-encoded and the hexadecimal digits of percent-encodings are made
// capital; nothing else is decoded or encoded. The address that is asked about is taken as it is: without scheme, authority
// and fragment, and with "/" before it if it does not begin so. It has to be in the escaped form that is sent to the server
// (Escape makes it so).
//
// A rule matches where its value is a prefix of that path with its query; "*" in it stands for any bytes, "$" at its very
// end for the end of the address. An allow rule whose last segment begins with "index.htm" also matches the address that ends
// before that segment, as "…/$". The longest value that matches wins, allow before disallow among equally long ones. An
// empty value matches nothing. Where nothing matches, the address is allowed.
//
// # What is ours
//
// At most 500 KiB of a file count, up to the last complete line. Crawl-delay, which neither RFC nor Google know, is read: the
// largest that is asked of the agents named directly above it, at most 120 seconds. Request-rate, Visit-time and whatever else
// exists are ignored.
//
// # The fetch (RFC 9309 section 2.3, https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt)
//
//	2xx                                    the body is the file
//	304 to a question with a validator     the file is what it was
//	3xx                                    followed, also to other hosts, at most five times; after that, without a place to
//	                                       go to, or to another scheme, the file is unavailable: all is allowed
//	4xx but 429                            unavailable: all is allowed
//	429, 5xx, all else, no answer          unreachable: nothing is allowed. The last answer stands in until it is 24 hours
//	                                       old. After 30 days without an answer the file is taken as unavailable.
//
// An answer is good for 24 hours, or shorter if its Cache-Control says so, but at least for five minutes. What is unreachable
// is asked again after a minute, then twice as long each time up to six hours, each longer by up to half at random, and never
// before the moment that Retry-After names, if that is within 24 hours.
package robots
