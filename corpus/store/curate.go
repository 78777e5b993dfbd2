package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/corpus/resolve"
	"dateline/corpus/sqldb"
)

// curated are a curator's decisions as they are at a time, by what they speak of.
type curated struct {
	version   int64 // store.decided
	decisions []corpus.Decision
	byFamily  map[string][]*corpus.Decision
	byArticle map[corpus.ID][]*corpus.Decision
}

func newCurated(version int64, decisions []corpus.Decision) *curated {
	c := &curated{version, decisions, map[string][]*corpus.Decision{}, map[corpus.ID][]*corpus.Decision{}}
	for i := range decisions {
		d := &decisions[i]
		for _, family := range resolve.FamiliesOf(*d) {
			c.byFamily[family] = append(c.byFamily[family], d)
		}
		for _, id := range d.Articles {
			c.byArticle[id] = append(c.byArticle[id], d)
		}
	}
	return c
}

// curation returns the decisions, which are read again only when they have changed.
func (s *Store) curation(ctx context.Context, tx *sqldb.Tx) (*curated, error) {
	var version int64
	if err := tx.QueryRow(ctx, "SELECT decided FROM store", nil, &version); err != nil {
		return nil, err
	}
	s.mu.Lock()
	known := s.curated
	s.mu.Unlock()
	if known != nil && known.version == version {
		return known, nil
	}
	var decisions []corpus.Decision
	err := tx.Query(ctx, "SELECT number, decision FROM decisions ORDER BY number", nil, func(rows *sql.Rows) error {
		var number int
		var packed string
		if err := rows.Scan(&number, &packed); err != nil {
			return err
		}
		var d corpus.Decision
		if err := json.Unmarshal([]byte(packed), &d); err != nil {
			return corpus.Errorf(corpus.Internal, "decision %d is damaged: %w", number, err)
		}
		d.Number = number
		decisions = append(decisions, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c := newCurated(version, decisions)
	s.mu.Lock()
	s.curated = c
	s.mu.Unlock()
	return c, nil
}

// errPreview rolls back what was only to be looked at.
var errPreview = errors.New("only a preview")

// Decide takes a curator's decision.
func (s *Store) Decide(ctx context.Context, d corpus.Decision) (corpus.Effect, error) {
	return s.decide(ctx, d, nil)
}

// Preview tells what Decide would do.
func (s *Store) Preview(ctx context.Context, d corpus.Decision) (corpus.Effect, error) {
	return s.decide(ctx, d, errPreview)
}

// decide does as the decision says, and ends the transaction with outcome.
func (s *Store) decide(ctx context.Context, d corpus.Decision, outcome error) (corpus.Effect, error) {
	var effect corpus.Effect
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		complete, err := resolve.Complete(d, &view{ctx, tx})
		if err != nil {
			return err
		}
		if complete.Made.IsZero() {
			complete.Made = s.now().UTC()
		}
		complete.Number = len(w.curated.decisions) + 1
		all := append(slices.Clone(w.curated.decisions), complete)
		if effect, err = w.curate(ctx, all, []corpus.Decision{complete}); err != nil {
			return err
		}
		effect.Decision = complete
		return outcome
	})
	if err != nil && !errors.Is(err, errPreview) {
		return corpus.Effect{}, fmt.Errorf("deciding who is who: %w", err)
	}
	return effect, nil
}

// Undo takes a decision back.
func (s *Store) Undo(ctx context.Context, number int) (corpus.Effect, error) {
	var effect corpus.Effect
	err := s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		if err := resolve.CheckUndo(w.curated.decisions, number); err != nil {
			return err
		}
		all := slices.Clone(w.curated.decisions)
		all[number-1].Undone = s.now().UTC()
		effect, err = w.curate(ctx, all, all[number-1:number])
		effect.Decision = all[number-1]
		return err
	})
	if err != nil {
		return corpus.Effect{}, fmt.Errorf("undoing decision %d: %w", number, err)
	}
	return effect, nil
}

// ImportDecisions adds decisions of another store.
func (s *Store) ImportDecisions(ctx context.Context, given []corpus.Decision) (changed, articles int, err error) {
	err = s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		w, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		changed, articles = 0, 0
		all, n, err := resolve.Join(w.curated.decisions, given)
		if err != nil || n == 0 {
			return err
		}
		var others []corpus.Decision
		for i, d := range all {
			if i >= len(w.curated.decisions) || !d.Undone.Equal(w.curated.decisions[i].Undone) {
				others = append(others, d)
			}
		}
		effect, err := w.curate(ctx, all, others)
		changed, articles = n, effect.Articles
		return err
	})
	if err != nil {
		return 0, 0, fmt.Errorf("importing decisions: %w", err)
	}
	return changed, articles, nil
}

// curate writes decisions that are new or undone, of all, and resolves again what they speak of.
func (w *write) curate(ctx context.Context, all, others []corpus.Decision) (corpus.Effect, error) {
	w.curated = newCurated(w.curated.version+1, all)
	r := newRoster(w)
	var rows []any
	for _, d := range others {
		packed, err := json.Marshal(d)
		if err != nil {
			return corpus.Effect{}, corpus.Errorf(corpus.Invalid, "%w", err)
		}
		rows = append(rows, d.Number, string(packed))
		for _, family := range resolve.FamiliesOf(d) {
			r.seeds[family] = true
		}
	}
	err := w.tx.Insert(ctx, "INSERT INTO decisions (number, decision) VALUES",
		"ON CONFLICT (number) DO UPDATE SET decision = excluded.decision", 2, rows)
	if err != nil {
		return corpus.Effect{}, err
	}
	if _, err := w.tx.Exec(ctx, "UPDATE store SET decided = ?", w.curated.version); err != nil {
		return corpus.Effect{}, err
	}
	effect, err := r.resolve(ctx)
	if err != nil {
		return effect, err
	}
	if err := w.resolveOthers(ctx); err != nil {
		return effect, err
	}
	if err := w.countMoves(ctx, effect.Moves); err != nil {
		return effect, err
	}
	if err := w.writeArticles(ctx, w.touched); err != nil {
		return effect, err
	}
	return effect, w.writeStore(ctx)
}

// countMoves counts the articles that have the forms which moved as a whole.
func (w *write) countMoves(ctx context.Context, moves []corpus.Move) error {
	byForm := map[corpus.PersonID]*corpus.Move{}
	for i := range moves {
		if moves[i].Article == "" {
			byForm[moves[i].Form] = &moves[i]
		}
	}
	const query = `SELECT f.form, count(DISTINCT p.article) FROM people_forms f JOIN people_names n ON n.form = f.num
		JOIN people p ON p.name = n.num WHERE f.form IN (?) GROUP BY f.form`
	return w.tx.QueryIn(ctx, query, sortedKeys(byForm), func(rows *sql.Rows) error {
		var form corpus.PersonID
		var n int
		err := rows.Scan(&form, &n)
		byForm[form].Articles = n
		return err
	})
}

// view is what decisions are checked against.
type view struct {
	ctx context.Context
	tx  *sqldb.Tx
}

var _ resolve.View = (*view)(nil)

func (v *view) Current(id corpus.PersonID) (corpus.PersonID, error) {
	current, err := currentPeople(v.ctx, v.tx, []corpus.PersonID{id})
	return current[id], err
}

func (v *view) FormsOf(person corpus.PersonID) ([]corpus.PersonID, error) {
	var forms []corpus.PersonID
	err := v.tx.Query(v.ctx, "SELECT form FROM people_forms WHERE person = ? ORDER BY form", []any{string(person)}, func(rows *sql.Rows) error {
		var form corpus.PersonID
		err := rows.Scan(&form)
		forms = append(forms, form)
		return err
	})
	return forms, err
}

func (v *view) InArticle(id corpus.ID) ([]corpus.PersonID, bool, error) {
	var num int64
	err := v.tx.QueryRow(v.ctx, "SELECT num FROM articles WHERE deleted = 0 AND id = ?", []any{string(id)}, &num)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	var people []corpus.PersonID
	err = readResolved(v.ctx, v.tx, []any{num}, func(_ int64, p corpus.Resolved) { people = append(people, p.ID) })
	return people, true, err
}
