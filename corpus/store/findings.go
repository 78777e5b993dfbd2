package store

import (
	"context"
	"fmt"

	"dateline/corpus"
	"dateline/corpus/sqldb"
)

// findings are what is wrong with derived data, but no more than can be read.
type findings []error

const mostWrong = 100

func (f *findings) note(format string, args ...any) {
	if len(*f) < mostWrong {
		*f = append(*f, fmt.Errorf(format, args...))
	}
}

// checkDerived looks at derived data in one transaction, which may be repeated, and reports what was found.
func (s *Store) checkDerived(ctx context.Context, kind string, report func(corpus.Damage) error, look func(context.Context, *sqldb.Tx, *findings) error) error {
	var wrong findings
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		wrong = nil
		return look(ctx, tx, &wrong)
	})
	if err != nil {
		return err
	}
	for _, w := range wrong {
		if err := report(corpus.Damage{What: kind, Err: w}); err != nil {
			return err
		}
	}
	return nil
}
