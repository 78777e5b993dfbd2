// Package web serves the pages and the API over a search index and a store.
//
// One table holds all routes (routes.go), one place maps errors to answers
// (answer.go), one place guards every request (guard.go). Package page makes the
// HTML, package api the JSON, package address reads and writes what a search's
// address says, package assets serves the static files.
package web
