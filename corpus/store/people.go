package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/resolve"
)

// Who is who stands in tables of its own, joined when articles are read. A write that changes which people articles name
//
//  1. replaces the rows of those articles, and counts names and ties (this file),
//  2. resolves the families again in which a form or a tie was seen first or last, and
//  3. appends a change for every other article whose people are others by that (resolve.go).
//
// Which forms there are decides, never how many articles have them: most articles name nobody new, and cost a look-up.

// roster keeps who is who true in one write.
type roster struct {
	*write
	names map[int64]int   // by number, in how many articles more it stands
	ties  map[int64]int   // the same
	seeds map[string]bool // families to be resolved again
	lasts map[string]int64
}

func newRoster(w *write) *roster {
	return &roster{write: w, names: map[int64]int{}, ties: map[int64]int{}, seeds: map[string]bool{}, lasts: map[string]int64{}}
}

// writePeople replaces the people of the articles whose facts changed.
func (w *write) writePeople(ctx context.Context) error {
	r := newRoster(w)
	var gone []any
	var described []*article
	for _, a := range w.touched {
		if a.before && (a.facts != nil || a.deleted) {
			gone = append(gone, a.num)
		}
		if a.facts != nil {
			described = append(described, a)
			r.seedDecisions(a.id)
		}
	}
	if err := r.forget(ctx, gone); err != nil {
		return err
	}
	if err := r.add(ctx, described); err != nil {
		return err
	}
	if err := r.count(ctx); err != nil {
		return err
	}
	_, err := r.resolve(ctx)
	return err
}

// seedDecisions lets the decisions about one article be applied to it again.
func (r *roster) seedDecisions(id corpus.ID) {
	for _, d := range r.curated.byArticle[id] {
		for _, family := range resolve.FamiliesOf(*d) {
			r.seeds[family] = true
		}
	}
}

// forget removes the people of articles.
func (r *roster) forget(ctx context.Context, articles []any) error {
	if len(articles) == 0 {
		return nil
	}
	for query, counts := range map[string]map[int64]int{
		"SELECT DISTINCT article, name FROM people WHERE article IN (?)":      r.names,
		"SELECT DISTINCT article, tie FROM article_ties WHERE article IN (?)": r.ties,
	} {
		err := r.tx.QueryIn(ctx, query, articles, func(rows *sql.Rows) error {
			var article, num int64
			err := rows.Scan(&article, &num)
			counts[num]--
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := r.tx.ExecIn(ctx, "DELETE FROM people WHERE article IN (?)", articles); err != nil {
		return err
	}
	return r.tx.ExecIn(ctx, "DELETE FROM article_ties WHERE article IN (?)", articles)
}

// add inserts the people of articles, which have none.
func (r *roster) add(ctx context.Context, articles []*article) error {
	nums, err := r.nameNumbers(ctx, articles)
	if err != nil {
		return err
	}
	var rows []any
	for _, a := range articles {
		seen := map[int64]bool{}
		for i, n := range a.people {
			num := nums[n.Name]
			rows = append(rows, a.num, i, n.Person, num, "", 0)
			if !seen[num] {
				seen[num] = true
				r.names[num]++
			}
		}
	}
	if err := r.tx.Insert(ctx, "INSERT INTO people (article, place, person, name, own, decision) VALUES", "", 6, rows); err != nil {
		return err
	}
	return r.addTies(ctx, articles)
}

// nameNumbers returns the number of every name of the articles, new ones made.
func (r *roster) nameNumbers(ctx context.Context, articles []*article) (map[string]int64, error) {
	named := map[string]*resolve.Named{}
	for _, a := range articles {
		for i := range a.people {
			named[a.people[i].Name] = &a.people[i]
		}
	}
	nums := make(map[string]int64, len(named))
	err := r.tx.QueryIn(ctx, "SELECT num, name FROM people_names WHERE name IN (?)", sortedKeys(named), func(rows *sql.Rows) error {
		var num int64
		var name string
		err := rows.Scan(&num, &name)
		nums[name] = num
		return err
	})
	if err != nil {
		return nil, err
	}
	fresh := map[corpus.PersonID]bool{}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(named)) {
		if nums[name] == 0 {
			names = append(names, name)
			fresh[named[name].Form] = true
		}
	}
	forms, err := r.formNumbers(ctx, fresh)
	if err != nil {
		return nil, err
	}
	var rows []any
	for _, name := range names {
		num, err := r.next(ctx, "people_names")
		if err != nil {
			return nil, err
		}
		nums[name] = num
		rows = append(rows, num, name, forms[named[name].Form], named[name].Rule, 0)
	}
	return nums, r.tx.Insert(ctx, "INSERT INTO people_names (num, name, form, rule, articles) VALUES", "", 5, rows)
}

// formNumbers returns the numbers of forms, new ones made. Who they are is left open.
func (r *roster) formNumbers(ctx context.Context, forms map[corpus.PersonID]bool) (map[corpus.PersonID]int64, error) {
	nums := make(map[corpus.PersonID]int64, len(forms))
	err := r.tx.QueryIn(ctx, "SELECT num, form FROM people_forms WHERE form IN (?)", sortedKeys(forms), func(rows *sql.Rows) error {
		var num int64
		var form corpus.PersonID
		err := rows.Scan(&num, &form)
		nums[form] = num
		return err
	})
	if err != nil {
		return nil, err
	}
	var rows []any
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		if nums[form] != 0 {
			continue
		}
		num, err := r.next(ctx, "people_forms")
		if err != nil {
			return nil, err
		}
		nums[form] = num
		family := resolve.Family(form)
		r.seeds[family] = true
		rows = append(rows, num, string(form), family, "", "", 0)
	}
	return nums, r.tx.Insert(ctx, "INSERT INTO people_forms (num, form, family, person, rule, decision) VALUES", "", 6, rows)
}

// next gives the next number of a table's rows.
func (r *roster) next(ctx context.Context, table string) (int64, error) {
	if _, known := r.lasts[table]; !known {
		var last int64
		if err := r.tx.QueryRow(ctx, "SELECT coalesce(max(num), 0) FROM "+table, nil, &last); err != nil {
			return 0, err
		}
		r.lasts[table] = last
	}
	r.lasts[table]++
	return r.lasts[table], nil
}

// addTies inserts what articles say about other names.
func (r *roster) addTies(ctx context.Context, articles []*article) error {
	others := map[corpus.PersonID]bool{}
	for _, a := range articles {
		for _, n := range a.people {
			for _, tie := range n.Ties {
				others[tie.Other] = true
			}
		}
	}
	if len(others) == 0 {
		return nil
	}
	nums := map[resolve.Tie]int64{}
	const query = "SELECT num, other, form, rule FROM ties WHERE other IN (?)"
	err := r.tx.QueryIn(ctx, query, sortedKeys(others), func(rows *sql.Rows) error {
		var num int64
		var t resolve.Tie
		err := rows.Scan(&num, &t.Other, &t.Form, &t.Rule)
		nums[t] = num
		return err
	})
	if err != nil {
		return err
	}
	var fresh, rows []any
	for _, a := range articles {
		seen := map[resolve.Tie]bool{}
		for _, n := range a.people {
			for _, tie := range n.Ties {
				if seen[tie] {
					continue
				}
				seen[tie] = true
				if nums[tie] == 0 {
					if nums[tie], err = r.next(ctx, "ties"); err != nil {
						return err
					}
					fresh = append(fresh, r.newTie(nums[tie], tie)...)
				}
				r.ties[nums[tie]]++
				rows = append(rows, a.num, nums[tie])
			}
		}
	}
	if err := r.tx.Insert(ctx, "INSERT INTO ties (num, other, form, rule, other_family, form_family, articles) VALUES", "", 7, fresh); err != nil {
		return err
	}
	return r.tx.Insert(ctx, "INSERT INTO article_ties (article, tie) VALUES", "", 2, rows)
}

func (r *roster) newTie(num int64, t resolve.Tie) []any {
	families := t.Families()
	for _, family := range families {
		r.seeds[family] = true
	}
	return []any{num, string(t.Other), string(t.Form), t.Rule, families[0], families[1], 0}
}

// count brings the counts of names and ties up to date, and removes what no article has any more.
func (r *roster) count(ctx context.Context) error {
	lost, err := r.addCounts(ctx, "people_names", r.names)
	if err != nil {
		return err
	}
	if err := r.dropNames(ctx, lost); err != nil {
		return err
	}
	if lost, err = r.addCounts(ctx, "ties", r.ties); err != nil {
		return err
	}
	return r.dropTies(ctx, lost)
}

// addCounts adds to the articles of a table's rows and returns the numbers of those that have become fewer.
func (r *roster) addCounts(ctx context.Context, table string, counts map[int64]int) (fewer []any, err error) {
	var rows []any
	for _, num := range slices.Sorted(maps.Keys(counts)) {
		if n := counts[num]; n != 0 {
			rows = append(rows, num, n)
			if n < 0 {
				fewer = append(fewer, num)
			}
		}
	}
	err = r.tx.Insert(ctx, "WITH v (num, n) AS (VALUES",
		") UPDATE "+table+" SET articles = articles + v.n FROM v WHERE "+table+".num = v.num", 2, rows)
	clear(counts)
	return fewer, err
}

// dropNames removes those of the names that no article has, and forms without a name.
func (r *roster) dropNames(ctx context.Context, lost []any) error {
	var names, forms, formless []any
	err := r.tx.QueryIn(ctx, "SELECT num, form FROM people_names WHERE articles <= 0 AND num IN (?)", lost, func(rows *sql.Rows) error {
		var name, form int64
		err := rows.Scan(&name, &form)
		names, forms = append(names, name), append(forms, form)
		return err
	})
	if err != nil {
		return err
	}
	if err := r.tx.ExecIn(ctx, "DELETE FROM people_names WHERE num IN (?)", names); err != nil {
		return err
	}
	const query = `SELECT num, family FROM people_forms f
		WHERE NOT EXISTS (SELECT 1 FROM people_names n WHERE n.form = f.num) AND num IN (?)`
	err = r.tx.QueryIn(ctx, query, forms, func(rows *sql.Rows) error {
		var num int64
		var family string
		err := rows.Scan(&num, &family)
		formless = append(formless, num)
		r.seeds[family] = true
		return err
	})
	if err != nil {
		return err
	}
	return r.tx.ExecIn(ctx, "DELETE FROM people_forms WHERE num IN (?)", formless)
}

func (r *roster) dropTies(ctx context.Context, lost []any) error {
	var ties []any
	const query = "SELECT num, other_family, form_family FROM ties WHERE articles <= 0 AND num IN (?)"
	err := r.tx.QueryIn(ctx, query, lost, func(rows *sql.Rows) error {
		var num int64
		var other, form string
		err := rows.Scan(&num, &other, &form)
		ties = append(ties, num)
		r.seeds[other], r.seeds[form] = true, true
		return err
	})
	if err != nil {
		return err
	}
	return r.tx.ExecIn(ctx, "DELETE FROM ties WHERE num IN (?)", ties)
}

// sortedKeys returns the keys of a map as parameters of a statement.
func sortedKeys[K interface {
	cmp.Ordered
	~string
}, V any](m map[K]V) []any {
	return list(slices.Sorted(maps.Keys(m)))
}
