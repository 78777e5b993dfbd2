package corpus

// Field is the part of an article that a mention stands in.
type Field string

// The fields that carry mentions.
const (
	FieldTitle Field = "title"
	FieldBody  Field = "body"
)

// Mention is where a fact stands: Text is exactly the code points [Start, End)
// of the field, and Rule names what recognised it. Join, for a person, names the
// evidence by which a shorter form was given to this person; it is empty where the
// form is the full name, or could mean nobody else. Else holds the other readings that the words
// have, the likelier first: names of other people, codes of other countries, or
// a word for what they could be instead ("state", "surname").
type Mention struct {
	Field Field  `json:"field"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Rule  string `json:"rule"`

	Join string   `json:"join,omitempty"`
	Else []string `json:"else,omitempty"`
}

// Person is one person named in an article. Name is the fullest form without
// titles, but for a sovereign known by one word ("Pope Francis"); Variants are the other forms seen, in order of first mention. Titles are
// the titles and roles that stood before or after the name, as written, without repeats. Resolved
// is false for a short form that could mean two people: it has no id and stays
// out of the facets.
type Person struct {
	Name     string    `json:"name"`
	Variants []string  `json:"variants,omitempty"`
	Titles   []string  `json:"titles,omitempty"`
	Resolved bool      `json:"resolved"`
	Mentions []Mention `json:"mentions"`
}

// Country is a country that an article speaks of. Code is ISO 3166-1 alpha-2, or
// SU, YU, DD, CS for states that are gone. Named is false where no mention names the
// country itself and it is only implied by a place. Centrality says from 1 (named in
// passing) to 100 how much the article is about the country.
type Country struct {
	Code       string    `json:"code"`
	Name       string    `json:"name"`
	Named      bool      `json:"named"`
	Centrality int       `json:"centrality"`
	Mentions   []Mention `json:"mentions"`
}

// Qualifier is how an amount is hedged.
type Qualifier string

// The qualifiers of an amount.
const (
	Exact   Qualifier = "exact"
	Over    Qualifier = "over"
	AtLeast Qualifier = "at least"
	About   Qualifier = "about"
	Nearly  Qualifier = "nearly"
	Under   Qualifier = "under"
	UpTo    Qualifier = "up to"
	Between Qualifier = "between"
)

// Amount is a sum of money as an article states it.
//
// Value is the number named; it is nil where only bounds are given ("tens of
// thousands of dollars"). Min and Max are set only where the text itself states a
// range ("$5-8 billion": 5e9, 8e9) or bounds; Bounds derives the interval that a
// qualifier means. Currency is ISO 4217. Per is the unit that a price is for ("gallon",
// "year"), empty for a plain sum. Subject is the words of the sentence
// that say what the money is for, empty if none do.
type Amount struct {
	Value     *Decimal  `json:"value"`
	Min       *Decimal  `json:"min"`
	Max       *Decimal  `json:"max"`
	Currency  string    `json:"currency"`
	Qualifier Qualifier `json:"qualifier"`
	Text      string    `json:"text"`
	Per       string    `json:"per,omitempty"`
	Subject   string    `json:"subject,omitempty"`
	Mentions  []Mention `json:"mentions"`
}

// Bounds returns the closed interval that the amount can lie in; nil is no bound.
// "over", "at least": [value, nil]; "under", "up to", "nearly": [nil, value] but
// nearly also from nine tenths of it; "about": the value alone; a range: its ends.
func (a *Amount) Bounds() (lo, hi *Decimal) {
	if a.Min != nil || a.Max != nil {
		return a.Min, a.Max
	}
	switch a.Qualifier {
	case Over, AtLeast:
		return a.Value, nil
	case Under, UpTo:
		return nil, a.Value
	case Nearly:
		if a.Value != nil {
			nine := a.Value.Mul(NewDecimal(9, -1))
			return &nine, a.Value
		}
	}
	return a.Value, a.Value
}

// Annotations are the facts of one revision of an article, a pure function of its
// title, body and language. Version names the annotator and its data. RulesOnly names the
// kinds of fact ("people", "countries", "amounts") that rules alone decided, because the
// annotator was not taught the language: fewer are found there, and more are wrong.
type Annotations struct {
	Version   string    `json:"version"`
	RulesOnly []string  `json:"rules_only,omitempty"`
	People    []Person  `json:"people"`
	Countries []Country `json:"countries"`
	Amounts   []Amount  `json:"amounts"`
}

// PersonID names a person across articles: a slug such as "zhenxing-wang".
type PersonID string

// Resolved links a person of an article's annotations (by index) to a person of
// the whole corpus. Rule says why.
type Resolved struct {
	Person int      `json:"person"`
	ID     PersonID `json:"id"`
	Rule   string   `json:"rule"`
}
