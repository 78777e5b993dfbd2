// Package web serves the pages and the API over a search index and a store, and takes articles that programs send.
//
// One table holds all routes (routes.go), one place maps errors to answers
// (answer.go), one place guards every request (guard.go). Package page makes the
// HTML, package api the JSON, package assets serves the static files, package compare tells what
// differs between revisions. What a search's address says is read and written by package index (ParseAddress).
//
// Articles that are sent are read as they come (body.go) and answered as they are stored (lines.go), by an
// Ingester that knows formats and the store: this package knows neither (ingest.go). Who may send them is decided in access.go.
package web
