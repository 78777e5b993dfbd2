// Package web serves the pages and the API over a search index and a store.
//
// One table holds all routes (routes.go), one place maps errors to answers
// (answer.go), one place guards every request (guard.go). Package page makes the
// HTML, package api the JSON, package assets serves the static files. What a search's
// address says is read and written by package index (ParseAddress).
package web
