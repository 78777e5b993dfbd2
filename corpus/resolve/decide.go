package resolve

import (
	"maps"
	"slices"

	"dateline/corpus"
)

// decide applies a curator's decisions in order.
func (s *state) decide(decisions []corpus.Decision) {
	for _, d := range decisions {
		if !d.Undone.IsZero() {
			continue
		}
		switch d.Kind {
		case corpus.DecisionMerge:
			s.decideMerge(d)
		case corpus.DecisionSplit:
			if len(d.Articles) > 0 {
				s.decideApart(d)
			} else {
				s.decideSplit(d)
			}
		case corpus.DecisionRename:
			s.meet(d.Person).name = d.Name
		}
	}
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
	maps.DeleteFunc(s.apart, func(at Place, o another) bool { return o.person.now() == from && slices.Contains(taken, at.Form) })
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

// decideApart says that in some articles the person is another: by the forms that are the person's, there or
// everywhere, and by those that were when it was decided, since rules may have parted them.
func (s *state) decideApart(d corpus.Decision) {
	from, to := s.find(d.Person), s.meet(d.As)
	if d.Name != "" {
		to.name = d.Name
	}
	for form, holder := range s.holder {
		for _, article := range d.Articles {
			at := Place{article, form}
			is, alone := s.apart[at]
			if !alone {
				is.person = holder
			}
			if is.person.now() == from || !alone && slices.Contains(d.Forms, form) {
				s.apart[at] = another{to, d.Number}
			}
		}
	}
}
