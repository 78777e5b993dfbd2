package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// markdown renders Markdown with tables. Raw HTML and unsafe links in it are left out.
func markdown(text string) (template.HTML, error) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var b bytes.Buffer
	if err := md.Convert([]byte(text), &b); err != nil {
		return "", fmt.Errorf("rendering the help text: %w", err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // goldmark escapes what it does not itself write
}

// Help writes the reference of the query language.
func (r *Renderer) Help(w io.Writer) error {
	return r.render(w, "help", frame{Title: "Help", View: r.help})
}
