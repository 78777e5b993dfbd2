package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCells(t *testing.T) {
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
	cities, err := readCities(file)
	if err != nil {
		t.Fatal(err)
	}
	ns := byName(cities)
	if len(ns) != 1 || !ns["ambersby"].great() {
		t.Fatalf("%v", ns)
	}
	ns["ambersby"].add("NZ", 50_000)
	ns["ambersby"].add("GB", 900_000) // the city is as good
	if d := cmp.Diff([]string{"ambersby|GB:250;+NZ:50;CA.ON:16;US.OH:4;US.TX:1"}, ns.lines(false)); d != "" {
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

func TestFold(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"Đắk Lắk": "dak lak", "Hawke’s Bay": "hawkes bay", "St. John's": "st johns", "Xi’an": "xi an", "Bangka–Belitung": "bangka belitung",
		"Йошкар-Ола": "иошкар ола", "Łódź": "lodz", "パリ": "パリ", "广东省": "广东省",
	} {
		if got := fold(s); got != want {
			t.Errorf("fold(%q) is %q, want %q", s, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ tag, name, want string }{
		{"es", "Departamento de Potosí", "Potosí"},
		{"fr", "département d’Itapúa", "Itapúa"},
		{"fr", "Bretagne", "Bretagne"},
		{"de", "Provinz Salta", "Salta"},
		{"ru", "Провинция Бохоль", "Бохоль"},
		{"ru", "Московская область", "Московская область"},
		{"ar", "محافظة نينوى", "نينوى"},
		{"zh", "波托西省", "波托西"},
		{"ja", "ケベック州", "ケベック"},
		{"zh", "省", "省"},
	} {
		for _, l := range languages {
			if l.tag != c.tag {
				continue
			}
			if got := bare(c.name, kindsOf(l)); got != c.want {
				t.Errorf("%s: %q is %q, want %q", c.tag, c.name, got, c.want)
			}
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	src := &source{words: set("delta cross bay plenty"), people: set("aurora")}
	for key, want := range map[string]bool{
		"delta": true, "aurora": true, "cross river": true, "bay of plenty": true, "edo": true, "sonora": false, "bayelsa": false,
	} {
		if src.isWord(key) != want {
			t.Errorf("isWord(%q) is %v", key, !want)
		}
	}
	if !isGeneric("upper west") || isGeneric("west bank hills") {
		t.Error("directions alone name no division")
	}
	if !near("khan younis", "khan yunis") || near("zurigo", "zurich") || near("turin", "zurin") || near("aachen", "aquisgran") {
		t.Error("near names differ in a letter of four, and begin alike")
	}
}
