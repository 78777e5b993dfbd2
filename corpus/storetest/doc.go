// Package storetest is the suite that every corpus.Store passes: each promise
// written at the interface, a fresh store per case.
package storetest
