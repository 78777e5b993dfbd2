package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// component is the families that some families reach by ties and decisions, with all that is said of them.
type component struct {
	families  map[string]bool
	forms     map[int64]*formRow
	ties      []resolve.Tie
	decisions []corpus.Decision
}

// formRow is a row of people_forms.
type formRow struct {
	form corpus.PersonID
	was  resolve.Assignment // Person is "" for a new one
}

// reach finds the component of families.
func reach(ctx context.Context, tx *sqldb.Tx, c *curated, seeds map[string]bool) (*component, error) {
	found := &component{families: map[string]bool{}, forms: map[int64]*formRow{}}
	ties := map[resolve.Tie]bool{}
	said := map[int]bool{}
	frontier := slices.Sorted(maps.Keys(seeds))
	for len(frontier) > 0 {
		next := map[string]bool{}
		for _, family := range frontier {
			found.families[family] = true
		}
		for _, column := range []string{"other_family", "form_family"} {
			query := "SELECT other, form, rule, other_family, form_family FROM ties WHERE " + column + " IN (?)"
			err := tx.QueryIn(ctx, query, list(frontier), func(rows *sql.Rows) error {
				var t resolve.Tie
				var other, form string
				err := rows.Scan(&t.Other, &t.Form, &t.Rule, &other, &form)
				ties[t], next[other], next[form] = true, true, true
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		for _, family := range frontier {
			for _, d := range c.byFamily[family] {
				said[d.Number] = true
				for _, f := range resolve.FamiliesOf(*d) {
					next[f] = true
				}
			}
		}
		maps.DeleteFunc(next, func(family string, _ bool) bool { return found.families[family] })
		frontier = slices.Sorted(maps.Keys(next))
	}
	found.ties = slices.Collect(maps.Keys(ties))
	for _, number := range slices.Sorted(maps.Keys(said)) {
		found.decisions = append(found.decisions, c.decisions[number-1])
	}
	return found, found.loadForms(ctx, tx)
}

func (c *component) loadForms(ctx context.Context, tx *sqldb.Tx) error {
	const query = "SELECT num, form, person, rule, decision FROM people_forms WHERE family IN (?)"
	return tx.QueryIn(ctx, query, sortedKeys(c.families), func(rows *sql.Rows) error {
		var num int64
		var f formRow
		err := rows.Scan(&num, &f.form, &f.was.Person, &f.was.Rule, &f.was.Decision)
		c.forms[num] = &f
		return err
	})
}

// resolve says who is who in a component.
func (c *component) resolve() resolve.Resolution {
	forms := make([]corpus.PersonID, 0, len(c.forms))
	for _, f := range c.forms {
		forms = append(forms, f.form)
	}
	return resolve.Resolve(forms, c.ties, c.decisions)
}

// resolve resolves the seeds again, and notes each article not touched by this write whose people
// are others by that. The effect is without a decision and counts of forms.
func (r *roster) resolve(ctx context.Context) (corpus.Effect, error) {
	if len(r.seeds) == 0 {
		return corpus.Effect{}, nil
	}
	c, err := reach(ctx, r.tx, r.curated, r.seeds)
	if err != nil {
		return corpus.Effect{}, err
	}
	clear(r.seeds)
	return r.settle(ctx, c)
}

// settle resolves a component and writes down what changes.
func (r *roster) settle(ctx context.Context, c *component) (corpus.Effect, error) {
	s := &settling{roster: r, component: c, is: c.resolve()}
	for _, step := range [...]func(context.Context) error{s.updateForms, s.updateIdentities, s.loadSingular, s.updateRows, s.noteChanges} {
		if err := step(ctx); err != nil {
			return s.effect, err
		}
	}
	slices.SortFunc(s.effect.Moves, func(a, b corpus.Move) int {
		return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.Article, b.Article))
	})
	return s.effect, nil
}

// settling writes down how a component is resolved.
type settling struct {
	*roster
	*component
	is     resolve.Resolution
	effect corpus.Effect

	moved    []any               // numbers of forms that are others' now, or by another rule
	singular map[int64]corpus.ID // articles that decisions single out
	changed  map[int64]bool      // articles
}

func (s *settling) updateForms(ctx context.Context) error {
	var rows []any
	for _, num := range slices.Sorted(maps.Keys(s.forms)) {
		f := s.forms[num]
		is := s.is.Forms[f.form]
		if is == f.was {
			continue
		}
		rows = append(rows, num, string(is.Person), is.Rule, is.Decision)
		if f.was.Person == "" {
			continue
		}
		s.moved = append(s.moved, num)
		if is.Person != f.was.Person {
			s.effect.Moves = append(s.effect.Moves, corpus.Move{Form: f.form, From: f.was.Person, To: is.Person})
		}
	}
	return s.tx.Insert(ctx, "WITH v (num, person, rule, decision) AS (VALUES",
		`) UPDATE people_forms SET person = v.person, rule = v.rule, decision = v.decision FROM v WHERE people_forms.num = v.num`, 4, rows)
}

func (s *settling) updateIdentities(ctx context.Context) error {
	if len(s.decisions) == 0 {
		return nil
	}
	if err := s.tx.ExecIn(ctx, "DELETE FROM identities WHERE family IN (?)", sortedKeys(s.families)); err != nil {
		return err
	}
	return s.tx.Insert(ctx, "INSERT INTO identities (id, person, name, family) VALUES", "", 4, identityRows(&s.is))
}

// identityRows are the rows of identities that a resolution gives, in order of id.
func identityRows(r *resolve.Resolution) []any {
	ids := maps.Clone(r.Known)
	for id := range r.Names {
		ids[id] = id
	}
	var rows []any
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		rows = append(rows, string(id), string(ids[id]), r.Names[id], resolve.Family(id))
	}
	return rows
}

// loadSingular finds the articles that decisions single out, undone ones too.
func (s *settling) loadSingular(ctx context.Context) error {
	var ids []corpus.ID
	for _, d := range s.decisions {
		ids = append(ids, d.Articles...)
	}
	s.singular, s.changed = map[int64]corpus.ID{}, map[int64]bool{}
	const query = "SELECT num, id FROM articles WHERE deleted = 0 AND id IN (?)"
	return s.tx.QueryIn(ctx, query, list(ids), func(rows *sql.Rows) error {
		var num int64
		var id corpus.ID
		err := rows.Scan(&num, &id)
		s.singular[num] = id
		return err
	})
}

// personRow is a row of people with the name it has.
type personRow struct {
	article, place, form int64
	nameRule, own        string
	decision             int
}

// updateRows writes who is meant in single articles into the rows of people, and notes the articles whose people change.
func (s *settling) updateRows(ctx context.Context) error {
	const columns = "SELECT p.article, p.place, n.form, n.rule, p.own, p.decision FROM people_names n JOIN people p ON p.name = n.num WHERE "
	seen := map[[2]int64]bool{}
	told := map[[2]int64]bool{}
	var updates []any
	each := func(rows *sql.Rows) error {
		var p personRow
		if err := rows.Scan(&p.article, &p.place, &p.form, &p.nameRule, &p.own, &p.decision); err != nil {
			return err
		}
		if seen[[2]int64{p.article, p.place}] || s.forms[p.form] == nil {
			return nil
		}
		seen[[2]int64{p.article, p.place}] = true
		updates = append(updates, s.compare(p, told)...)
		return nil
	}
	if err := s.tx.QueryIn(ctx, columns+"n.form IN (?)", s.moved, each); err != nil {
		return err
	}
	singular := make([]any, 0, len(s.singular))
	for num := range s.singular {
		singular = append(singular, num)
	}
	if err := s.tx.QueryIn(ctx, columns+"p.article IN (?)", singular, each); err != nil {
		return err
	}
	return s.tx.Insert(ctx, "WITH v (article, place, own, decision) AS (VALUES",
		`) UPDATE people SET own = v.own, decision = v.decision FROM v WHERE people.article = v.article AND people.place = v.place`, 4, updates)
}

// compare compares who a row was with who it is, and returns its update, if it needs one.
func (s *settling) compare(p personRow, told map[[2]int64]bool) []any {
	f := s.forms[p.form]
	was := f.was
	if was.Rule == resolve.RuleName {
		was.Rule = p.nameRule
	}
	if p.own != "" {
		was = resolve.Assignment{Person: corpus.PersonID(p.own), Rule: resolve.RuleCurator, Decision: p.decision}
	}
	id := s.singular[p.article]
	is, alone := s.is.Assign(id, f.form, p.nameRule)
	if f.was.Person != "" && (is.Person != was.Person || is.Rule != was.Rule) {
		s.changed[p.article] = true
	}
	if key := [2]int64{p.article, p.form}; f.was.Person != "" && (alone || p.own != "") && is.Person != was.Person && !told[key] {
		told[key] = true
		s.effect.Moves = append(s.effect.Moves, corpus.Move{Form: f.form, Article: id, From: was.Person, To: is.Person, Articles: 1})
	}
	own, decision := "", 0
	if alone {
		own, decision = string(is.Person), is.Decision
	}
	if own == p.own && decision == p.decision {
		return nil
	}
	return []any{p.article, p.place, own, decision}
}

// noteChanges notes the articles that this write has not touched and whose people are others now.
func (s *settling) noteChanges(context.Context) error {
	for _, a := range s.touched {
		delete(s.changed, a.num)
	}
	s.effect.Articles = len(s.changed)
	maps.Copy(s.others, s.changed)
	return nil
}

// resolved appends a change for articles whose people or copies are others now, in order of their ids.
func (w *write) resolved(ctx context.Context, nums []int64) error {
	args := make([]any, len(nums))
	for i, num := range nums {
		args[i] = num
	}
	var changed []*article
	err := w.tx.QueryIn(ctx, "SELECT "+articleColumns+" FROM articles a WHERE a.num IN (?)", args, func(rows *sql.Rows) error {
		a, err := w.scan(rows)
		if !slices.Contains(changed[max(0, len(changed)-1):], a) {
			changed = append(changed, a)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(changed, func(a, b *article) int { return cmp.Compare(a.id, b.id) })
	for _, a := range slices.Compact(changed) {
		w.changed(a, corpus.ChangeResolved)
	}
	return nil
}
