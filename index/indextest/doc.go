// Package indextest is the suite that every index.Engine passes: conformance case by
// case, a differential test against memindex on random corpora and queries, the cases of
// index.Generations, and benchmarks.
package indextest
