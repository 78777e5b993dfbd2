// Package resolve says which people of different articles are one person, from their names alone.
//
// It is pure: what it returns depends on its arguments and on nothing else, so that articles can be resolved in
// any order and again at any time. What a curator merges or splits is laid over it by the store.
package resolve
