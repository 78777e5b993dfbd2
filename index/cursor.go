package index

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"dateline/corpus"
	"dateline/index/query"
)

// cursor is the place after the last result of an answer: base64 (URL alphabet) of JSON. It carries how the
// words were matched, so that the next answer goes on with the same set, and a hash of what was
// asked, so that it is refused for anything else. Orders by date and amount stay in place while articles come and go;
// relevance depends on all articles, so that an answer from another position says so.
type cursor struct {
	Version  int       `json:"v"`
	Asked    string    `json:"q"`
	Sort     Sort      `json:"s"`
	Matching matching  `json:"m"`
	Seq      int64     `json:"p"` // position of the index at the first answer
	Key      string    `json:"k"`
	ID       corpus.ID `json:"i"`
}

// CodeMoved is the code of the warning that articles changed since the first answer of a search by relevance.
const CodeMoved = "articles-changed"

func moved(text string) query.Problem {
	return query.Problem{
		Code:    CodeMoved,
		Message: "Articles were added or changed since the first of these results: some may be shown twice or left out.",
		Hint:    "Begin again, or sort by date or amount, where every article keeps its place.",
		Pos:     query.Pos{End: len([]rune(text))},
	}
}

const (
	cursorVersion   = 2
	maxCursorLength = 1000
)

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil { // strings and numbers always marshal
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// resume makes the plan go on after the request's cursor.
func (p *plan) resume(r *Request) error {
	bad := func(why string) error { return invalid("cursor", "%s: begin again without it", why) }
	if len(r.Cursor) > maxCursorLength {
		return bad("it is too long")
	}
	b, err := base64.RawURLEncoding.DecodeString(r.Cursor)
	if err != nil {
		return bad("it is damaged")
	}
	var c cursor
	if err := json.Unmarshal(b, &c); err != nil {
		return bad("it is damaged")
	}
	switch {
	case c.Version != cursorVersion:
		return bad("it is of another version")
	case c.Asked != p.asked() || c.Sort != p.search.Sort:
		return bad("it belongs to another search")
	case c.ID == "" || c.Matching.Needed < 0 || c.Matching.Needed > len(p.words):
		return bad("it is damaged")
	}
	p.cursor = &c
	p.search.After, p.search.Offset = &Mark{Key: c.Key, ID: c.ID}, 0
	return nil
}

// asked identifies the set that a request asks for, whatever the order, page and facets.
func (p *plan) asked() string {
	if p.cursorOf != "" {
		return p.cursorOf
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%t %t\n", query.String(p.query.Root), p.search.Implied, p.search.Once)
	for _, n := range p.hard {
		fmt.Fprintf(h, "%s\n", query.String(n))
	}
	for _, s := range p.search.Selections {
		fmt.Fprintf(h, "%s %q %q\n", s.Facet, distinct(append([]string{}, s.Include...)...), distinct(append([]string{}, s.Exclude...)...))
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}
