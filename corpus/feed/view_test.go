package feed_test

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/feed"
)

// pythonView shows a feed under the names that feedparser gives its fields.
func pythonView(f *feed.Feed) map[string]any {
	v := map[string]any{
		"title": f.Title.Value, "link": f.Link, "links": linksView(f.Links), "id": f.ID, "guid": f.ID,
		"subtitle": f.Description.Value, "rights": f.Copyright.Value, "generator": f.Generator,
		"published": f.Published.Written, "published_parsed": dateView(f.Published),
		"updated": f.Updated.Written, "updated_parsed": dateView(f.Updated), "language": f.Language,
		"tags": tagsView(f.Categories), "image": map[string]any{"href": f.Image}, "icon": f.Image, "logo": f.Image,
	}
	for name, t := range map[string]feed.Text{"title_detail": f.Title, "subtitle_detail": f.Description, "rights_detail": f.Copyright} {
		v[name] = textView(t)
	}
	for was, now := range map[string]string{"description": "subtitle", "tagline": "subtitle", "copyright": "rights", "modified": "updated", "issued": "published"} {
		v[was] = v[now]
		v[was+"_detail"] = v[now+"_detail"]
		v[was+"_parsed"] = v[now+"_parsed"]
	}
	if len(f.Categories) > 0 {
		v["category"] = f.Categories[0].Term
	}
	authorsView(v, f.Authors)
	entries := []any{}
	for _, it := range f.Items {
		entries = append(entries, itemView(it))
	}
	return map[string]any{"feed": v, "entries": entries}
}

func itemView(it feed.Item) map[string]any {
	summary := it.Summary
	if summary.Value == "" {
		summary = it.Content
	}
	updated := it.Updated
	if updated.Written == "" {
		updated = it.Published
	}
	v := map[string]any{
		"title": it.Title.Value, "title_detail": textView(it.Title), "link": it.Link, "links": linksView(it.Links),
		"id": it.ID, "guid": it.ID, "summary": summary.Value, "summary_detail": textView(summary), "description": summary.Value,
		"content": []any{textView(it.Content)}, "published": it.Published.Written, "published_parsed": dateView(it.Published),
		"updated": updated.Written, "updated_parsed": dateView(updated), "created": it.Published.Written,
		"created_parsed": dateView(it.Published), "tags": tagsView(it.Categories), "comments": it.Comments, "language": it.Language,
		"source": map[string]any{"title": it.Source.Title, "link": it.Source.Link, "id": it.Source.ID, "href": it.Source.Link},
		"image":  map[string]any{"href": it.Image},
	}
	if len(it.Categories) > 0 {
		v["category"] = it.Categories[0].Term
	}
	files := []any{}
	for _, e := range it.Enclosures {
		files = append(files, map[string]any{"href": e.URL, "url": e.URL, "type": e.Type, "length": e.Length})
	}
	v["enclosures"] = files
	authorsView(v, it.Authors)
	return v
}

func authorsView(v map[string]any, authors []feed.Person) {
	list := []any{}
	for _, a := range authors {
		list = append(list, map[string]any{"name": a.Name, "email": a.Email, "url": a.URL, "href": a.URL})
	}
	v["authors"] = list
	if len(authors) == 0 {
		return
	}
	v["author_detail"] = list[0]
	a := authors[0]
	switch {
	case a.Name != "" && a.Email != "":
		v["author"] = a.Name + " (" + a.Email + ")"
	default:
		v["author"] = a.Name + a.Email
	}
}

func textView(t feed.Text) map[string]any {
	return map[string]any{"value": t.Value, "language": t.Language, "base": t.Base}
}

func linksView(links []feed.Link) []any {
	list := []any{}
	for _, l := range links {
		list = append(list, map[string]any{"href": l.Href, "rel": l.Rel, "type": l.Type, "title": l.Title, "hreflang": l.Language, "length": l.Length})
	}
	return list
}

func tagsView(categories []feed.Category) []any {
	list := []any{}
	for _, c := range categories {
		list = append(list, map[string]any{"term": c.Term, "scheme": c.Scheme, "label": c.Label})
	}
	return list
}

// dateView is a date as Python's time.struct_time, its first six parts.
func dateView(d feed.Date) []any {
	if !d.Known() {
		return nil
	}
	t := d.Time.UTC()
	return []any{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second()}
}

// lookup follows a path through a view.
func lookup(v any, path []any) any {
	for _, step := range path {
		switch at := v.(type) {
		case map[string]any:
			name, _ := step.(string)
			v = at[name]
		case []any:
			i, ok := step.(int)
			if !ok || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// same compares a value with what was expected: HTML by what it means, dates by their first six parts, an object by
// the keys that are expected.
func same(got, want any) bool {
	switch want := want.(type) {
	case string:
		s, ok := got.(string)
		return ok && (s == want || normalHTML(s) == normalHTML(want))
	case []any:
		list, ok := got.([]any)
		return ok && len(want) >= 6 && slices.Equal(list, want[:6])
	case map[string]any:
		m, ok := got.(map[string]any)
		for k, v := range want {
			ok = ok && same(m[k], v)
		}
		return ok
	}
	return got == want
}

func normalHTML(s string) string {
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return s
	}
	var b strings.Builder
	if len(nodes) == 1 && nodes[0].DataAtom == atom.Div { // Atom's own, which says nothing
		for c := nodes[0].FirstChild; c != nil; c = c.NextSibling {
			sortAttrs(c)
			_ = html.Render(&b, c)
		}
		nodes = nil
	}
	for _, n := range nodes {
		sortAttrs(n)
		_ = html.Render(&b, n)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func sortAttrs(n *html.Node) {
	slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sortAttrs(c)
	}
}
