// Package api is the JSON of Dateline: the reply to a search, an article with its
// facts, and problems (RFC 9457), with the OpenAPI document that describes them.
//
// It holds no handlers: package web answers requests with it, and the command line
// prints the same replies.
package api
