package byline_test

import (
	"testing"

	"dateline/corpus/byline"
)

func TestIsLine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"By Jane Doe": true, "BY JANE DOE": true, "Written by Jane Doe": true, "By Jane Doe and John Roe, Harbour Post": true,
		"By Jane Doe, Staff Writer": true, "By Jane Doe in Norvale": true, "By Reuters": true, "By The Associated Press": true,
		"By Quill": false, "By Jane Doe.": false, "By 2025": false, "By May": false, "By Jane Doe, who was in London then": false,
		"By the sea": false, "Jane Doe": false, "Written by Published": false, "": false,
	} {
		if got := byline.IsLine(line); got != want {
			t.Errorf("IsLine(%q) = %v", line, got)
		}
	}
}

func TestIsStub(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Written by Published": true, "By Staff | Published: Jan 5, 2025": true, "Posted on": true, "By": true, "3 min read": true,
		"By Jane Doe": false, "By May 2021": false, "Posted on the door": false, "Published reports": false, "": false,
	} {
		if got := byline.IsStub(line); got != want {
			t.Errorf("IsStub(%q) = %v", line, got)
		}
	}
}

func TestDeclared(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"Jane Doe": "Jane Doe", "Harbour Post Newsroom": "Harbour Post Newsroom", "dpa/afp": "dpa/afp", "jane doe": "jane doe",
		"Le Courrier avec AFP": "Le Courrier avec AFP", "https://example.org/jane": "", "admin": "", "Staff report": "", "Posted by Staff": "", "La Redazione": "", "By Harbour News Agency": "Harbour News Agency",
	} {
		got := ""
		if names := byline.Declared(value); len(names) == 1 {
			got = names[0]
		}
		if got != want {
			t.Errorf("Declared(%q) = %q, want %q", value, got, want)
		}
	}
}
