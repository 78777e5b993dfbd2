package extract

import "testing"

func TestHasPhrase(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, phrase string
		want         bool
	}{
		{"please accept all cookies", "cookies", true},
		{"a cookiesmith", "cookies", false},
		{"non-cookies, cookies", "cookies", true},
		{"error 4041", "404", false},
		{"error 404.", "404", true},
		{"抱歉，您访问的页面不存在或已被删除。", "页面不存在", true},
		{"페이지를 찾을 수 없습니다", "찾을 수 없습니다", true},
		{"", "cookies", false},
	} {
		if got := hasPhrase(c.text, c.phrase); got != c.want {
			t.Errorf("hasPhrase(%q, %q) = %v", c.text, c.phrase, got)
		}
	}
}

func TestIsTitleOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		section, title string
		want           bool
	}{
		{"error title", "404 | Harbour Post", true},
		{"error title", "Harbour Post - Page Not Found!", true},
		{"error title", "Room 404 | Harbour Post", false},
		{"error title", "Errore medico, risarcita la famiglia", false},
		{"index title", "Search results for “ferry”", true},
		{"index title", "Searching for the ferry", false},
		{"consent title", "Bevor Sie fortfahren", true},
		{"login title", "ログイン｜港新聞", true},
		{"login title", "", false},
	} {
		if got := isTitleOf(c.section, c.title); got != c.want {
			t.Errorf("isTitleOf(%q, %q) = %v", c.section, c.title, got)
		}
	}
}

// A section that is asked for and not in the file would count as nothing found.
func TestKindWordsHaveTheirSections(t *testing.T) {
	t.Parallel()
	for _, section := range []string{
		"error title", "error text", "consent title", "consent text", "consent voice", "paywall text", "paywall offer",
		"login title", "index title", "index ending", "redirect text",
	} {
		if len(kindWords[section]) == 0 {
			t.Errorf("no phrases of %s", section)
		}
	}
}
