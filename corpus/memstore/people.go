package memstore

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/resolve"
)

// Who is who is worked out from all articles after every change.

// settle resolves everybody anew, and appends a change for each article that was not touched by the call under way
// but has other people or copies than before. It returns what changed.
func (s *Store) settle() corpus.Effect {
	was := s.who
	s.who = s.resolve(s.decisions)
	effect := s.compare(was, s.who)
	s.groups = s.group()
	for _, e := range s.all(everything) {
		people := e.resolved(&s.who)
		if !e.touched && !slices.Equal(people, e.people) {
			effect.Articles++
		}
		carriers := s.copiesOf(e)
		if !e.touched && (!slices.Equal(people, e.people) || carriers != e.copies) {
			s.changed(e, corpus.ChangeResolved)
		}
		e.people, e.copies = people, carriers
	}
	for _, e := range s.articles {
		e.touched = false
	}
	return effect
}

func everything(*entry) bool { return true }

func (s *Store) resolve(decisions []corpus.Decision) resolve.Resolution {
	forms := map[corpus.PersonID]bool{}
	var list []corpus.PersonID
	var ties []resolve.Tie
	for _, e := range s.all(everything) {
		for _, n := range e.facts.names {
			if !forms[n.Form] {
				forms[n.Form] = true
				list = append(list, n.Form)
			}
			ties = append(ties, n.Ties...)
		}
	}
	return resolve.Resolve(list, ties, decisions)
}

// resolved returns the people of an article.
func (e *entry) resolved(who *resolve.Resolution) []corpus.Resolved {
	var people []corpus.Resolved
	for _, n := range e.facts.names {
		a, _ := who.Assign(e.id, n.Form, n.Rule)
		people = append(people, corpus.Resolved{Person: n.Person, ID: a.Person, Rule: a.Rule})
	}
	return people
}

// compare tells which forms moved from one resolution to another, in all articles or in one.
func (s *Store) compare(was, is resolve.Resolution) corpus.Effect {
	var effect corpus.Effect
	having := map[corpus.PersonID]int{}
	for _, e := range s.all(everything) {
		seen := map[corpus.PersonID]bool{}
		for _, n := range e.facts.names {
			if seen[n.Form] {
				continue
			}
			seen[n.Form] = true
			having[n.Form]++
			before, alone := was.Assign(e.id, n.Form, n.Rule)
			now, aloneNow := is.Assign(e.id, n.Form, n.Rule)
			if (alone || aloneNow) && before.Person != now.Person {
				effect.Moves = append(effect.Moves, corpus.Move{Form: n.Form, Article: e.id, From: before.Person, To: now.Person, Articles: 1})
			}
		}
	}
	for form, a := range is.Forms {
		if b := was.Forms[form]; b.Person != a.Person && b.Person != "" {
			effect.Moves = append(effect.Moves, corpus.Move{Form: form, From: b.Person, To: a.Person, Articles: having[form]})
		}
	}
	slices.SortFunc(effect.Moves, func(a, b corpus.Move) int {
		return cmp.Or(cmp.Compare(a.Form, b.Form), cmp.Compare(a.Article, b.Article))
	})
	return effect
}

// Decide takes a curator's decision.
func (s *Store) Decide(ctx context.Context, d corpus.Decision) (corpus.Effect, error) {
	return s.decide(ctx, d, true)
}

// Preview tells what Decide would do.
func (s *Store) Preview(ctx context.Context, d corpus.Decision) (corpus.Effect, error) {
	return s.decide(ctx, d, false)
}

func (s *Store) decide(ctx context.Context, d corpus.Decision, keep bool) (corpus.Effect, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, err := resolve.Complete(d, view{s})
	if err != nil {
		return corpus.Effect{}, err
	}
	if d.Made.IsZero() {
		d.Made = time.Now().UTC()
	}
	d.Number = len(s.decisions) + 1
	return s.apply(ctx, append(slices.Clone(s.decisions), d), d.Number, keep)
}

// apply replaces the decisions, if they are to be kept, and tells what that does.
func (s *Store) apply(ctx context.Context, decisions []corpus.Decision, number int, keep bool) (corpus.Effect, error) {
	if err := ctx.Err(); err != nil {
		return corpus.Effect{}, err
	}
	var effect corpus.Effect
	if keep {
		s.decisions = decisions
		s.decided++
		effect = s.settle()
	} else {
		is := s.resolve(decisions)
		effect = s.compare(s.who, is)
		for _, e := range s.all(everything) {
			if !slices.Equal(e.resolved(&is), e.people) {
				effect.Articles++
			}
		}
	}
	effect.Decision = decisions[number-1]
	return effect, nil
}

// Undo takes a decision back.
func (s *Store) Undo(ctx context.Context, number int) (corpus.Effect, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := resolve.CheckUndo(s.decisions, number); err != nil {
		return corpus.Effect{}, err
	}
	decisions := slices.Clone(s.decisions)
	decisions[number-1].Undone = time.Now().UTC()
	return s.apply(ctx, decisions, number, true)
}

// ImportDecisions adds decisions of another store.
func (s *Store) ImportDecisions(ctx context.Context, given []corpus.Decision) (changed, articles int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, changed, err := resolve.Join(s.decisions, given)
	if err != nil || changed == 0 {
		return 0, 0, err
	}
	effect, err := s.apply(ctx, all, 1, true)
	return changed, effect.Articles, err
}

// RebuildPeople reads the names from the annotations again.
func (s *Store) RebuildPeople(ctx context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.all(everything) {
		var a corpus.Annotations
		if err := json.Unmarshal(e.facts.annotations, &a); err != nil {
			return 0, fmt.Errorf("facts of article %s: %w", e.id, err)
		}
		e.facts.names = resolve.Names(a)
	}
	return s.settle().Articles, ctx.Err()
}

// Decisions returns all decisions.
func (s *Store) Decisions(ctx context.Context) ([]corpus.Decision, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.decisions), ctx.Err()
}

// CurrentPeople returns who the ids name now.
func (s *Store) CurrentPeople(ctx context.Context, ids []corpus.PersonID) (map[corpus.PersonID]corpus.PersonID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	current := map[corpus.PersonID]corpus.PersonID{}
	for _, id := range ids {
		if now := s.current(id); now != "" {
			current[id] = now
		}
	}
	return current, ctx.Err()
}

func (s *Store) current(id corpus.PersonID) corpus.PersonID {
	if now := s.who.Known[id]; now != "" {
		return now
	}
	for _, a := range s.who.Forms {
		if a.Person == id {
			return id
		}
	}
	return s.who.Forms[id].Person
}

// PersonNames returns the names that people are shown under.
func (s *Store) PersonNames(ctx context.Context, ids []corpus.PersonID) (map[corpus.PersonID]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := map[corpus.PersonID]string{}
	everybody := s.everybody()
	for _, id := range ids {
		if p := everybody[id]; p != nil {
			names[id] = p.Name
		}
	}
	return names, ctx.Err()
}

// everybody returns all people that articles name, without decisions.
func (s *Store) everybody() map[corpus.PersonID]*corpus.Identity {
	people := map[corpus.PersonID]*corpus.Identity{}
	for _, e := range s.all(everything) {
		named, seen := map[corpus.PersonID]bool{}, map[string]bool{}
		for _, n := range e.facts.names {
			a, _ := s.who.Assign(e.id, n.Form, n.Rule)
			p := people[a.Person]
			if p == nil {
				p = &corpus.Identity{ID: a.Person}
				people[a.Person] = p
			}
			if !named[a.Person] {
				named[a.Person] = true
				p.Articles++
			}
			if !seen[n.Name] {
				seen[n.Name] = true
				p.Spellings = spelled(p.Spellings, n, a)
			}
		}
	}
	for id, p := range people {
		resolve.SortSpellings(p.Spellings)
		p.Name = resolve.DisplayName(id, s.who.Names[id], p.Spellings)
	}
	return people
}

// spelled counts one article more for a spelling.
func spelled(list []corpus.Spelling, n resolve.Named, a resolve.Assignment) []corpus.Spelling {
	for i := range list {
		if list[i].Name == n.Name && list[i].Rule == a.Rule && list[i].Decision == a.Decision {
			list[i].Articles++
			return list
		}
	}
	return append(list, corpus.Spelling{Name: n.Name, Form: n.Form, Rule: a.Rule, Decision: a.Decision, Articles: 1})
}

// Identity returns whom an id names now.
func (s *Store) Identity(ctx context.Context, id corpus.PersonID) (corpus.Identity, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.everybody()[s.current(id)]
	if p == nil {
		return corpus.Identity{}, resolve.Unknown(id)
	}
	for _, d := range s.decisions {
		if slices.ContainsFunc(resolve.SpokenOf(d), func(id corpus.PersonID) bool { return s.current(id) == p.ID }) {
			p.Decisions = append(p.Decisions, d)
		}
	}
	return *p, ctx.Err()
}

// People returns people with a form that contains a text.
func (s *Store) People(ctx context.Context, contains string, limit int) ([]corpus.Identity, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	part := string(resolve.Form(contains))
	var found []corpus.Identity
	for _, p := range s.everybody() {
		if slices.ContainsFunc(p.Spellings, func(s corpus.Spelling) bool { return strings.Contains(string(s.Form), part) }) {
			found = append(found, corpus.Identity{ID: p.ID, Name: p.Name, Articles: p.Articles})
		}
	}
	slices.SortFunc(found, func(a, b corpus.Identity) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.ID, b.ID))
	})
	return found[:min(max(limit, 0), len(found))], ctx.Err()
}

// view is what decisions are checked against.
type view struct{ *Store }

var _ resolve.View = view{}

func (v view) Current(id corpus.PersonID) (corpus.PersonID, error) { return v.current(id), nil }

func (v view) FormsOf(person corpus.PersonID) ([]corpus.PersonID, error) {
	var forms []corpus.PersonID
	for form, a := range v.who.Forms {
		if a.Person == person {
			forms = append(forms, form)
		}
	}
	slices.Sort(forms)
	return forms, nil
}

func (v view) InArticle(id corpus.ID) ([]corpus.PersonID, bool, error) {
	e := v.live(id)
	if e == nil {
		return nil, false, nil
	}
	var people []corpus.PersonID
	for _, r := range e.people {
		people = append(people, r.ID)
	}
	return people, true, nil
}
