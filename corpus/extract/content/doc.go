// Package content finds the text of an article in the parsed tree of a page.
//
// A page is read once into an outline: its block elements in document order, and the blocks of text
// between their borders (outline.go, blocks.go). Then:
//
//  1. Roles. An element's tag, role, itemprop, class and id say what it is: silent (scripts, captions, what is hidden), furniture
//     (navigation, share bars, related articles, newsletter boxes), readers' comments, or the body (role.go). Furniture
//     that holds most of the prose is none.
//  2. A second opinion. go-readability names what it takes for the article, and its words vote
//     for the blocks that hold them (witness.go).
//  3. The container is the element with the largest gain: prose and what was voted for, less the rest (find.go).
//  4. Cleaning. What is left of the container loses datelines and bylines on top, whatever follows
//     a heading that closes articles, captions, lone links, invitations and references to other articles in
//     many languages (phrases.txt), the headline and repetitions (clean.go).
//
// All of it but the second opinion takes time linear in the size of the page; heavy pages do without that one.
package content
