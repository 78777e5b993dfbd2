package index

import "context"

// Generations keeps the builds of an index: one is current, another may be made
// beside it.
type Generations interface {
	// Open opens the current generation. The error is of kind NotFound where there is none, or where it
	// is damaged, half-made, or of another mapping or version (the message says which): it must be built anew.
	// It is of kind Conflict where another process holds it.
	Open(ctx context.Context) (Engine, string, error)
	// Create makes an empty generation beside the current one and returns its name.
	Create(ctx context.Context) (Engine, string, error)
	// Promote makes a generation current, atomically and durably. The former one stays
	// until Discard.
	Promote(ctx context.Context, name string) error
	// Discard removes a generation that is closed and not current.
	Discard(ctx context.Context, name string) error
}

// Lexicon knows the names that a query may use and a reader wants to see.
type Lexicon interface {
	// CountryCode returns the code of a name, alias, demonym or code, in any case.
	CountryCode(name string) (code string, ok bool)
	// CountryName returns the English short name of a code.
	CountryName(code string) string
	// PersonID returns the normal form of a full name, which a store may know as somebody's.
	PersonID(name string) string
}
