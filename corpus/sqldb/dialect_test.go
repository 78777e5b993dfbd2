package sqldb

import "testing"

func TestRebind(t *testing.T) {
	t.Parallel()
	const query = "SELECT a FROM t WHERE b = ? AND c IN (?,?)"
	if got := (Dialect{}).rebind(query); got != query {
		t.Errorf("%q", got)
	}
	if got, want := (Dialect{Numbered: true}).rebind(query), "SELECT a FROM t WHERE b = $1 AND c IN ($2,$3)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
