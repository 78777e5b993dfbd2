package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// Check compares who is who with what a rebuild would give: the names of each article with its facts, page by page,
// and then what is derived from the names: counts, forms and whose they are, and what decisions say of single articles.

const kindPeople = "people"

// described is what the facts of an article say of its people.
type described struct {
	id       corpus.ID
	revision int
	names    []resolve.Named
}

// compareNames compares the rows of people of the articles numbered from to to with their facts.
func (c *checker) compareNames(ctx context.Context, tx *sqldb.Tx, from, to int64, said map[int64]described) error {
	rowsOf := map[int64][]resolve.Named{}
	const query = "SELECT p.article, p.person, n.name, f.form, n.rule FROM " + joined + " WHERE p.article BETWEEN ? AND ? ORDER BY p.article, p.place"
	err := tx.Query(ctx, query, []any{from, to}, func(rows *sql.Rows) error {
		var article int64
		var n resolve.Named
		err := rows.Scan(&article, &n.Person, &n.Name, &n.Form, &n.Rule)
		rowsOf[article] = append(rowsOf[article], n)
		return err
	})
	if err != nil {
		return err
	}
	tiesOf := map[int64][]resolve.Tie{}
	const ties = "SELECT a.article, t.other, t.form, t.rule FROM article_ties a JOIN ties t ON t.num = a.tie WHERE a.article BETWEEN ? AND ?"
	err = tx.Query(ctx, ties, []any{from, to}, func(rows *sql.Rows) error {
		var article int64
		var t resolve.Tie
		err := rows.Scan(&article, &t.Other, &t.Form, &t.Rule)
		tiesOf[article] = append(tiesOf[article], t)
		return err
	})
	if err != nil {
		return err
	}
	for _, num := range slices.Sorted(maps.Keys(said)) {
		if d := said[num]; !sameNames(d.names, rowsOf[num], tiesOf[num]) {
			c.damages = append(c.damages, corpus.Damage{ID: d.id, Revision: d.revision, What: kindPeople, Err: errPeople})
		}
	}
	return nil
}

var errPeople = errors.New("they are not those of its facts: 'dateline people rebuild' derives them anew")

func sameNames(said, kept []resolve.Named, ties []resolve.Tie) bool {
	left := map[resolve.Tie]bool{}
	for _, t := range ties {
		left[t] = true
	}
	for _, n := range said {
		for _, t := range n.Ties {
			if !slices.Contains(ties, t) {
				return false
			}
			delete(left, t)
		}
	}
	return len(left) == 0 && slices.EqualFunc(said, kept, func(a, b resolve.Named) bool {
		return a.Person == b.Person && a.Name == b.Name && a.Form == b.Form && a.Rule == b.Rule
	})
}

// checkPeople compares what is derived from names, ties and decisions with deriving it again.
func (s *Store) checkPeople(ctx context.Context, report func(corpus.Damage) error) error {
	return s.checkDerived(ctx, kindPeople, report, func(ctx context.Context, tx *sqldb.Tx, wrong *findings) error {
		c, err := s.curation(ctx, tx)
		if err != nil {
			return err
		}
		p := &peopleChecker{tx: tx, findings: wrong, curated: c}
		return errors.Join(p.counts(ctx), p.forms(ctx), p.unsingled(ctx))
	})
}

// peopleChecker gathers what is wrong with who is who.
type peopleChecker struct {
	*findings
	tx      *sqldb.Tx
	curated *curated
	owned   int // rows of people that decisions single out, as they should be
}

// counts finds names and ties whose articles are counted wrongly, and forms without a name.
func (p *peopleChecker) counts(ctx context.Context) error {
	for what, query := range map[string]string{
		"the articles of a name are counted wrongly": `SELECT n.name FROM people_names n
			WHERE n.articles <> (SELECT count(DISTINCT p.article) FROM people p WHERE p.name = n.num)`,
		"the articles of a tie are counted wrongly": `SELECT t.other FROM ties t
			WHERE t.articles <> (SELECT count(*) FROM article_ties a WHERE a.tie = t.num)`,
		"a form has no name": "SELECT f.form FROM people_forms f WHERE NOT EXISTS (SELECT 1 FROM people_names n WHERE n.form = f.num)",
	} {
		err := p.tx.Query(ctx, query, nil, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			p.note("%s: %s", what, name)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// forms resolves all families again, in parts, and compares.
func (p *peopleChecker) forms(ctx context.Context) error {
	const most = 1000
	var families []string
	err := p.tx.Query(ctx, "SELECT DISTINCT family FROM people_forms ORDER BY family", nil, func(rows *sql.Rows) error {
		var family string
		err := rows.Scan(&family)
		families = append(families, family)
		return err
	})
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for part := range slices.Chunk(families, most) {
		seeds := map[string]bool{}
		for _, family := range part {
			if !done[family] {
				seeds[family] = true
			}
		}
		c, err := reach(ctx, p.tx, p.curated, seeds)
		if err != nil {
			return err
		}
		maps.Copy(done, c.families)
		if err := p.component(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (p *peopleChecker) component(ctx context.Context, c *component) error {
	is := c.resolve()
	for _, f := range c.forms {
		if want := is.Forms[f.form]; f.was != want {
			p.note("the form %s is kept as %s's by rule %q, and is %s's by rule %q", f.form, f.was.Person, f.was.Rule, want.Person, want.Rule)
		}
	}
	if len(c.decisions) == 0 {
		return nil
	}
	want := identityRows(&is)
	var kept []any
	const query = "SELECT id, person, name, family FROM identities WHERE family IN (?)"
	err := p.tx.QueryIn(ctx, query, sortedKeys(c.families), func(rows *sql.Rows) error {
		var id, person, name, family string
		err := rows.Scan(&id, &person, &name, &family)
		kept = append(kept, id, person, name, family)
		return err
	})
	if err != nil {
		return err
	}
	if !sameRows(want, kept, 4) {
		p.note("who the ids are that decisions speak of is kept wrongly, for decision %d and others", c.decisions[0].Number)
	}
	return p.singled(ctx, c, &is)
}

// sameRows compares rows of a width in any order.
func sameRows(a, b []any, width int) bool {
	count := map[string]int{}
	for row := range slices.Chunk(a, width) {
		count[fmt.Sprintf("%q", row)]++
	}
	for row := range slices.Chunk(b, width) {
		count[fmt.Sprintf("%q", row)]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// singled compares the rows of the articles that decisions single out.
func (p *peopleChecker) singled(ctx context.Context, c *component, is *resolve.Resolution) error {
	ids := map[corpus.ID]bool{}
	for at := range is.Apart {
		ids[at.Article] = true
	}
	const query = "SELECT a.id, f.num, f.form, n.rule, p.own, p.decision FROM " + joined + " JOIN articles a ON a.num = p.article WHERE a.id IN (?)"
	return p.tx.QueryIn(ctx, query, sortedKeys(ids), func(rows *sql.Rows) error {
		var id corpus.ID
		var num int64
		var form, own corpus.PersonID
		var rule string
		var decision int
		if err := rows.Scan(&id, &num, &form, &rule, &own, &decision); err != nil {
			return err
		}
		if c.forms[num] == nil {
			return nil
		}
		want, alone := is.Assign(id, form, rule)
		if !alone {
			want = resolve.Assignment{}
		} else {
			p.owned++
		}
		if own != want.Person || decision != want.Decision {
			p.note("%s in article %s is kept as %q, and a decision makes it %q", form, id, own, want.Person)
		}
		return nil
	})
}

// unsingled finds rows that no decision singles out.
func (p *peopleChecker) unsingled(ctx context.Context) error {
	var n int
	if err := p.tx.QueryRow(ctx, "SELECT count(*) FROM people WHERE own <> ''", nil, &n); err != nil {
		return err
	}
	if n > p.owned {
		p.note("%d people of single articles are kept as somebody else without a decision", n-p.owned)
	}
	return nil
}
