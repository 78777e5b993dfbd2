package store

import "dateline/corpus/sqldb"

// Database is where the articles are, for packages that keep tables of their own beside them.
func (s *Store) Database() *sqldb.DB { return s.db }
