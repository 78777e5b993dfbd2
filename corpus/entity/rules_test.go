package entity_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/entity/money"
)

// constants returns the string constants of a package whose names match, by name.
func constants(t *testing.T, dir string, name *regexp.Regexp) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", dir, len(paths), err)
	}
	found := map[string]string{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			for i := 0; ok && i < len(spec.Names) && i < len(spec.Values); i++ {
				if literal, ok := spec.Values[i].(*ast.BasicLit); ok && literal.Kind == token.STRING && name.MatchString(spec.Names[i].Name) {
					found[spec.Names[i].Name], _ = strconv.Unquote(literal.Value)
				}
			}
			return true
		})
	}
	return found
}

// The rules of the lexicon of countries that no mention carries.
var inner = []string{"ruleStateAbbr", "ruleProvAbbr", "ruleRegionAdj", "ruleNation", "rulePhrase"}

// Every rule that the packages name has a sentence.
func TestRuleTexts(t *testing.T) {
	t.Parallel()
	check := func(name, rule, text string) {
		if text == "" && !slices.Contains(inner, name) {
			t.Errorf("%s (%q) has no sentence", name, rule)
		}
	}
	rules := constants(t, "person", regexp.MustCompile(`^Rule[A-Z]`))
	joins := constants(t, "person", regexp.MustCompile(`^Join[A-Z]`))
	countries := constants(t, "country", regexp.MustCompile(`^rule[A-Z]`))
	amounts := constants(t, "money", regexp.MustCompile(`^Rule[A-Z]`))
	delete(countries, "rulesVersion")
	if len(rules) < 6 || len(joins) < 6 || len(countries) < 15 || len(amounts) < 5 {
		t.Fatalf("%d rules and %d joins of people, %d rules of countries, %d of amounts", len(rules), len(joins), len(countries), len(amounts))
	}
	for name, rule := range rules {
		check(name, rule, entity.RuleText("person", rule))
	}
	for name, join := range joins {
		check(name, join, entity.JoinText(join))
	}
	for name, rule := range countries {
		check(name, rule, entity.RuleText("country", rule))
	}
	for name, rule := range amounts {
		check(name, rule, entity.RuleText("amount", rule))
	}
}

// Every rule that the cases and articles meet has a sentence too.
func TestRulesMet(t *testing.T) {
	t.Parallel()
	a := newAnnotator(t)
	met := map[string]bool{}
	note := func(kind string, mentions []corpus.Mention) {
		for _, m := range mentions {
			met[kind+" "+m.Rule] = true
			if entity.RuleText(kind, m.Rule) == "" {
				t.Errorf("%s rule %q of %q has no sentence", kind, m.Rule, m.Text)
			}
			if m.Join != "" && entity.JoinText(m.Join) == "" {
				t.Errorf("join %q of %q has no sentence", m.Join, m.Text)
			}
		}
	}
	paths, err := filepath.Glob("testdata/cases/*/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		c := readCase(t, path)
		facts := a.Annotate(c.title, c.body, c.language)
		for _, p := range facts.People {
			note("person", p.Mentions)
		}
		for _, country := range facts.Countries {
			note("country", country.Mentions)
		}
		for _, amount := range facts.Amounts {
			note("amount", amount.Mentions)
		}
	}
	for _, rule := range []string{money.RuleSign, money.RuleUnit, money.RuleMinor, money.RuleRange, money.RuleVague} {
		if !met["amount "+rule] {
			t.Logf("no case meets the rule %q of amounts", rule)
		}
	}
}
