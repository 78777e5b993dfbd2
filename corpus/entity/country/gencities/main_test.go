package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLine(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "cities.json")
	data := `{
		"1": {"name": "Ambersby", "countrycode": "GB", "population": 250000, "admin1code": "ENG"},
		"2": {"name": "Ambersby", "countrycode": "US", "population": 4000, "admin1code": "OH"},
		"3": {"name": "Ambérsby", "countrycode": "US", "population": 900, "admin1code": "TX"},
		"4": {"name": "Ambersby", "countrycode": "CA", "population": 16000, "admin1code": "08"},
		"5": {"name": "Ambersby", "countrycode": "NZ", "population": 14000, "admin1code": "E7"}
	}`
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	names, err := readCities(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != 1 || !names["ambersby"].great() {
		t.Fatalf("%v", names)
	}
	if d := cmp.Diff("Ambersby|GB:250;CA.ON:16;US.OH:4;US.TX:1", names["ambersby"].line()); d != "" {
		t.Error(d)
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"Port-au-Prince": true, "St. John's": true, "São Paulo": true, "al-Khobar": false, "Москва": false, "Ub": false, "One Two Three Four Five": false, "Sector 12": false,
	} {
		if plain(s) != want {
			t.Errorf("plain(%q) is %v", s, !want)
		}
	}
}
