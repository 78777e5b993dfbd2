package entity

import (
	"strconv"
	"strings"
)

// A version is the versions of the parts, one after the other, each "name-number" or "name-number-digest":
//
//	person-5-1a2b3c4d country-3-5e6f7a8b money-4 language-1-9c0d1e2f
//
// The number of a part rises when its rules or data change so that other facts are found; the digest tells builds of one
// number apart while the part is being worked on. So versions have an order, and facts are only ever replaced by those of a
// program that is as new in every part. A program of last year that opens the store leaves the facts of
// this year's alone, and the two do not rewrite each other's work whenever one of them starts.

// supersedes reports whether facts of version old are to be replaced by those of version ours: they differ, and no part of
// old is newer, or is unknown here.
func supersedes(ours, old string) bool {
	if ours == old {
		return false
	}
	mine := parts(ours)
	for name, number := range parts(old) {
		if own, known := mine[name]; !known || number > own {
			return false
		}
	}
	return true
}

// parts returns the numbers of the parts of a version; what is none is left out, so that facts of no known version are old.
func parts(version string) map[string]int {
	numbers := map[string]int{}
	for part := range strings.FieldsSeq(version) {
		name, rest, _ := strings.Cut(part, "-")
		digits, _, _ := strings.Cut(rest, "-")
		if n, err := strconv.Atoi(digits); err == nil {
			numbers[name] = n
		}
	}
	return numbers
}
