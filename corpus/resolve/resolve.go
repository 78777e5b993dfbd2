package resolve

import (
	"cmp"
	"maps"
	"slices"

	"dateline/corpus"
)

// Assignment says whose form a form is, and why. Decision is the number of the curator's decision, if it is one.
type Assignment struct {
	Person   corpus.PersonID
	Rule     string
	Decision int
}

// Place is a form in one article.
type Place struct {
	Article corpus.ID
	Form    corpus.PersonID
}

// Resolution is who is who.
type Resolution struct {
	Forms map[corpus.PersonID]Assignment
	// Apart holds where decisions say that in one article somebody else is meant.
	Apart map[Place]Assignment
	// Known holds who the ids are now that decisions speak of, where they name anybody. The id of a name that a curator gave
	// is of whom it was given to, if of one person alone and nobody's otherwise.
	Known map[corpus.PersonID]corpus.PersonID
	// Names are the names that a curator gave to people whom anything names.
	Names map[corpus.PersonID]string
}

// Assign returns who is meant where an article has a form, by which rule (that of the name where the form says no
// more) and decision, and whether that holds in this article alone.
func (r *Resolution) Assign(article corpus.ID, form corpus.PersonID, nameRule string) (a Assignment, alone bool) {
	if a, alone = r.Apart[Place{article, form}]; alone {
		return a, true
	}
	a = r.Forms[form]
	if a.Rule == RuleName {
		a.Rule = nameRule
	}
	return a, false
}

// Resolve says who is who among forms, which are all that there are of their families and of those
// that ties and decisions reach from them. Decisions are in order; undone ones are passed over. The order of forms and ties makes
// no difference.
func Resolve(forms []corpus.PersonID, ties []Tie, decisions []corpus.Decision) Resolution {
	s := newState(groupForms(forms))
	s.tie(ties)
	s.decide(decisions)
	return s.resolution(decisions)
}

// someone is a person in the making.
type someone struct {
	id    corpus.PersonID
	name  string
	forms map[corpus.PersonID]bool
	into  *someone // who this person is now, by a merge
	meant bool     // in single articles; known in the end
}

// now follows merges.
func (p *someone) now() *someone {
	for p.into != nil {
		p = p.into
	}
	return p
}

// named reports whether anything can name the person.
func (p *someone) named() bool { return len(p.forms) > 0 || p.meant }

// state is who is who so far.
type state struct {
	groups []group
	people map[corpus.PersonID]*someone // merged ones too
	holder map[corpus.PersonID]*someone // of forms
	why    map[corpus.PersonID]Assignment
	apart  map[Place]another
}

// another is who is meant by a form in a single article.
type another struct {
	person   *someone
	decision int
}

func newState(groups []group) *state {
	s := &state{
		groups: groups, people: map[corpus.PersonID]*someone{}, holder: map[corpus.PersonID]*someone{},
		why: map[corpus.PersonID]Assignment{}, apart: map[Place]another{},
	}
	for i := range groups {
		p := s.meet(groups[i].id)
		for _, f := range groups[i].forms {
			s.hold(p, f.id)
			s.why[f.id] = Assignment{Rule: groups[i].rule(f)}
		}
	}
	return s
}

func (s *state) hold(p *someone, form corpus.PersonID) {
	if had := s.holder[form]; had != nil {
		delete(had.forms, form)
	}
	p.forms[form] = true
	s.holder[form] = p
}

// meet returns the person of an id, made if nobody has it.
func (s *state) meet(id corpus.PersonID) *someone {
	if p := s.find(id); p != nil {
		return p
	}
	p := &someone{id: id, forms: map[corpus.PersonID]bool{}}
	s.people[id] = p
	return p
}

// find returns whom an id names now: a person, one merged away or a form; nil if nobody.
func (s *state) find(id corpus.PersonID) *someone {
	if p := s.people[id]; p != nil {
		return p.now()
	}
	return s.holder[id]
}

// merge makes one person part of another.
func (s *state) merge(p, into *someone, rule string, decision int) {
	for form := range p.forms {
		s.hold(into, form)
		s.why[form] = Assignment{Rule: rule, Decision: decision}
	}
	p.into = into
}

// tie joins each group to the one that evidence ties it to. Where the evidence points to several it is
// no evidence. In a ring of groups that point to one another the first in alphabetical order is the person.
func (s *state) tie(ties []Tie) {
	slices.SortFunc(ties, func(a, b Tie) int {
		return cmp.Or(cmp.Compare(a.Other, b.Other), cmp.Compare(a.Form, b.Form), cmp.Compare(a.Rule, b.Rule))
	})
	to, rule := map[*someone]*someone{}, map[*someone]string{}
	several := map[*someone]bool{}
	for _, t := range ties {
		from, target := s.holder[t.Other], s.holder[t.Form]
		switch {
		case from == nil || target == nil || from == target:
		case to[from] == nil:
			to[from], rule[from] = target, t.Rule
		case to[from] != target:
			several[from] = true
		}
	}
	for _, g := range slices.Backward(s.groups) {
		from := s.people[g.id]
		target := to[from]
		if target == nil || several[from] || target.now() == from {
			continue // where target is part of from already the ring is closed
		}
		s.merge(from, target.now(), rule[from], 0)
	}
}

// resolution writes down who is who.
func (s *state) resolution(decisions []corpus.Decision) Resolution {
	r := Resolution{
		Forms: map[corpus.PersonID]Assignment{}, Apart: map[Place]Assignment{},
		Known: map[corpus.PersonID]corpus.PersonID{}, Names: map[corpus.PersonID]string{},
	}
	for form, p := range s.holder {
		a := s.why[form]
		a.Person = p.id
		r.Forms[form] = a
	}
	for place, o := range s.apart {
		p := o.person.now()
		p.meant = true
		r.Apart[place] = Assignment{p.id, RuleCurator, o.decision}
	}
	for _, d := range decisions {
		for _, id := range SpokenOf(d) {
			if p := s.find(id); p != nil && p.named() {
				r.Known[id] = p.id
			}
		}
	}
	for _, p := range s.people {
		if p.into == nil && p.name != "" && p.named() {
			r.Names[p.id] = p.name
		}
	}
	s.knowNames(&r)
	return r
}

// knowNames lets the names that a curator gave lead to their people, where they are nobody else's.
func (s *state) knowNames(r *Resolution) {
	called := map[corpus.PersonID][]corpus.PersonID{}
	for person, name := range r.Names {
		for _, id := range idsOf(name) {
			if p := s.find(id); p == nil || !p.named() {
				called[id] = append(called[id], person)
			}
		}
	}
	for id, people := range called {
		if len(people) == 1 {
			r.Known[id] = people[0]
		}
	}
}

// Families returns the families that a tie joins.
func (t Tie) Families() []string { return []string{Family(t.Other), Family(t.Form)} }

// FamiliesOf returns the families that a decision speaks of, in order.
func FamiliesOf(d corpus.Decision) []string {
	families := map[string]bool{}
	for _, id := range SpokenOf(d) {
		families[Family(id)] = true
	}
	return slices.Sorted(maps.Keys(families))
}
