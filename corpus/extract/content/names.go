package content

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
)

// names.txt says at its top what its kinds mean.
//
//go:embed names.txt
var nameFile string

// nameKind says what a word of a class or id, or two of them, tell of an element.
type nameKind uint8

const (
	ofFurniture nameKind = 1 << iota
	ofComments
	ofBody
	ofHidden
	ofModifier
	ofBehaviour
	ofPicture
)

var nameKinds = readNames(nameFile)

func readNames(file string) map[string]nameKind {
	kinds := map[string]nameKind{
		"furniture": ofFurniture, "comments": ofComments, "body": ofBody, "whole": ofHidden,
		"modifier": ofModifier, "behaviour": ofBehaviour, "picture": ofPicture,
	}
	names := map[string]nameKind{}
	for line := range strings.Lines(file) {
		kind, list, ok := strings.Cut(line, ":")
		if !ok || kinds[kind] == 0 {
			continue
		}
		for name := range strings.FieldsSeq(list) {
			names[name] |= kinds[kind]
		}
	}
	return names
}

// nameRole reads a class or id attribute: the strongest role of its names.
func nameRole(value string) role {
	const longest = 80 // bytes; longer names are made by machines
	best := plain
	for name := range strings.FieldsSeq(value) {
		if len(name) > longest {
			continue
		}
		if nameKinds[name]&ofHidden != 0 {
			best = max(best, furniture)
		}
		best = max(best, roleOfWords(wordsOf(name)))
	}
	return best
}

// roleOfWords looks the words of one name up.
func roleOfWords(words []string) role {
	if len(words) == 0 {
		return plain
	}
	if nameKinds[words[0]]&ofModifier != 0 {
		if len(words) > 1 && nameKinds[words[0]+"-"+words[1]]&ofFurniture != 0 {
			return furniture
		}
		return plain
	}
	if nameKinds[strings.Join(words, "-")]&ofBody != 0 {
		return body
	}
	best := plain
	for i, w := range words {
		kind := nameKinds[w]
		if i+1 < len(words) {
			kind |= nameKinds[w+"-"+words[i+1]]
		}
		switch {
		case kind&ofComments != 0:
			return comments
		case kind&ofFurniture != 0:
			best = furniture
		}
	}
	return best
}

// behaves reports whether the name of a link says how it opens, or that it explains its word.
func behaves(value string) bool { return named(value, ofBehaviour) }

// named reports whether a word of a class or id is of a kind.
func named(value string, kind nameKind) bool {
	for name := range strings.FieldsSeq(value) {
		if slices.ContainsFunc(wordsOf(name), func(w string) bool { return nameKinds[w]&kind != 0 }) {
			return true
		}
	}
	return false
}

// wordsOf splits a name at its marks and humps.
func wordsOf(name string) []string {
	var words []string
	start, wasLower := 0, false
	cut := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			cut(i)
			start = i + len(string(r))
			wasLower = false
		case unicode.IsUpper(r) && wasLower:
			cut(i)
			wasLower = false
		default:
			wasLower = unicode.IsLower(r)
		}
	}
	cut(len(name))
	return words
}
