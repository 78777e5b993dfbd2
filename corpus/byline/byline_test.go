package byline_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/byline"

	"github.com/google/go-cmp/cmp"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Jane Doe", []string{"Jane Doe"}},
		{"Written by: Jane Doe and John Roe, Reuters", []string{"Jane Doe", "John Roe"}},
		{"BY JEAN-LUC O'NEILL AND P.J. MCDOUGAL", []string{"Jean-Luc O'Neill", "P.J. McDougal"}},
		{"by Jane Doe, Staff Writer | Jan 5, 2025", []string{"Jane Doe"}},
		{"Jane Doe in Norvale and John Roe in Calder", []string{"Jane Doe", "John Roe"}},
		{"Jane Doe and John Roe, Calder Falls Argus", []string{"Jane Doe", "John Roe"}},
		{"Jane Doe (Harbour Post)", []string{"Jane Doe"}},
		{"Jane Doe <jane@example.com>", []string{"Jane Doe"}},
		{"Doe, Jane", []string{"Jane Doe"}},
		{"Dr. Jane Doe, Professor of Law", []string{"Jane Doe"}},
		{"Jane Doe MD", []string{"Jane Doe"}},
		{"April Quill and Juli Clover", []string{"April Quill", "Juli Clover"}},
		{"Ana Ortega y Gasset y Luis Mar Fuentes", []string{"Ana Ortega y Gasset", "Luis Mar Fuentes"}},
		{"Von Björn Öttl, Åsa Lind und Kai Roth (dpa)", []string{"Björn Öttl", "Åsa Lind", "Kai Roth"}},
		{"Ein Kommentar von Åsa Lind", []string{"Åsa Lind"}},
		{"Par Élodie d'Arcy (avec Jean Valmont)", []string{"Élodie d'Arcy"}},
		{"Propos recueillis par Élodie d'Arcy", []string{"Élodie d'Arcy"}},
		{"di Giulia Ferri e Marco De Santis", []string{"Giulia Ferri", "Marco De Santis"}},
		{"Di Maria Angel", []string{"Di Maria Angel"}},
		{"Door Pieter van der Meer", []string{"Pieter van der Meer"}},
		{"Av Sigrid Haug-Moe", []string{"Sigrid Haug-Moe"}},
		{"Автор: Иван Петров, корреспондент", []string{"Иван Петров"}},
		{"Γράφει η Ελένη Παππά", []string{"Ελένη Παππά"}},
		{"بقلم: ليلى حداد", []string{"ليلى حداد"}},
		{"文／王小明", []string{"王小明"}},
		{"记者 王小明 李四光 张大千", []string{"王小明", "李四光", "张大千"}},
		{"王小明／台北報導", []string{"王小明"}},
		{"中村 真子", []string{"中村 真子"}},
		{"文・山田太郎", []string{"山田太郎"}},
		{"홍길동 기자 hong@example.com", []string{"홍길동"}},
		{"홍길동·김철수 기자", []string{"홍길동", "김철수"}},
		{"Jane Doe @janedoe", []string{"Jane Doe"}},
		{"Jane Doe https://example.org/jane", []string{"Jane Doe"}},
		{"By Jane Doe and Jane Doe", []string{"Jane Doe"}},
		{"By Jane Doe and John Roe, Reuters", []string{"Jane Doe", "John Roe"}},
		{"BY JANE DOE", []string{"Jane Doe"}},
		{"By JEAN-LUC O'NEILL and P.J. MCDOUGAL", []string{"Jean-Luc O'Neill", "P.J. McDougal"}},
		{"Jane Doe, John Roe & Marta Quill", []string{"Jane Doe", "John Roe", "Marta Quill"}},
		{"Written by Jane Doe for Harbour Post", []string{"Jane Doe"}},
		{"By Jane Doe in Norvale", []string{"Jane Doe"}},
		{"By Jane Doe <jane@example.com>", []string{"Jane Doe"}},
		{"By Jane Doe; jane@example.com", []string{"Jane Doe"}},
		{"Von Björn Öttl und Åsa Lind", []string{"Björn Öttl", "Åsa Lind"}},
		{"Par Élodie d'Arcy", []string{"Élodie d'Arcy"}},
		{"By Ludwig van der Meer", []string{"Ludwig van der Meer"}},
		{"王小明", []string{"王小明"}},
		{"By Quill", []string{"Quill"}},
		{"Written by Published", nil},
		{"By Staff | Published: Jan 5, 2025", nil},
		{"Posted on", nil},
		{"By", nil},
		{"By The Associated Press", nil},
		{"By Admin", nil},
		{"http://example.com/jane", nil},
		{"Texto y fotos: Lucía Ferrán", []string{"Lucía Ferrán"}},
		{"文・写真 山田太郎", []string{"山田太郎"}},
		{"Feb. 6, 2024, 9:47 p.m.", nil},
		{"Per Lind", []string{"Per Lind"}},
		{"By Staff", nil},
		{"By Reuters", nil},
		{"Harbour Post Newsroom", nil},
		{"Follow us", nil},
		{"5 min read", nil},
		{"January 5, 2025", nil},
		{"https://example.org/jane", nil},
		{"", nil},
	} {
		if diff := cmp.Diff(c.want, byline.Names(c.in)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

// FuzzNames: names are valid, short, distinct, and parts of the byline but for case and order; a name is read as itself.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"By Jane Doe and John Roe, Reuters", "文／王小明", "홍길동 기자", "Von Björn Öttl und Åsa Lind", "Doe, Jane", "بقلم: ليلى حداد", "A/B;C|D & E"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, name := range byline.Names(s) {
			if !utf8.ValidString(name) || name != strings.TrimSpace(name) || len(name) > 120 || seen[strings.ToLower(name)] || strings.ContainsAny(name, "@<>{}\n0123456789") {
				t.Fatalf("%q gives %q", s, name)
			}
			seen[strings.ToLower(name)] = true
		}
		byline.Declared(s)
		byline.Reporters(s)
		byline.IsLine(s)
	})
}

func TestInDateline(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"（港灣社記者王小明南埔縣5日電）渡輪公司": "王小明", "（港灣社台北5日電）渡輪公司": "", "王小明": "",
	} {
		if got := byline.InDateline(in); got != want {
			t.Errorf("InDateline(%q) = %q, want %q", in, got, want)
		}
	}
}
