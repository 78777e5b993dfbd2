// Package store keeps the corpus in an SQL database: corpus.Store on package sqldb.
//
// Today that is one SQLite file, which several processes may use at a time. The
// tables are described in migrations, the stored bytes in codec.go, and the order of
// things in a write in put.go.
package store
