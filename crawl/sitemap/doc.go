// Package sitemap reads sitemaps as a stream, and says which sitemaps of a site are to be read.
//
// It knows no network: Read takes a reader and hands out entries one at a time, whatever the length of the sitemap. Walk
// keeps the rules of going from one sitemap to the next.
//
// # Formats (https://www.sitemaps.org/protocol.html)
//
//	urlset         pages, with lastmod, changefreq and priority; the news namespace
//	               (http://www.google.com/schemas/sitemap-news/0.9) gives title, publication and date. Pictures, videos and
//	               translations are passed over.
//	sitemapindex   other sitemaps
//	feed           RSS, RDF, Atom and JSON Feed, handed on as it is (Options.Feed)
//	text           one absolute address a line
//
// The content decides between them, not the name or the Content-Type; each may be packed with gzip, once.
//
// # How it is read
//
// The encoding is that of a byte order mark, of the XML declaration, of the Content-Type, or UTF-8, in this order. Bytes that
// are not of UTF-8 are taken as windows-1252; characters that XML forbids are left out.
//
// Names are compared without prefix, namespace and case, so that no, a wrong or an old namespace does no harm. Entities that
// a document declares are never expanded. A bare "&" is text. An entry ends where the next one begins if its end tag is
// missing. Where the markup cannot be read on, reading begins again at the next entry; every such place is reported, and a
// document with more than a thousand of them is left there. An entry is given when it is complete, or when at least its
// address is.
//
// Addresses are resolved against the sitemap's, "&amp;" that was escaped twice is mended, credentials and fragment are
// dropped. What is then not of http or https, or longer than 2,048 bytes, is left out and reported.
//
// # Limits
//
// 50,000 entries, 50 MB (52,428,800 bytes) unpacked, at most 100 times the packed size (from 1 MiB on, below which no ratio
// is dangerous); 5 MiB for a feed; 256 KiB between two tags. What was read up to a limit counts, and the report says that
// there is more. A walk goes three sitemaps deep, reads none twice, at most 10,000, and stays on its site.
package sitemap
