package api

import _ "embed"

// OpenAPI is the document served at /api/openapi.json. It is written by hand; tests
// hold every route, parameter and field of the types here against it.
//
//go:embed openapi.json
var OpenAPI []byte
