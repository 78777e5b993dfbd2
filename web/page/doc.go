// Package page makes the HTML pages of Dateline: views built from a request and its
// response, and the templates that show them.
//
// Every page works without JavaScript; every state is in its address
// (index.Request.Address). Text of articles, queries and errors reaches a page only through
// html/template, in a bdi element where its direction is a stranger's.
package page
