package resolve_test

import (
	"strings"
	"testing"

	"dateline/corpus/resolve"
)

func TestRuleText(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		resolve.RuleCurator: "A curator",
		resolve.RuleSpacing + "+" + resolve.RuleInitials: "syllables. The name is the same but for middle initials",
	} {
		if got := resolve.RuleText(rule); !strings.Contains(got, want) {
			t.Errorf("RuleText(%q) = %q, want %q in it", rule, got, want)
		}
	}
	if got := resolve.RuleText("whim"); got != "" {
		t.Errorf("an unknown rule reads %q", got)
	}
}
