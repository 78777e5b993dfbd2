package query

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The grammar, over the tokens of lex.go:
//
//	query   = or
//	or      = and { OR and }
//	and     = unary { [ AND ] unary }
//	unary   = { NOT | "-" } primary
//	primary = "(" or ")" | field "(" or ")" | field value | phrase | word
//
// Where a part is missing the rest is taken, with a warning. The tree is flat:
// no And directly inside an And, no Or inside an Or, no group of one.

// Options are what a query's meaning depends on besides its text.
type Options struct {
	// CountryCode returns the code of a country's name, alias or code. If nil, only codes are known.
	CountryCode func(name string) (code string, ok bool)
	// Now is what ages such as when:7d count back from. If zero, the time of the call.
	Now time.Time
}

// Parse reads a query. Where one reading is obvious it is taken and Query.Warnings
// tells of it; otherwise the error is a *Problem.
func Parse(text string, o Options) (*Query, error) {
	runes := []rune(text)
	text = string(runes) // valid UTF-8
	if len(runes) > MaxLength {
		return nil, problem(CodeTooLong, Pos{MaxLength, len(runes)}, "Search for the few words that matter.",
			"The query has %d characters; %d are allowed.", len(runes), MaxLength)
	}
	if o.CountryCode == nil {
		o.CountryCode = codeAlone
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	p, root := read(runes, o, false)
	if p.err == nil && shouts(runes, root) {
		p, root = read(runes, o, true)
	}
	if p.err != nil {
		return nil, p.err
	}
	if root == nil {
		if strings.TrimFunc(text, isSpace) != "" {
			return nil, problem(CodeNothingToSearch, Pos{0, len(runes)}, "Type a word, or leave the box empty to see everything.",
				"There is nothing to search for in this query.")
		}
		root = All{}
	}
	if nesting(root) > MaxNesting {
		return nil, tooDeep(Pos{0, len(runes)})
	}
	slices.SortStableFunc(p.warnings, func(a, b Problem) int { return a.Pos.Start - b.Pos.Start })
	return &Query{Text: text, Root: root, Warnings: p.warnings}, nil
}

// read parses a query; the root is nil if it holds nothing.
func read(text []rune, o Options, shouting bool) (*parser, Node) {
	p := &parser{lexer: lexer{text: text, shouting: shouting}, options: o}
	p.warnUnreadable()
	return p, p.parse()
}

type parser struct {
	lexer
	options Options
	token   token // the next one
	depth   int   // of parentheses
	words   int
	fuzzy   int
	prefix  int
}

func (p *parser) warnUnreadable() {
	if i := slices.IndexFunc(p.text, unreadable); i >= 0 {
		p.warn(problem(CodeUnreadable, Pos{i, i + 1}, "", "The query holds characters that are no text; they were read as spaces."))
	}
}

func (p *parser) parse() Node {
	p.advance()
	var nodes []Node
	for {
		nodes = p.add(nodes, p.or(field{}))
		if p.token.kind != kindClose {
			return group(nodes, func(n []Node) Node { return And{n} })
		}
		p.warn(problem(CodeStrayParenthesis, p.token.pos, "", "This parenthesis closes nothing and was ignored."))
		p.advance()
	}
}

// advance moves to the next token.
func (p *parser) advance() { p.token = p.next() }

// stop ends the parse: the next token is the end, for good.
func (p *parser) stop(err *Problem) Node {
	p.token = p.fail(err)
	return nil
}

func (p *parser) add(nodes []Node, n Node) []Node {
	switch n := n.(type) {
	case nil:
		return nodes
	case And:
		return append(nodes, n.Nodes...)
	}
	return append(nodes, n)
}

// or reads up to a closing parenthesis or the end. f is the field of the group it is in.
func (p *parser) or(f field) Node {
	start := p.token.pos.Start
	var nodes []Node
	mixed := false
	for pending := (*token)(nil); ; {
		n, juxtaposed := p.and(f)
		mixed = mixed || juxtaposed
		if or, ok := n.(Or); ok {
			nodes = append(nodes, or.Nodes...)
		} else if n != nil {
			nodes = append(nodes, n)
		}
		atOr := p.token.kind == kindOr
		switch {
		case n == nil && atOr:
			p.dangling(p.token)
		case n == nil && pending != nil:
			p.dangling(*pending)
		}
		if !atOr {
			break
		}
		operator := p.token
		pending = &operator
		p.advance()
	}
	root := group(nodes, func(n []Node) Node { return Or{n} })
	if mixed && len(nodes) > 1 && p.err == nil {
		p.warn(problem(CodeMixedOr, Pos{start, p.token.pos.Start}, "Parentheses say it another way: a (b OR c)",
			"Words side by side belong together before OR does; this was read as %s", String(root)))
	}
	return root
}

func (p *parser) dangling(operator token) {
	if p.err != nil {
		return
	}
	p.warn(problem(CodeDanglingOperator, operator.pos, "In small letters it is a word like any other.",
		"%s has nothing to join here and was ignored.", string(p.text[operator.pos.Start:operator.pos.End])))
}

// and reads up to an OR, a closing parenthesis or the end. juxtaposed says that it joined two
// parts without AND.
func (p *parser) and(f field) (n Node, juxtaposed bool) {
	var nodes []Node
	var operator *token // an AND that waits for what comes after it
	for {
		switch p.token.kind {
		case kindAnd:
			if len(nodes) == 0 || operator != nil {
				p.dangling(p.token)
			}
			and := p.token
			if len(nodes) > 0 {
				operator = &and
			}
			p.advance()
			continue
		case kindEnd, kindClose, kindOr:
			if operator != nil {
				p.dangling(*operator)
			}
			return group(nodes, func(n []Node) Node { return And{n} }), juxtaposed
		}
		if n := p.unary(f); n != nil {
			juxtaposed = juxtaposed || len(nodes) > 0 && operator == nil
			nodes, operator = p.add(nodes, n), nil
		}
	}
}

func (p *parser) unary(f field) Node {
	negated := false
	var last token
	for p.token.kind == kindNot {
		negated, last = !negated, p.token
		p.advance()
	}
	n := p.primary(f)
	if n == nil && last.kind == kindNot {
		p.dangling(last)
	}
	if n == nil || !negated {
		return n
	}
	if not, ok := n.(Not); ok {
		return not.Node
	}
	return Not{n}
}

func (p *parser) primary(f field) Node {
	t := p.token
	switch t.kind {
	case kindOpen:
		return p.parenthesis(f)
	case kindField:
		p.advance()
		if p.token.kind == kindOpen {
			return p.parenthesis(t.field)
		}
		return p.leaf(t.field, t.pos.Start)
	case kindWord, kindPhrase, kindNothing:
		return p.leaf(f, t.pos.Start)
	}
	return nil
}

func (p *parser) parenthesis(f field) Node {
	open := p.token
	if p.depth++; p.depth > MaxNesting {
		return p.stop(tooDeep(open.pos))
	}
	p.advance()
	n := p.or(f)
	p.depth--
	switch {
	case p.err != nil:
		return nil
	case p.token.kind == kindClose:
		if n == nil {
			p.warn(problem(CodeEmptyGroup, Pos{open.pos.Start, p.token.pos.End}, "", "There is nothing between the parentheses; they were ignored."))
		}
		p.advance()
	default:
		p.warn(problem(CodeUnclosedGroup, open.pos, "", "This parenthesis is never closed; it was closed at the end."))
	}
	return n
}

// leaf makes a node of the token at hand, which is the value of f, or plain text where f has no name.
// start is where the name of the field stands.
func (p *parser) leaf(f field, start int) Node {
	t := p.token
	t.pos.Start = start
	var n Node
	switch {
	case t.kind == kindEnd: // after an error
		return nil
	case t.kind == kindNothing:
	case f.value != nil:
		n = p.valueLeaf(f, t)
	default:
		n = p.textLeaf(f.text, t)
	}
	p.advance()
	return n
}

func (p *parser) valueLeaf(f field, t token) Node {
	p.words++
	if p.words > MaxWords {
		return p.stop(tooManyWords(t.pos))
	}
	n, err := f.value(p, t.text, t.pos)
	if err != nil {
		return p.stop(err)
	}
	return n
}

func (p *parser) textLeaf(f TextField, t token) Node {
	if err := p.count(t); err != nil {
		return p.stop(err)
	}
	switch {
	case t.kind == kindPhrase:
		return Phrase{Field: f, Text: t.text, Slop: t.slop, Pos: t.pos}
	case t.star && !endsSpaceless(t.text): // of such a script a word is found inside longer ones anyway
		return Prefix{Field: f, Text: t.text, Pos: t.pos}
	case t.distance > 0:
		return Fuzzy{Field: f, Text: t.text, Distance: t.distance, Pos: t.pos}
	}
	return Word{Field: f, Text: t.text, Pos: t.pos}
}

// count holds a text leaf against the limits.
func (p *parser) count(t token) *Problem {
	length := utf8.RuneCountInString(t.text)
	p.words += countWords(t.text)
	if t.star {
		p.prefix++
	}
	if t.distance > 0 {
		p.fuzzy++
	}
	switch {
	case p.words > MaxWords:
		return tooManyWords(t.pos)
	case (t.star || t.distance > 0) && !isOneWord(t.text):
		return problem(CodeNotOneWord, t.pos, "Write the parts as words of their own: wi fi*", "* and ~ work on one word; %s is several.", quote(t.text))
	case t.star && length < 2:
		return problem(CodeShortPrefix, t.pos, "Write more of the word: cyb*", "A prefix needs 2 letters or more.")
	case t.distance > 0 && length < t.distance+2:
		return problem(CodeShortFuzzy, t.pos, "Leave the ~ out.", "A word of %d letters is too short for ~%d: it would match nearly anything.", length, t.distance)
	case p.prefix > MaxPrefixes:
		return problem(CodeTooManyPrefixes, t.pos, "", "A query can hold %d prefixes.", MaxPrefixes)
	case p.fuzzy > MaxFuzzy:
		return problem(CodeTooManyFuzzy, t.pos, "", "A query can hold %d fuzzy words.", MaxFuzzy)
	}
	return nil
}

func tooManyWords(pos Pos) *Problem {
	return problem(CodeTooManyWords, pos, "Search for the few words that matter.", "A query can hold %d words.", MaxWords)
}

func tooDeep(pos Pos) *Problem {
	return problem(CodeTooDeep, pos, "", "Parentheses can stand %d deep.", MaxNesting)
}

// group returns nil, the node, or the nodes made one.
func group(nodes []Node, join func([]Node) Node) Node {
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return join(nodes)
}
