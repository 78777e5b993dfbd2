// Package index is the search over the corpus: what callers use (Index), and the
// small border below it that a search engine implements (Engine, Snapshot).
//
// Whatever does not depend on an engine is written here once:
//
//   - A search is a Request and its answer a Response (request.go). A request has one
//     written form, its address, that pages, API and command line share (address.go);
//     narrow.go changes a request step by step.
//   - Index.Search plans a request within the limits (plan.go), runs it with relaxation
//     (relax.go), and makes the answer readable: labelled facets (facets.go), passages
//     with marks (excerpt.go), places to go on from (cursor.go).
//   - An engine sees only documents (document.go) and searches in terms of the query tree
//     (engine.go); order.go and Document say what any engine must agree on.
//   - Index follows the store (follow.go) and is built anew beside itself and swapped
//     (rebuild.go, generations.go). It is derived: it can be deleted at any time and costs
//     time, never data.
//
// A wrong request is a *ParameterError or wraps a *query.Problem.
package index
