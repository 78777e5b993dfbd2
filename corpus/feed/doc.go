// Package feed reads feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, and CDF, with the modules that
// news uses (Dublin Core, content:encoded, Media RSS, iTunes, FeedBurner, syndication).
//
// It turns bytes into a Feed and knows no network. Feeds are taken as publishers write them, not as they should: broken
// markup and wrong declarations of the encoding are mended as packages xmltree and clean say, entities that a feed declares
// itself are never expanded, and a feed that ends early gives the items before its end. Only what holds no feed at all is an
// error. The order of items is kept.
//
// The same thing has many names in feeds. Each field of Item says which are read, in the order in which they count.
package feed
