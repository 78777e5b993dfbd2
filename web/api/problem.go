package api

import "dateline/index/query"

// ProblemType is the media type of a Problem.
const ProblemType = "application/problem+json"

// Problem is an error as RFC 9457 has it. Code is stable; Parameter names the query
// parameter that is wrong; Pos is where in the query text, in code points.
type Problem struct {
	Type      string     `json:"type"` // "urn:dateline:problem:" and the code
	Title     string     `json:"title"`
	Status    int        `json:"status"`
	Detail    string     `json:"detail"`
	Code      string     `json:"code"`
	Parameter string     `json:"parameter,omitempty"`
	Hint      string     `json:"hint,omitempty"`
	Pos       *query.Pos `json:"pos,omitempty"`
}

// Health is the answer of the health and readiness checks.
type Health struct {
	Status string `json:"status"` // "ok" or "unavailable"
	Reason string `json:"reason,omitempty"`
}
