// Package content finds the text of an article in the parsed tree of a page.
package content
