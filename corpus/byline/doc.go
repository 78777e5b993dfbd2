// Package byline reads the names of people in the lines that name a text's authors, in some thirty languages, and recognises such a
// line, or what a template left of one, among the paragraphs of a text.
package byline
