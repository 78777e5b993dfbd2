package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// Document is one file. What it does not give is empty.
type Document struct {
	ID        string // id, guid, slug
	URL       string // url, link, canonical, permalink, source_url: as written, if it is absolute
	Title     string // title, headline, else the first heading of the first level
	Fragment  string // the text as HTML, with whatever HTML the author wrote in it
	Authors   []string
	Published string // date, published, pubdate, created
	Modified  string // lastmod, updated, modified
	Language  string // lang, language
	Source    string // source, publisher, site
	Image     string // image, cover, thumbnail, if it is absolute
	Section   string // section, category
	Tags      []string
	Draft     bool
}

// Parse reads a file's text in UTF-8. The error is of the writing of HTML.
func Parse(source string) (Document, error) {
	v, rest := cutFront(source)
	d := Document{
		ID:        v.first("id", "guid", "slug"),
		Title:     v.first("title", "headline"),
		Authors:   v.all("author", "authors", "byline"),
		Published: v.first("date", "published", "publishdate", "pubdate", "published_at", "created"),
		Modified:  v.first("lastmod", "updated", "modified", "last_modified_at"),
		Language:  v.first("lang", "language", "locale"),
		Source:    v.first("source", "publisher", "site"),
		Section:   v.first("section", "category"),
		Tags:      v.all("tags", "tag", "keywords", "categories"),
		Draft:     strings.EqualFold(v.first("draft"), "true"),
	}
	d.URL = absolute(v.all("url", "link", "canonical", "canonical_url", "permalink", "source_url", "source"))
	d.Image = absolute(v.all("image", "cover", "thumbnail", "featured_image"))
	b := []byte(rest)
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
		goldmark.WithRendererOptions(html.WithUnsafe()), // only text is taken from it
	)
	tree := md.Parser().Parse(text.NewReader(b))
	heading := firstHeading(tree)
	if name := headingText(heading, b); name != "" && (d.Title == "" || strings.EqualFold(name, d.Title)) {
		d.Title = name
		tree.RemoveChild(tree, heading)
	}
	var page bytes.Buffer
	if err := md.Renderer().Render(&page, b, tree); err != nil {
		return Document{}, fmt.Errorf("writing HTML: %w", err)
	}
	d.Fragment = strings.TrimSpace(page.String())
	return d, nil
}

func absolute(addresses []string) string {
	for _, a := range addresses {
		if strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://") {
			return a
		}
	}
	return ""
}

// firstHeading returns the first block, if it is a heading of the first level.
func firstHeading(tree ast.Node) *ast.Heading {
	h, ok := tree.FirstChild().(*ast.Heading)
	if !ok || h.Level != 1 {
		return nil
	}
	return h
}

func headingText(h *ast.Heading, source []byte) string {
	if h == nil {
		return ""
	}
	var b strings.Builder
	_ = ast.Walk(h, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value(source))
		case *ast.String:
			b.Write(n.Value)
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
