// Package memstore keeps a corpus in memory: the plainest corpus.Store, to test
// others against and to test with. Nothing is shared with the caller: values go in and
// come out as JSON.
package memstore
