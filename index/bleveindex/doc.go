// Package bleveindex is the index.Engine on Bleve's scorch index: one folder per
// generation, no service beside the program.
//
// It uses scorch below Bleve's own query layer, through index.IndexReader: words come from
// index/analysis, the walk over postings, scores, facets and orders are ours (postings.go,
// compile.go, search.go), so that one pass over one snapshot gives hits, counts and position.
// layout.go states what is stored, generations.go how it lies on disk.
package bleveindex
