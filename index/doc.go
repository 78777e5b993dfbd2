// Package index is the search over the corpus: what callers use (Index), and the
// small border below it that a search engine implements (Engine, Snapshot).
//
// Whatever does not depend on an engine is written here once: limits, relaxation,
// facets that ignore their own selection, paging and cursors, snippets, following
// the store, rebuilding beside and swapping. An index is derived: it can be
// deleted at any time and costs time, never data.
package index
