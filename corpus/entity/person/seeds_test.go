package person_test

import (
	"dateline/corpus/sharedtest"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSeeds: every full name in the two sample articles is found, and nothing that is no person.
func TestSeeds(t *testing.T) {
	t.Parallel()
	dir := sharedtest.Path(t, "data/seeds")
	data, err := os.ReadFile(filepath.Join(dir, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var expected struct {
		Articles map[string]struct {
			People    []struct{ Name string }
			NotPeople []string `json:"not_people"`
		}
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	for id, want := range expected.Articles {
		text, err := os.ReadFile(filepath.Join(dir, id+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		found := open(t).Find("", string(text))
		checkMentions(t, "", string(text), found)
		var names []string
		for _, p := range found {
			names = append(append(names, p.Name), p.Variants...)
		}
		for _, p := range want.People {
			if !slices.Contains(names, p.Name) {
				t.Errorf("%s: %s was not found", id, p.Name)
			}
		}
		for _, n := range want.NotPeople {
			if slices.Contains(names, n) {
				t.Errorf("%s: %s is no person", id, n)
			}
		}
	}
}
