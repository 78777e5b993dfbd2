package feed_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/feed"
	"dateline/corpus/sharedtest"
)

// family returns the files of a shared archive by name.
func family(t *testing.T, name string) iter.Seq2[string, []byte] {
	t.Helper()
	file := sharedtest.Path(t, name)
	return func(yield func(string, []byte) bool) {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		for r := tar.NewReader(z); ; {
			h, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if h.Typeflag != tar.TypeReg {
				continue
			}
			b, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(h.Name, b) {
				return
			}
		}
	}
}

// tally counts expectations met, by field.
type tally map[string]*[2]int

func (c tally) count(field string, met bool) {
	if c[field] == nil {
		c[field] = new([2]int)
	}
	c[field][1]++
	if met {
		c[field][0]++
	}
}

// check fails the test where a share is below what was reached.
func (c tally) check(t *testing.T, floor float64) {
	t.Helper()
	met, all := 0, 0
	for _, field := range slices.Sorted(maps.Keys(c)) {
		t.Logf("%-24s %4d of %4d", field, c[field][0], c[field][1])
		met += c[field][0]
		all += c[field][1]
	}
	share := float64(met) / float64(max(all, 1))
	t.Logf("%-24s %4d of %4d: %.4f", "all", met, all, share)
	if share < floor {
		t.Errorf("%.4f of the expectations are met, at least %.4f is wanted", share, floor)
	}
}

var (
	expectLine = regexp.MustCompile(`(?ms)^\s*Expect:\s*(.*?)\s*^-->`)
	headerLine = regexp.MustCompile(`(?m)^\s*Header:\s*([A-Za-z-]+):[ \t]*(.*?)\s*$`)
)

// TestFeedparserFamily measures how many of the expectations of feedparser's tests hold, as far as they speak of what a Feed
// holds. Its cases for the cleaning of HTML are not ours: a Text is as it was written.
func TestFeedparserFamily(t *testing.T) {
	t.Parallel()
	found := make(tally)
	for name, b := range family(t, "data/formats/feeds-feedparser.tar.gz") {
		m := expectLine.FindSubmatch(decoded(b))
		if m == nil || strings.Contains(name, "/sanitize/") {
			continue
		}
		o := feed.Options{URL: "http://127.0.0.1:8097/tests/" + strings.TrimPrefix(name, "feeds-feedparser/")}
		for _, h := range headerLine.FindAllSubmatch(b, -1) {
			switch strings.ToLower(string(h[1])) {
			case "content-location":
				o.URL = string(h[2])
			case "content-language":
				o.Language = string(h[2])
			case "content-type":
				o.ContentType = string(h[2])
			}
		}
		list, _ := claims(string(m[1]))
		f, err := feed.Parse(b, o)
		if err != nil {
			f = new(feed.Feed)
		}
		view := pythonView(f)
		for _, c := range list {
			field, ours := fieldOf(c.path)
			if !ours {
				continue
			}
			got := lookup(view, c.path)
			met := same(got, c.want) || field == "entries source" && same(got, plain(c.want))
			found.count(field, met)
			if !met {
				t.Logf("%s: %v is %#v, not %#v (%v)", name, c.path, got, c.want, err)
			}
		}
	}
	found.check(t, 0.97)
}

// decoded makes the comment of a UTF-16 file readable.
func decoded(b []byte) []byte {
	if len(b) > 1 && (b[0] == 0 || b[1] == 0 || b[0] >= 0xFE) {
		return []byte(strings.ReplaceAll(string(b), "\x00", ""))
	}
	return b
}

// parts of a feed that a Feed does not hold.
var notOurs = regexp.MustCompile(`^(itunes_|media_|contributors|publisher|where|geo_|psc_|cloud|textinput|info|docs|errorreportsto|ttl|` +
	`thr_|wfw_|license|expired|validity|xmlns|newlocation|amp_|generator_detail|width|abcdefg|fullcount|version|type$|guidislink|` +
	`rights$|rights_detail|thumbnail|rating|comments_|dc_|cc_|creativecommons|blogchannel|admin_|created|madeup|copyright$)`)

// fieldOf names what a path leads to, for the tally, and says whether a Feed holds it.
func fieldOf(path []any) (string, bool) {
	var names []string
	for _, step := range path {
		if s, ok := step.(string); ok {
			names = append(names, s)
		}
	}
	if len(names) < 2 || notOurs.MatchString(names[1]) && names[0] == "entries" || notOurs.MatchString(names[1]) && names[1] != "rights" {
		return "", false
	}
	last := names[len(names)-1]
	if last == "type" || names[1] == "source" && len(names) > 2 && !slices.Contains([]string{"title", "link", "id", "href"}, names[2]) ||
		names[1] == "image" && last != "href" {
		return "", false
	}
	return strings.Join(names[:2], " "), true
}

// TestGofeedFamily measures how many of the values that gofeed's tests expect are in a Feed.
func TestGofeedFamily(t *testing.T) {
	t.Parallel()
	files := make(map[string][]byte)
	for name, b := range family(t, "data/formats/feeds-gofeed.tar.gz") {
		files[name] = b
	}
	found := make(tally)
	for name, b := range files {
		want, ok := expected(files, name)
		if !ok {
			continue
		}
		f, err := feed.Parse(b, feed.Options{})
		if err != nil {
			t.Logf("%s: %v", name, err)
			f = new(feed.Feed)
		}
		compareFeed(t, found, name, f, want)
	}
	found.check(t, 0.98)
}

// expected returns the parse that is expected of a file, if it is a feed with one.
func expected(files map[string][]byte, name string) (map[string]any, bool) {
	stem := strings.TrimSuffix(name, path.Ext(name))
	b, ok := files[stem+".json"]
	if strings.HasSuffix(name, ".json") {
		b, ok = files[stem+"_expected.json"]
	}
	var want map[string]any
	return want, ok && json.Unmarshal(b, &want) == nil
}

func compareFeed(t *testing.T, found tally, name string, f *feed.Feed, want map[string]any) {
	t.Helper()
	compare := func(field string, want any, got ...string) {
		if _, object := want.(map[string]any); object || want == nil || want == "" {
			return
		}
		met := slices.ContainsFunc(got, func(g string) bool { return same(g, want) || same(g, plain(want)) })
		found.count(field, met)
		if !met {
			t.Logf("%s: %s is %q, not %q", name, field, got, want)
		}
	}
	compare("feed title", want["title"], f.Title.Value)
	compare("feed link", want["link"], f.Link)
	compare("feed description", first(want, "description", "subtitle"), f.Description.Value)
	compare("feed language", want["language"], f.Language)
	compare("feed updated", want["updated"], f.Updated.Written)
	compare("feed published", want["published"], f.Published.Written)
	compare("feed author", lookup(want["authors"], []any{0, "name"}), names(f.Authors)...)
	compare("feed email", lookup(want["authors"], []any{0, "email"}), names(f.Authors)...)
	items, ok := first(want, "items", "entries").([]any)
	if !ok {
		return
	}
	found.count("number of items", len(items) == len(f.Items))
	for i, w := range items {
		w, _ := w.(map[string]any)
		var it feed.Item
		if i < len(f.Items) {
			it = f.Items[i]
		}
		compareItem(compare, it, w)
	}
}

func compareItem(compare func(string, any, ...string), it feed.Item, w map[string]any) {
	compare("title", w["title"], it.Title.Value)
	compare("link", w["link"], it.Link, firstLink(it))
	compare("id", first(w, "guid", "id"), it.ID)
	compare("id", lookup(w["guid"], []any{"value"}), it.ID)
	compare("summary", first(w, "description", "summary"), it.Summary.Value)
	compare("content", w["content"], it.Content.Value)
	compare("content", lookup(w["content"], []any{"value"}), it.Content.Value)
	compare("published", first(w, "published", "pubDate"), it.Published.Written, it.Updated.Written)
	compare("updated", w["updated"], it.Updated.Written, it.Published.Written)
	compare("author", w["author"], names(it.Authors)...)
	compare("image", lookup(w["image"], []any{"url"}), it.Image)
	authors, _ := w["authors"].([]any)
	for i := range authors {
		compare("author", lookup(authors, []any{i, "name"}), names(it.Authors)...)
		compare("author", lookup(authors, []any{i, "email"}), names(it.Authors)...)
	}
	categories, _ := w["categories"].([]any)
	for i, c := range categories {
		compare("category", c, terms(it)...)
		compare("category", lookup(categories, []any{i, "term"}), terms(it)...)
		compare("category", lookup(categories, []any{i, "value"}), terms(it)...)
	}
	files, _ := w["enclosures"].([]any)
	for i := range files {
		compare("enclosure", lookup(files, []any{i, "url"}), urls(it)...)
	}
	compare("source", lookup(w["source"], []any{"title"}), it.Source.Title)
}

// plain is a wanted name or label without its markup: such a value is a word in a Feed, never HTML.
func plain(want any) string { return feed.Text{Value: fmt.Sprint(want), HTML: true}.Plain() }

func first(m map[string]any, keys ...string) any {
	for _, k := range keys {
		if v, ok := m[k]; ok {
			if _, object := v.(map[string]any); !object {
				return v
			}
		}
	}
	return nil
}

func names(people []feed.Person) []string {
	var list []string
	for _, p := range people {
		list = append(list, p.Name, p.Email, strings.TrimSpace(fmt.Sprintf("%s (%s)", p.Name, p.Email)), fmt.Sprintf("%s (%s)", p.Email, p.Name),
			fmt.Sprintf("%s <%s>", p.Name, p.Email))
	}
	return list
}

func terms(it feed.Item) []string {
	var list []string
	for _, c := range it.Categories {
		list = append(list, c.Term, c.Label)
	}
	return list
}

func urls(it feed.Item) []string {
	var list []string
	for _, e := range it.Enclosures {
		list = append(list, e.URL)
	}
	return list
}

func firstLink(it feed.Item) string {
	if len(it.Links) == 0 {
		return ""
	}
	return it.Links[0].Href
}
