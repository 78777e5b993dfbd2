package corpus

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Outlet is a source of articles as the store knows it. What it is called, which country it is of and which language it
// writes in is what an editor has set, and else what most of its articles say; nothing is concluded from its domain.
type Outlet struct {
	Key      string `json:"key"` // as Source.Key
	Name     Stated `json:"name"`
	Country  Stated `json:"country"`  // ISO 3166-1 alpha-2
	Language Stated `json:"language"` // BCP 47 primary subtag
	Articles int    `json:"articles"`
}

// Stated is a property of an outlet, and who says so.
type Stated struct {
	Value  string  `json:"value"`
	Edited bool    `json:"edited"`           // set by an editor, whatever articles say
	Claims []Claim `json:"claims,omitempty"` // what articles say, what most say first, then in order of the values
}

// Claim is what some articles of an outlet say of it.
type Claim struct {
	Value    string `json:"value"`
	Articles int    `json:"articles"`
}

// OutletEdit sets properties of an outlet: nil leaves one as it is, "" takes back what was set before.
type OutletEdit struct {
	Key                     string // the outlet, which need not have articles yet
	Name, Country, Language *string
}

// OutletReader is the part of a Store that tells what outlets are called.
type OutletReader interface {
	// Outlets returns up to limit outlets whose key or name contains a text, without regard to case ("" for all), those with
	// most articles first, then by key. An outlet that only an editor knows is among them.
	Outlets(ctx context.Context, contains string, limit int) ([]Outlet, error)
	// Outlet returns one outlet. The error is NotFound if neither an article nor an editor names it.
	Outlet(ctx context.Context, key string) (Outlet, error)
	// OutletNames returns the names of outlets by their keys. Those without a name are absent.
	OutletNames(ctx context.Context, keys []string) (map[string]string, error)
}

// OutletEditor is the part of a Store that lets an editor say what outlets are.
type OutletEditor interface {
	// EditOutlet applies an edit. Articles of the outlet get a change of kind ChangeResolved where what is said of their source
	// changes; it returns how many. The error is Invalid for an edit without a key.
	EditOutlet(ctx context.Context, e OutletEdit) (articles int, err error)
}

// Key names the outlet: its domain, or where there is none its name, in small letters; "" for none.
func (s Source) Key() string {
	if s.Domain != "" {
		return strings.ToLower(s.Domain)
	}
	return strings.ToLower(s.Name)
}

// Edited returns the source of an article with what an editor has set of its outlet.
func (s Source) Edited(o *OutletEdit) Source {
	if o == nil {
		return s
	}
	if o.Name != nil {
		s.Name = *o.Name
	}
	if o.Country != nil {
		s.Country = *o.Country
	}
	return s
}

// Contains reports whether the outlet's key or name contains a text, without regard to case.
func (o *Outlet) Contains(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(o.Key, text) || strings.Contains(strings.ToLower(o.Name.Value), text)
}

// NewStated makes a property of what an editor set, if anything, and of what articles say, in any order.
func NewStated(edit *string, claims []Claim) Stated {
	claims = slices.DeleteFunc(slices.Clone(claims), func(c Claim) bool { return c.Value == "" || c.Articles <= 0 })
	slices.SortFunc(claims, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Value, b.Value))
	})
	s := Stated{Claims: claims}
	switch {
	case edit != nil:
		s.Value, s.Edited = *edit, true
	case len(claims) > 0:
		s.Value = claims[0].Value
	}
	return s
}

// Join adds another edit of the same outlet, the later one; nil where nothing is set any more.
func (e *OutletEdit) Join(later OutletEdit) *OutletEdit {
	joined := OutletEdit{Key: later.Key}
	if e != nil {
		joined = *e
	}
	for _, f := range []struct{ set, to **string }{
		{&joined.Name, &later.Name}, {&joined.Country, &later.Country}, {&joined.Language, &later.Language},
	} {
		if *f.to != nil {
			*f.set = *f.to
		}
		if *f.set != nil && **f.set == "" {
			*f.set = nil
		}
	}
	if joined.Name == nil && joined.Country == nil && joined.Language == nil {
		return nil
	}
	return &joined
}
