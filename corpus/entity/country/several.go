package country

// A plural of a country's name is several countries that have it: "both Koreas", "the two Congos". Without a word that counts them it is
// a name that has lost its apostrophe (lost.go).

// severals are the countries of such plurals, by the name.
var severals = map[string][]string{"korea": {"KR", "KP"}, "congo": {"CD", "CG"}, "sudan": {"SD", "SS"}}

// counters stand before the plural.
var counters = set("two both the rival divided between")

// spread makes of each plural a match for every country that it means.
func spread(s string, ms []match) []match {
	out := ms[:0:0]
	for i := range ms {
		codes := severals[ms[i].entry.form]
		if len(codes) == 0 || !counted(s, &ms[i]) {
			out = append(out, ms[i])
			continue
		}
		for _, code := range codes {
			m := ms[i]
			m.end, m.code, m.rule, m.named, m.other = m.end+1, code, ruleName, true, nil
			out = append(out, m)
		}
	}
	return out
}

// counted reports that the name ends in the plural's letter and that a word counts it.
func counted(s string, m *match) bool {
	if !m.entry.lost || m.rule != ruleName {
		return false
	}
	w, _, sep := before(s, m.start)
	return sep == ' ' && has(counters, w)
}
