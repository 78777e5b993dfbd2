package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"dateline/index"
	"dateline/web/assets"
)

//go:embed templates/*.html
var files embed.FS

// Renderer holds the parsed templates and the help text. It is safe for concurrent use.
type Renderer struct {
	pages               map[string]*template.Template
	style, script, icon string
	notice              string
	glossary            Glossary
	help                template.HTML
}

// frame is what the layout shows around a view.
type frame struct {
	Title               string
	Style, Script, Icon string
	Notice              string            // above every page
	Text                string            // in the search box
	Hidden              []index.Parameter // what the search box sends along
	Front               bool              // the page has its own, larger box
	View                any
}

// New parses the templates. help is the reference of the query language in Markdown, notice
// a sentence above every page, or "". Without a glossary, rules and codes are shown as they are.
func New(set *assets.Set, help, notice string, g Glossary) (*Renderer, error) {
	if g == nil {
		g = plainGlossary{}
	}
	r := &Renderer{
		glossary: g, pages: map[string]*template.Template{},
		notice: notice, style: set.Path("style.css"), script: set.Path("page.js"), icon: set.Path("icon.svg"),
	}
	for _, name := range []string{"front", "search", "article", "revisions", "help", "error"} {
		t, err := template.New(name).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("parsing the templates of page %s: %w", name, err)
		}
		r.pages[name] = t
	}
	var err error
	if r.help, err = markdown(help); err != nil {
		return nil, err
	}
	return r, nil
}

// render writes a whole page or, where its template fails, nothing.
func (r *Renderer) render(w io.Writer, name string, f frame) error {
	f.Style, f.Script, f.Icon, f.Notice = r.style, r.script, r.icon, r.notice
	var b bytes.Buffer
	if err := r.pages[name].ExecuteTemplate(&b, "layout", f); err != nil {
		return fmt.Errorf("making page %s: %w", name, err)
	}
	_, err := b.WriteTo(w)
	return err
}
