package query

import (
	"strconv"
	"strings"
)

// String returns the canonical text of a tree: Parse of it gives the same tree
// (an AtLeast aside, which the language cannot say and which prints as OR). It is "" for All.
func String(n Node) string {
	switch n := n.(type) {
	case And:
		return joined(n.Nodes, " ")
	case Or:
		return joined(n.Nodes, " OR ")
	case AtLeast:
		return joined(n.Nodes, " OR ")
	case Not:
		return "-" + operand(n.Node)
	}
	return leafText(n)
}

func joined(nodes []Node, separator string) string {
	parts := make([]string, 0, len(nodes))
	for _, n := range nodes {
		if s := operand(n); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, separator)
}

// operand returns the text of a node inside another, in parentheses where it needs them.
func operand(n Node) string {
	if compound(n) {
		return "(" + String(n) + ")"
	}
	return String(n)
}

func compound(n Node) bool {
	switch n.(type) {
	case And, Or, AtLeast:
		return true
	}
	return false
}

func leafText(n Node) string {
	switch n := n.(type) {
	case Word:
		if !plainWord(n.Field, n.Text) {
			return fieldPrefix(n.Field) + quoted(n.Text)
		}
		return fieldPrefix(n.Field) + n.Text
	case Phrase:
		s := fieldPrefix(n.Field) + quoted(n.Text)
		if n.Slop > 0 {
			s += "~" + strconv.Itoa(n.Slop)
		}
		return s
	case Prefix:
		return fieldPrefix(n.Field) + n.Text + "*"
	case Fuzzy:
		return fieldPrefix(n.Field) + n.Text + "~" + strconv.Itoa(n.Distance)
	case Keyword:
		if strings.ContainsFunc(n.Value, ends) {
			return string(n.Field) + ":" + quoted(n.Value)
		}
		return string(n.Field) + ":" + n.Value
	case Amount:
		return "amount:" + amountText(n)
	case Dates:
		return datesText(n)
	}
	return ""
}

func fieldPrefix(f TextField) string {
	if f == AnyText {
		return ""
	}
	return string(f) + ":"
}

func quoted(s string) string { return `"` + phraseText(s) + `"` }

// plainWord reports whether text, printed bare after its field, is read as the same word again. What
// the parser made always is.
func plainWord(f TextField, text string) bool {
	l := lexer{text: []rune(text)}
	if f != AnyText {
		l.field = &field{text: f}
	}
	t := l.next()
	return t.kind == kindWord && t.text == text && !t.star && t.distance == 0 && l.at == len(l.text) && l.err == nil
}

// nesting returns how deep parentheses stand in the text of n.
func nesting(n Node) int {
	deepest := 0
	for _, c := range children(n) {
		d := nesting(c)
		if compound(c) {
			d++
		}
		deepest = max(deepest, d)
	}
	return deepest
}
