package byline

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A byline gives names between words of other kinds, in the writer's language:
//
//	By Jane Doe and John Roe, Staff Writers | Norvale     Von Björn Öttl, Redakteur     文／王小明     홍길동 기자
//
// It is cut at commas, bars and words for "and". Of each piece the words for "by" and the roles around a name are taken off
// (data in words.txt); what is left is a name if it looks like one: one to five words that begin with capitals, particles between
// them, or a few characters of a script without capitals. What is an outlet, a place, a date or a stub is none.

//go:embed words.txt
var wordsFile string

// vocabulary are the words of words.txt.
type vocabulary struct {
	by, and, role, nobody, particle, stub, agency, desk map[string]bool
}

var known = sync.OnceValue(func() *vocabulary {
	w := &vocabulary{}
	sets := map[string]*map[string]bool{"by": &w.by, "and": &w.and, "role": &w.role, "nobody": &w.nobody, "particle": &w.particle, "stub": &w.stub, "agency": &w.agency, "desk": &w.desk}
	for line := range strings.Lines(wordsFile) {
		kind, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		set := sets[kind]
		if !ok || set == nil {
			continue
		}
		if *set == nil {
			*set = map[string]bool{}
		}
		for word := range strings.SplitSeq(list, "; ") {
			(*set)[word] = true
		}
	}
	return w
})

const (
	maxByline   = 1000 // bytes
	maxNameSize = 60
)

// Names returns the names of the people that a byline such as "By Jane Doe and John Roe, Reuters" gives, in order and each once. It
// is plain text; of more than 1000 bytes it is none. Outlets, roles, places, dates, addresses and stubs ("Staff", "Published") are no
// names; a name all in capitals is returned in mixed case.
func Names(s string) []string {
	s = squeeze(strings.ToValidUTF8(s, ""))
	if s == "" || len(s) > maxByline || IsStub(s) {
		return nil
	}
	s = squeeze(inParentheses.ReplaceAllString(s, " "))
	w := known()
	var names []string
	whole := false // there is a name of two words or more
	for _, piece := range w.pieces(s) {
		if name := w.name(piece); name != "" {
			names = appendNew(names, name)
			whole = whole || strings.Contains(name, " ")
		}
	}
	if whole {
		names = slices.DeleteFunc(names, func(n string) bool { return !strings.Contains(n, " ") && IsCased(n) }) // a place, an outlet
	}
	return names
}

// IsCased reports whether a name is written in a script that has capitals.
func IsCased(name string) bool { return strings.ToLower(name) != strings.ToUpper(name) }

// pieces cuts a byline into what may be names.
func (w *vocabulary) pieces(s string) []string {
	s = w.withoutBy(s)
	if last, first, ok := strings.Cut(s, ", "); ok && !strings.ContainsAny(last+first, " ,;|&/·•") && w.plain(last) && w.plain(first) && !unicode.Is(unicode.Han, firstRune(first)) {
		return []string{first + " " + last} // "Doe, Jane"
	}
	var all []string
	ended := false // the last name of the list has come
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;|/&•·、，／＋+\n\t。", r) }) {
		if words := w.withoutRoles(strings.Fields(part)); areHanNames(words) {
			all = append(all, words...)
			continue
		}
		more := w.splitAnd(dashEnd.ReplaceAllString(part, ""))
		if ended && len(more) == 1 && len(strings.Fields(part)) > 2 {
			continue // an outlet or a place behind "and the last"
		}
		ended = ended || len(more) > 1
		all = append(all, more...)
	}
	return all
}

// areHanNames reports whether words are several whole names in Han characters. Two short ones are family and given name of one person, as
// Japanese writes them.
func areHanNames(words []string) bool {
	for _, word := range words {
		if n := utf8.RuneCountInString(word); n < 2 || n > 4 || strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			return false
		}
	}
	return len(words) > 2 || len(words) == 2 && utf8.RuneCountInString(words[0]) >= 3
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// plain reports whether a word has a capital and is no role and no outlet.
func (w *vocabulary) plain(word string) bool {
	low := strings.ToLower(strings.Trim(word, "."))
	return word != "" && unicode.IsUpper(firstRune(word)) && !w.role[low] && !w.nobody[low]
}

// splitAnd cuts at the words for "and". One that can stand inside a name ("Ortega y Gasset") cuts only between two names of
// two words or more.
func (w *vocabulary) splitAnd(part string) []string {
	words := strings.Fields(part)
	var all []string
	start := 0
	for i, word := range words {
		low := strings.ToLower(word)
		if !w.and[low] || i == start {
			continue
		}
		short := len([]rune(low)) == 1 || w.particle[low]
		following := slices.IndexFunc(words[i+1:], func(word string) bool { return w.and[strings.ToLower(word)] })
		if following < 0 {
			following = len(words) - i - 1
		}
		if short && (i-start < 2 || following < 2) {
			continue
		}
		all = append(all, strings.Join(words[start:i], " "))
		start = i + 1
	}
	return append(all, strings.Join(words[start:], " "))
}

// withoutBy takes "By", "Written by:" and the like off the front, however many there are.
func (w *vocabulary) withoutBy(s string) string {
	for {
		s = strings.TrimLeft(s, " -–—:：·•|*/／[【(（")
		words := strings.Fields(s)
		taken := 0
		for n := min(4, len(words)-1); n > 0; n-- {
			by := strings.ToLower(strings.TrimRight(strings.Join(words[:n], " "), ":："))
			if w.by[by] && (words[0] != "Di" || len(words) > 3) { // "Di Maria" is a name
				taken = n
				break
			}
		}
		if taken > 0 {
			s = strings.Join(words[taken:], " ")
			continue
		}
		i := strings.IndexAny(s, ":：／/・●")
		if i <= 0 || !w.by[strings.ToLower(strings.TrimSpace(s[:i]))] {
			return s
		}
		s = s[i+utf8.RuneLen(firstRune(s[i:])):]
	}
}

var (
	// inParentheses is what stands in parentheses behind something, but for a name that begins with them.
	inParentheses = regexp.MustCompile(`\s[(（][^()（）]*[)）]`)
	dashEnd       = regexp.MustCompile(`\s+[-–—]\s.*$`)
	nameEnd       = regexp.MustCompile(`(?i)\s+(?:published|posted|updated|on|last updated|publicado|publié|veröffentlicht|pubblicato)\s.*$|\s+(?:for|in|at|from|of the|is an?|is the|has|was|für|aus|über|pour|avec|para|desde|per|med|voor|в|для|from|via)\s.*$|\s+[-–—|@]\s*.*$|\s*[(<\[（【《＠@].*$|\s+(?:\d|https?:).*$`)
	koreanBy      = regexp.MustCompile(`^(\p{Hangul}{2,4})\s*(?:[\p{Hangul}·]{0,8}(?:기자|특파원|논설위원|에디터|앵커|통신원|칼럼니스트|인턴기자))(?:\s.*)?$`)
	hanBy         = regexp.MustCompile(`^(?:[\p{Han}]{0,8}(?:記者|记者|编辑|編輯|特派員|通讯员|通訊員|特约记者|評論員|撰文|作者|文)\s*[/／:：]?\s*)?(\p{Han}{2,4})(?:\s*(?:記者|记者|報導|报道|報道|編譯|编译|撰文|著|文))?$`)
)

// Reporters returns the names that a line gives with a word for reporters, in the languages that have it behind or glued to the name.
func Reporters(line string) []string {
	w := known()
	var names []string
	for _, piece := range w.pieces(line) {
		piece = strings.Trim(piece, " 　=[]【】()（）")
		if koreanBy.MatchString(piece) || hanReporter.MatchString(piece) {
			names = appendNew(names, Names(piece)...)
		}
	}
	return names
}

var hanReporter = regexp.MustCompile(`^(?:\p{Han}{0,8}(?:記者|记者|通讯员|特派員)\s*[/／:：]?\s*\p{Han}{2,4}|\p{Han}{2,4}\s*(?:記者|记者|報導|报道))$`)

// datelined finds the reporter in the dateline of an agency's story, who stands between the agency and the place.
var datelined = regexp.MustCompile(`^[（(【]\s*\p{Han}{0,8}(?:記者|记者)\s*(\p{Han}{3})\p{Han}{2,6}\d{1,2}日(?:專?電|专?电|訊|讯)[)）】]`)

// InDateline returns the name of the reporter in the dateline that begins a Chinese agency's story, "（中央社記者王小明台北5日電）", where no
// mark stands between name and place: the usual three characters. It is "" if there is none.
func InDateline(paragraph string) string {
	if m := datelined.FindStringSubmatch(paragraph); m != nil {
		return m[1]
	}
	return ""
}

// name returns the name of a person in a piece of a byline, or "".
func (w *vocabulary) name(piece string) string {
	piece = w.withoutBy(strings.TrimSpace(piece))
	if m := koreanBy.FindStringSubmatch(piece); m != nil {
		return m[1]
	}
	if !strings.HasPrefix(piece, "Per ") { // a given name as well as a word
		piece = " " + piece
	}
	piece = strings.Trim(nameEnd.ReplaceAllString(piece, ""), " \t-–—:：,*_\"“”«»')】]）…")
	if m := hanBy.FindStringSubmatch(piece); m != nil && !w.nobody[m[1]] && !w.role[m[1]] && !w.by[m[1]] {
		return w.notEnding(m[1])
	}
	all := strings.Fields(piece)
	words := w.withoutRoles(all)
	name := strings.Join(words, " ")
	if len(words) == 0 || len(words) == 1 && len(all) > 1 || len(words) > 6 || len(name) > maxNameSize || strings.ContainsAny(name, "@0123456789#=?!{}\\<>_%$©:/") {
		return ""
	}
	for i, word := range words {
		low := strings.ToLower(strings.Trim(word, ".'’\""))
		if w.nobody[low] || w.role[low] || w.by[low] && len(words) == 1 || !nameWord(word) && !w.particle[low] || i == 0 && strings.Contains(low, ".") && len(low) > 7 {
			return ""
		}
	}
	if len(words) == 1 && (utf8.RuneCountInString(name) < 2 || w.stub[stubKey(name)]) || w.stub[stubKey(name)] {
		return ""
	}
	return mixedCase(words)
}

func stubKey(name string) string { return strings.TrimSuffix(strings.ToLower(name), ".") }

// notEnding returns a name in Han characters unless it is an outlet or a desk.
func (w *vocabulary) notEnding(name string) string {
	for _, end := range []string{"社", "网", "網", "报", "報", "部", "局", "新闻", "新聞", "編輯", "编辑", "記者", "记者", "中心", "时报", "時報", "日报", "日報", "報導", "报道", "報道", "電", "电", "台"} {
		if strings.HasSuffix(name, end) {
			return ""
		}
	}
	return name
}

// withoutRoles takes roles off both ends of a name.
func (w *vocabulary) withoutRoles(words []string) []string {
	isRole := func(word string) bool { return w.role[strings.ToLower(strings.Trim(word, ".,:()"))] }
	for len(words) > 1 && isRole(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	for len(words) > 2 && isRole(words[0]) {
		words = words[1:]
	}
	return words
}

// nameWord reports whether a word can be one of a name: letters with an upper-case one first, or of a script that has no case.
func nameWord(w string) bool {
	trimmed := strings.TrimLeft(w, "'’\"“(‘ʻ")
	r := firstRune(trimmed)
	if unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) {
		return true
	}
	low := strings.ToLower(trimmed)
	for _, start := range []string{"al-", "el-", "d'", "d’", "o'", "o’", "l'", "ul-", "ad-", "ibn-", "de-", "van't"} {
		if strings.HasPrefix(low, start) {
			return true
		}
	}
	return false
}
