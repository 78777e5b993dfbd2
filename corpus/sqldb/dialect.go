package sqldb

import (
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// Dialect is what differs between database products.
type Dialect struct {
	Name       string // also the folder of its migrations: "sqlite"
	BeginWrite string // begins a transaction that may write
	BeginRead  string // begins one that sees a single state of the database
	HasTable   string // counts the tables named by its one parameter
	Numbered   bool   // placeholders are $1, $2 instead of ?
	MaxParams  int    // parameters that one statement may have

	// Goose is the name that the migration library knows it by.
	Goose goose.Dialect
	// Busy reports whether err means that another transaction was in the way, so
	// that the same one may succeed when begun again.
	Busy func(err error) bool
	// Explain gives err a kind and a message that says what to do.
	Explain func(err error) error
}

// rebind writes the placeholders of query as the dialect wants them. No query
// of ours has a question mark in a literal.
func (d Dialect) rebind(query string) string {
	if !d.Numbered {
		return query
	}
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, found := strings.Cut(query, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}
