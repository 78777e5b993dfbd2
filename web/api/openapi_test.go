package api_test

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/index"
	"dateline/index/query"
	"dateline/web/api"
	"dateline/web/compare"

	"github.com/google/go-cmp/cmp"
)

type schema struct {
	Properties map[string]any `json:"properties"`
	Required   []string       `json:"required"`
}

// fields returns the JSON names of a struct and those that are always there.
func fields(t reflect.Type) (all, always []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			a, b := fields(f.Type)
			all, always = append(all, a...), append(always, b...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if !strings.Contains(options, "omit") {
			always = append(always, name)
		}
	}
	slices.Sort(all)
	slices.Sort(always)
	return all, always
}

// Marks and positions share one schema.
var _ = query.Pos(index.Span{})

func TestSchemasAreTheTypes(t *testing.T) {
	t.Parallel()
	var doc struct {
		Components struct {
			Schemas map[string]schema `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(api.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	types := map[string]any{
		"Reply": api.Reply{}, "Query": api.Query{}, "Word": index.Word{}, "Warning": query.Problem{}, "Pos": query.Pos{}, "Index": api.Index{},
		"Position": index.Position{}, "Value": api.Value{}, "Result": api.Result{}, "Snippet": api.Snippet{}, "Source": corpus.Source{},
		"Date": api.Date{}, "PersonRef": api.PersonRef{}, "CountryRef": api.CountryRef{}, "AmountRef": api.AmountRef{}, "Article": api.Article{},
		"Person": api.Person{}, "Country": api.Country{}, "Amount": api.Amount{}, "Mention": api.Mention{}, "Given": api.Given{}, "Problem": api.Problem{}, "Health": api.Health{}, "Status": api.Status{}, "Facts": api.Facts{},
		"Identity": api.Identity{}, "Spelling": api.Spelling{}, "Decision": corpus.Decision{},
		"Fate": corpus.Fate{}, "Summary": api.Summary{}, "Taken": api.Taken{},
		"Label": corpus.Label{}, "Copy": api.Copy{}, "Revisions": api.Revisions{}, "Revision": api.Revision{}, "RevisionText": api.RevisionText{},
		"Difference": api.Difference{}, "Run": compare.Run{}, "Paragraph": api.Paragraph{}, "Field": compare.Field{}, "FactChanges": api.FactChanges{},
		"PersonChange": api.Change[api.PersonState]{}, "CountryChange": api.Change[api.CountryRef]{}, "AmountChange": api.Change[api.AmountRef]{},
		"PersonState": api.PersonState{},
		"Copies":      api.Copies{},
	}
	for name, v := range types {
		s, ok := doc.Components.Schemas[name]
		if !ok {
			t.Errorf("%s is not documented", name)
			continue
		}
		var documented []string
		for p := range s.Properties {
			documented = append(documented, p)
		}
		slices.Sort(documented)
		slices.Sort(s.Required)
		all, always := fields(reflect.TypeOf(v))
		if diff := cmp.Diff(all, documented); diff != "" {
			t.Errorf("fields of %s (-are +documented):\n%s", name, diff)
		}
		if diff := cmp.Diff(append([]string{}, always...), append([]string{}, s.Required...)); diff != "" {
			t.Errorf("required fields of %s (-are +documented):\n%s", name, diff)
		}
	}
	for name := range doc.Components.Schemas {
		if types[name] == nil && name != "Item" { // what a news item may hold is the importer's to say
			t.Errorf("schema %s is of no type", name)
		}
	}
}

func TestReferencesResolve(t *testing.T) {
	t.Parallel()
	var doc struct {
		Components struct {
			Schemas map[string]any `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(api.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`"\$ref": "#/components/schemas/(\w+)"`).FindAllSubmatch(api.OpenAPI, -1) {
		if doc.Components.Schemas[string(m[1])] == nil {
			t.Errorf("reference to %s", m[1])
		}
	}
}
