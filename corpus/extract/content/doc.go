// Package content finds the text of an article in the parsed tree of a page.
//
// A page is read once into an outline: its block elements in document order, and the blocks of text
// between their borders (outline.go, blocks.go). Then:
//
//  1. Roles. An element's tag, role, itemprop, class and id say what it is: silent (scripts, captions, what is hidden), furniture
//     (navigation, share bars, related articles, newsletter boxes), readers' comments, or the body (role.go, names.txt). Furniture
//     that holds most of the prose, or a good part of what was voted for, is none (weigh.go).
//  2. Witnesses. go-readability names what it takes for the article, and the page's metadata may hold the whole text; their
//     words vote for the blocks that hold them (witness.go).
//  3. The container is the element with the largest gain: prose and what was voted for, less the rest (weigh.go). Parts of
//     the article that stand before it join it (find.go).
//  4. Cleaning. Of the container's blocks go: datelines and bylines on top, whatever follows a heading that closes
//     articles, captions, lone links, invitations and references to other articles in many languages (phrases.txt), the headline,
//     and repetitions (clean.go, noise.go, captions.go).
//
// Where all of that finds much less than the metadata states, as on pages that scripts fill, the stated text is the article.
//
// All but the second opinion of go-readability takes time linear in the size of the page; heavy pages do without that one.
package content
