package resolve

import (
	"slices"

	"dateline/corpus"
)

// pending is an override whose people may still be merged.
type pending struct {
	article  corpus.ID
	from, to *someone
	decision int
}

// decide applies a curator's decisions in order.
func (s *state) decide(decisions []corpus.Decision) []pending {
	var overrides []pending
	for _, d := range decisions {
		if !d.Undone.IsZero() {
			continue
		}
		switch d.Kind {
		case corpus.DecisionMerge:
			s.decideMerge(d)
		case corpus.DecisionSplit:
			if len(d.Articles) > 0 {
				overrides = append(overrides, s.override(d)...)
			} else {
				s.decideSplit(d)
			}
		case corpus.DecisionRename:
			s.meet(d.Person).name = d.Name
		}
	}
	return overrides
}

// decideMerge gives the others to the person, and whoever has the forms now that the others had then: rules may have
// parted them since.
func (s *state) decideMerge(d corpus.Decision) {
	into := s.meet(d.Person)
	for _, id := range d.Others {
		if p := s.meet(id); p != into {
			s.merge(p, into, RuleCurator, d.Number)
		}
	}
	for _, form := range d.Forms {
		if p := s.holder[form]; p != nil && p != into {
			s.merge(p, into, RuleCurator, d.Number)
		}
	}
}

// decideSplit takes the forms from the person. One that is no longer the person's, because a rule or another decision
// took it away, goes along only if it stands alone: then it is nobody else's either.
func (s *state) decideSplit(d corpus.Decision) {
	from := s.find(d.Person)
	var taken []corpus.PersonID
	for _, form := range d.Forms {
		if p := s.holder[form]; p != nil && (p == from || within(p.forms, d.Forms)) {
			taken = append(taken, form)
		}
	}
	if len(taken) == 0 {
		return
	}
	to := s.people[d.As]
	if to != nil && to == from && !within(to.forms, taken) {
		s.reidentify(to, taken) // the id is that of the person who is split
		to = nil
	}
	if to == nil || to.into != nil {
		to = &someone{id: d.As, forms: map[corpus.PersonID]bool{}}
		s.people[d.As] = to
	}
	if d.Name != "" {
		to.name = d.Name
	}
	for _, form := range taken {
		if s.holder[form] != to {
			s.hold(to, form)
			s.why[form] = Assignment{Rule: RuleCurator, Decision: d.Number}
		}
	}
}

// within reports whether all forms are among others.
func within(forms map[corpus.PersonID]bool, others []corpus.PersonID) bool {
	for form := range forms {
		if !slices.Contains(others, form) {
			return false
		}
	}
	return true
}

// reidentify gives a person the id of the first form that stays when others are taken out.
func (s *state) reidentify(p *someone, taken []corpus.PersonID) {
	var stay []parts
	for form := range p.forms {
		if !slices.Contains(taken, form) {
			stay = append(stay, parse(form))
		}
	}
	id := slices.MinFunc(stay, compareForms).id
	if p := s.people[id]; p != nil && p.into == nil {
		id += tagMark + "1"
	}
	delete(s.people, p.id)
	p.id = id
	s.people[id] = p
}

// override notes that in some articles a person is another.
func (s *state) override(d corpus.Decision) []pending {
	from, to := s.meet(d.Person), s.meet(d.As)
	if d.Name != "" {
		to.name = d.Name
	}
	to.meant = true
	var all []pending
	for _, id := range d.Articles {
		all = append(all, pending{id, from, to, d.Number})
	}
	return all
}
