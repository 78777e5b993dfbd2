package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// joined leads from the rows of people to the forms of their names.
const joined = "people p JOIN people_names n ON n.num = p.name JOIN people_forms f ON f.num = n.form"

// readResolved reads who the people of articles are, by number, in order.
func readResolved(ctx context.Context, tx *sqldb.Tx, articles []any, each func(article int64, p corpus.Resolved)) error {
	const query = "SELECT p.article, p.person, p.own, f.person, f.rule, n.rule FROM " + joined +
		" WHERE p.article IN (?) ORDER BY p.article, p.place"
	return tx.QueryIn(ctx, query, articles, func(rows *sql.Rows) error {
		var article int64
		var p corpus.Resolved
		var own, nameRule string
		if err := rows.Scan(&article, &p.Person, &own, &p.ID, &p.Rule, &nameRule); err != nil {
			return err
		}
		switch {
		case own != "":
			p.ID, p.Rule = corpus.PersonID(own), resolve.RuleCurator
		case p.Rule == resolve.RuleName:
			p.Rule = nameRule
		}
		each(article, p)
		return nil
	})
}

// currentPeople returns who ids name: as decisions say, else a person, else a form.
func currentPeople(ctx context.Context, tx *sqldb.Tx, ids []corpus.PersonID) (map[corpus.PersonID]corpus.PersonID, error) {
	current := make(map[corpus.PersonID]corpus.PersonID, len(ids))
	for _, query := range []string{
		"SELECT form, person FROM people_forms WHERE form IN (?)",
		"SELECT DISTINCT person, person FROM people_forms WHERE person IN (?)",
		"SELECT id, person FROM identities WHERE id IN (?)",
	} {
		err := tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
			var id, person corpus.PersonID
			err := rows.Scan(&id, &person)
			current[id] = person
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return current, nil
}

// CurrentPeople returns who the ids name now.
func (s *Store) CurrentPeople(ctx context.Context, ids []corpus.PersonID) (current map[corpus.PersonID]corpus.PersonID, err error) {
	err = s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		current, err = currentPeople(ctx, tx, ids)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("looking up %d people: %w", len(ids), err)
	}
	return current, nil
}

// PersonNames returns the names that people are shown under.
func (s *Store) PersonNames(ctx context.Context, ids []corpus.PersonID) (names map[corpus.PersonID]string, err error) {
	err = s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		names, _, err = personNames(ctx, tx, ids)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("names of %d people: %w", len(ids), err)
	}
	return names, nil
}

// personNames returns the names that people are shown under, and their spellings.
func personNames(ctx context.Context, tx *sqldb.Tx, ids []corpus.PersonID) (map[corpus.PersonID]string, map[corpus.PersonID][]corpus.Spelling, error) {
	spellings, err := spellingsOf(ctx, tx, ids)
	if err != nil {
		return nil, nil, err
	}
	given := map[corpus.PersonID]string{}
	const query = "SELECT id, name FROM identities WHERE name <> '' AND id IN (?)"
	err = tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
		var id corpus.PersonID
		var name string
		err := rows.Scan(&id, &name)
		given[id] = name
		return err
	})
	names := make(map[corpus.PersonID]string, len(ids))
	for id, list := range spellings {
		names[id] = resolve.DisplayName(id, given[id], list)
	}
	return names, spellings, err
}

// spelling is one spelling of one person.
type spelling struct {
	person corpus.PersonID
	name   int64
	rule   string
	number int // of the decision
}

// spellingsOf returns how articles write the names of people, in no order.
func spellingsOf(ctx context.Context, tx *sqldb.Tx, ids []corpus.PersonID) (map[corpus.PersonID][]corpus.Spelling, error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	found := map[spelling]*corpus.Spelling{}
	const (
		all = `SELECT f.person, n.num, n.name, f.form, f.rule, n.rule, f.decision, n.articles
			FROM people_forms f JOIN people_names n ON n.form = f.num WHERE f.person IN (?)`
		others = `SELECT f.person, n.num, n.name, f.form, f.rule, n.rule, f.decision, -count(DISTINCT p.article) FROM ` + joined + `
			WHERE p.own <> '' AND f.person IN (?) GROUP BY f.person, n.num`
		own = `SELECT p.own, n.num, n.name, f.form, 'curator', '', p.decision, count(DISTINCT p.article) FROM ` + joined + `
			WHERE p.own <> '' AND p.own IN (?) GROUP BY p.own, n.num, p.decision`
	)
	for _, query := range []string{all, others, own} {
		err := tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
			var s corpus.Spelling
			var person corpus.PersonID
			var num int64
			var nameRule string
			if err := rows.Scan(&person, &num, &s.Name, &s.Form, &s.Rule, &nameRule, &s.Decision, &s.Articles); err != nil {
				return err
			}
			if s.Rule == resolve.RuleName {
				s.Rule = nameRule
			}
			key := spelling{person, num, s.Rule, s.Decision}
			if had := found[key]; had != nil {
				had.Articles += s.Articles
			} else {
				found[key] = &s
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	spellings := map[corpus.PersonID][]corpus.Spelling{}
	for key, s := range found {
		if s.Articles > 0 {
			spellings[key.person] = append(spellings[key.person], *s)
		}
	}
	return spellings, nil
}

// Identity returns whom an id names now.
func (s *Store) Identity(ctx context.Context, id corpus.PersonID) (corpus.Identity, error) {
	var p corpus.Identity
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		current, err := currentPeople(ctx, tx, []corpus.PersonID{id})
		if err != nil {
			return err
		}
		p = corpus.Identity{ID: current[id]}
		names, spellings, err := personNames(ctx, tx, []corpus.PersonID{p.ID})
		if err != nil {
			return err
		}
		if names[p.ID] == "" {
			return resolve.Unknown(id)
		}
		p.Name, p.Spellings = names[p.ID], spellings[p.ID]
		resolve.SortSpellings(p.Spellings)
		counts, err := countArticles(ctx, tx, []corpus.PersonID{p.ID})
		if err != nil {
			return err
		}
		p.Articles = counts[p.ID]
		p.Decisions, err = s.decisionsOn(ctx, tx, p.ID)
		return err
	})
	if err != nil {
		return corpus.Identity{}, fmt.Errorf("person %s: %w", id, err)
	}
	return p, nil
}

// decisionsOn returns the decisions that speak of somebody who is a person now.
func (s *Store) decisionsOn(ctx context.Context, tx *sqldb.Tx, person corpus.PersonID) ([]corpus.Decision, error) {
	c, err := s.curation(ctx, tx)
	if err != nil || len(c.decisions) == 0 {
		return nil, err
	}
	component, err := reach(ctx, tx, c, map[string]bool{resolve.Family(person): true})
	if err != nil {
		return nil, err
	}
	ids := map[corpus.PersonID]bool{}
	for _, d := range component.decisions {
		for _, id := range resolve.SpokenOf(d) {
			ids[id] = true
		}
	}
	current, err := currentPeople(ctx, tx, slices.Collect(maps.Keys(ids)))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(component.decisions, func(d corpus.Decision) bool {
		return !slices.ContainsFunc(resolve.SpokenOf(d), func(id corpus.PersonID) bool { return current[id] == person })
	}), nil
}

// countArticles counts the articles that name people.
func countArticles(ctx context.Context, tx *sqldb.Tx, people []corpus.PersonID) (map[corpus.PersonID]int, error) {
	counts := make(map[corpus.PersonID]int, len(people))
	for some := range slices.Chunk(people, 200) {
		marks := "(?" + strings.Repeat(",?", len(some)-1) + ")"
		query := `SELECT who, count(DISTINCT article) FROM (
			SELECT f.person AS who, p.article AS article FROM ` + joined + ` WHERE p.own = '' AND f.person IN ` + marks + `
			UNION ALL SELECT own, article FROM people WHERE own <> '' AND own IN ` + marks + `) AS named GROUP BY who`
		err := tx.Query(ctx, query, slices.Concat(list(some), list(some)), func(rows *sql.Rows) error {
			var id corpus.PersonID
			var n int
			err := rows.Scan(&id, &n)
			counts[id] = n
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// People returns people with a form that contains a text.
func (s *Store) People(ctx context.Context, contains string, limit int) ([]corpus.Identity, error) {
	part := string(resolve.Form(contains))
	var found []corpus.Identity
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		ids, err := peopleWith(ctx, tx, part)
		if err != nil {
			return err
		}
		counts, err := countArticles(ctx, tx, ids)
		if err != nil {
			return err
		}
		found = found[:0]
		for id, n := range counts {
			found = append(found, corpus.Identity{ID: id, Articles: n})
		}
		slices.SortFunc(found, compareIdentities)
		found = found[:min(max(limit, 0), len(found))]
		ids = ids[:0]
		for _, p := range found {
			ids = append(ids, p.ID)
		}
		names, _, err := personNames(ctx, tx, ids)
		for i := range found {
			found[i].Name = names[found[i].ID]
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("people with %q: %w", contains, err)
	}
	return found, nil
}

func compareIdentities(a, b corpus.Identity) int {
	if a.Articles != b.Articles {
		return b.Articles - a.Articles
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

// peopleWith returns the people that some article names by a form that contains a part.
func peopleWith(ctx context.Context, tx *sqldb.Tx, part string) ([]corpus.PersonID, error) {
	const query = `SELECT f.person FROM people_forms f WHERE (? = '' OR instr(f.form, ?) > 0) AND EXISTS (
			SELECT 1 FROM people_names n JOIN people p ON p.name = n.num WHERE n.form = f.num AND p.own = '')
		UNION SELECT p.own FROM ` + joined + ` WHERE p.own <> '' AND (? = '' OR instr(f.form, ?) > 0)`
	var ids []corpus.PersonID
	err := tx.Query(ctx, query, []any{part, part, part, part}, func(rows *sql.Rows) error {
		var id corpus.PersonID
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// Decisions returns all decisions.
func (s *Store) Decisions(ctx context.Context) ([]corpus.Decision, error) {
	var all []corpus.Decision
	err := s.db.Read(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		c, err := s.curation(ctx, tx)
		if err == nil {
			all = slices.Clone(c.decisions)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading decisions: %w", err)
	}
	return all, nil
}
