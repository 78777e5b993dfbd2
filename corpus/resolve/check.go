package resolve

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// View is what a decision is checked against: who is who at the moment.
type View interface {
	// Current returns who an id names, "" if nobody.
	Current(id corpus.PersonID) (corpus.PersonID, error)
	// FormsOf returns the forms of a person, in order.
	FormsOf(person corpus.PersonID) ([]corpus.PersonID, error)
	// InArticle returns the people of an article; false if there is no such article.
	InArticle(id corpus.ID) ([]corpus.PersonID, bool, error)
}

const maxShownName = 200 // code points

// Complete checks a decision and fills in what it leaves open, all but Number and Made. The kinds of errors are
// those of corpus.Curator.
func Complete(d corpus.Decision, v View) (corpus.Decision, error) {
	if err := checkShape(d); err != nil {
		return d, err
	}
	c := completion{d, v}
	person, err := c.mustKnow(d.Person)
	if err != nil {
		return d, err
	}
	c.d.Person = person
	switch {
	case d.Kind == corpus.DecisionMerge:
		err = c.merge()
	case d.Kind == corpus.DecisionSplit && len(d.Articles) > 0:
		err = c.splitArticles()
	case d.Kind == corpus.DecisionSplit:
		err = c.splitForms()
	}
	return c.d, err
}

// CheckImported checks the shape of a decision that was completed by another store.
func CheckImported(d corpus.Decision) error {
	if err := checkShape(d); err != nil {
		return err
	}
	if d.Kind == corpus.DecisionSplit && d.As == "" || d.Made.IsZero() {
		return corpus.Errorf(corpus.Invalid, "decision %d is not complete: it was not exported by dateline", d.Number)
	}
	return nil
}

// checkShape checks what can be checked without knowing anybody.
func checkShape(d corpus.Decision) error {
	for _, id := range slices.Concat([]corpus.PersonID{d.Person}, d.Others, d.Forms) {
		if !isID(id) {
			return corpus.Errorf(corpus.Invalid, "%q is not the id of a person or a form: one looks like jane-doe", id)
		}
	}
	if d.As != "" && !isID(d.As) {
		return corpus.Errorf(corpus.Invalid, "%q is not the id of a person: one looks like jane-doe", d.As)
	}
	if utf8.RuneCountInString(d.Name) > maxShownName || strings.TrimSpace(d.Name) != d.Name || strings.ContainsFunc(d.Name, unicode.IsControl) {
		return corpus.Errorf(corpus.Invalid, "a name is one line of at most %d letters, without spaces around it", maxShownName)
	}
	if d.Kind == corpus.DecisionRename && d.Name == "" {
		return corpus.Errorf(corpus.Invalid, "the name is empty")
	}
	sense := false
	switch d.Kind {
	case corpus.DecisionMerge:
		sense = len(d.Others) > 0 && d.As == "" && d.Name == "" && len(d.Articles) == 0
	case corpus.DecisionSplit:
		sense = len(d.Forms)+len(d.Articles) > 0 && len(d.Others) == 0
	case corpus.DecisionRename:
		sense = d.Name != "" && d.As == "" && len(d.Others)+len(d.Forms)+len(d.Articles) == 0
	}
	if !sense {
		return corpus.Errorf(corpus.Invalid, "a merge names others, a split forms or articles, a rename a name, and nothing else")
	}
	return nil
}

// isID reports whether an id has the shape of one: a form, or one with a number that parts namesakes.
func isID(id corpus.PersonID) bool {
	name, tag, tagged := strings.Cut(string(id), tagMark)
	return name != "" && string(Form(name)) == name && (!tagged || tag != "" && strings.Trim(tag, "0123456789") == "")
}

// completion is a decision in the making.
type completion struct {
	d corpus.Decision
	v View
}

// mustKnow returns who an id names.
func (c *completion) mustKnow(id corpus.PersonID) (corpus.PersonID, error) {
	person, err := c.v.Current(id)
	if err == nil && person == "" {
		err = Unknown(id)
	}
	return person, err
}

// Unknown is the error for an id that names nobody.
func Unknown(id corpus.PersonID) error {
	return corpus.Errorf(corpus.NotFound, "nobody is known as %s", id)
}

func (c *completion) merge() error {
	given := c.d.Others
	c.d.Others, c.d.Forms = nil, nil
	for _, id := range given {
		other, err := c.mustKnow(id)
		if err != nil {
			return err
		}
		if other == c.d.Person {
			return corpus.Errorf(corpus.Conflict, "%s is %s already", id, c.d.Person)
		}
		if slices.Contains(c.d.Others, other) {
			continue
		}
		forms, err := c.v.FormsOf(other)
		if err != nil {
			return err
		}
		c.d.Others = append(c.d.Others, other)
		c.d.Forms = append(c.d.Forms, forms...)
	}
	slices.Sort(c.d.Forms)
	return nil
}

func (c *completion) splitForms() error {
	has, err := c.v.FormsOf(c.d.Person)
	if err != nil {
		return err
	}
	slices.Sort(c.d.Forms)
	c.d.Forms = slices.Compact(slices.Clone(c.d.Forms))
	for _, form := range c.d.Forms {
		if !slices.Contains(has, form) {
			return corpus.Errorf(corpus.Invalid, "%s is no form of %s, whose forms are %s", form, c.d.Person, listed(has))
		}
	}
	if len(c.d.Forms) == len(has) {
		return corpus.Errorf(corpus.Conflict, "nothing would be left of %s: it has no other forms than %s", c.d.Person, listed(has))
	}
	if c.d.As == "" {
		return c.nameSplit()
	}
	holder, err := c.v.Current(c.d.As)
	if err != nil {
		return err
	}
	if holder != "" && (c.d.As == c.d.Person || !slices.Contains(c.d.Forms, c.d.As)) {
		return corpus.Errorf(corpus.Conflict, "%s is somebody already (%s): split without a name for the new person, then merge the two", c.d.As, holder)
	}
	return nil
}

// nameSplit names the new person by the first form taken out, or with a number where that is the id of who is left.
func (c *completion) nameSplit() (err error) {
	c.d.As = c.d.Forms[0]
	if c.d.As == c.d.Person {
		c.d.As, err = c.namesake()
	}
	return err
}

// namesake returns an id that nobody has for another person of the same name.
func (c *completion) namesake() (corpus.PersonID, error) {
	name, _, _ := strings.Cut(string(c.d.Person), tagMark)
	for n := 2; ; n++ {
		id := corpus.PersonID(fmt.Sprintf("%s%s%d", name, tagMark, n))
		holder, err := c.v.Current(id)
		if err != nil || holder == "" {
			return id, err
		}
	}
}

func (c *completion) splitArticles() (err error) {
	if len(c.d.Forms) > 0 {
		return corpus.Errorf(corpus.Invalid, "a split names either forms or articles")
	}
	slices.Sort(c.d.Articles)
	c.d.Articles = slices.Compact(slices.Clone(c.d.Articles))
	for _, id := range c.d.Articles {
		people, known, err := c.v.InArticle(id)
		switch {
		case err != nil:
			return err
		case !known:
			return corpus.Errorf(corpus.NotFound, "there is no article %s", id)
		case !slices.Contains(people, c.d.Person):
			return corpus.Errorf(corpus.Invalid, "article %s does not name %s: its people are %s", id, c.d.Person, listed(people))
		}
	}
	if c.d.Forms, err = c.v.FormsOf(c.d.Person); err != nil {
		return err
	}
	if c.d.As == "" {
		c.d.As, err = c.namesake()
		return err
	}
	holder, err := c.v.Current(c.d.As)
	if err != nil {
		return err
	}
	if holder == c.d.Person {
		return corpus.Errorf(corpus.Conflict, "%s is %s already", c.d.As, c.d.Person)
	}
	if holder != "" {
		c.d.As = holder
	}
	return nil
}

func listed(ids []corpus.PersonID) string {
	if len(ids) == 0 {
		return "none"
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = string(id)
	}
	return strings.Join(names, ", ")
}
