// Package sqldb is the one way to an SQL database: transactions with bounded
// retry, prepared statements that outlive them, statements over many rows, and
// embedded forward-only migrations.
//
// What differs between database products is a Dialect value; the code above it is
// the same for all. Queries are written with ? placeholders and standard
// upserts (ON CONFLICT). SQLite is the dialect there is.
package sqldb
