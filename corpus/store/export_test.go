package store

import "dateline/corpus/sqldb"

// DB lets tests damage what is below.
func (s *Store) DB() *sqldb.DB { return s.db }
