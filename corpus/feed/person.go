package feed

import (
	"regexp"
	"strings"

	"dateline/corpus/xmltree"
)

// person reads an author: Atom's elements, or a text that may hold a name and a mail address.
func (d *document) person(n *xmltree.Node) Person {
	f := d.fields(n)
	p := Person{
		Name:  f.line("name", "dc:title", "title"),
		Email: f.line("email"),
		URL:   resolve(d.base(n), f.line("uri", "url", "homepage")),
	}
	if p.Name != "" && p.Email == "" {
		split := readPerson(p.Name)
		p.Name, p.Email = split.Name, split.Email
	}
	if p == (Person{}) {
		p = readPerson(n.Line())
	}
	return p
}

var (
	mailAddress = regexp.MustCompile(`[A-Za-z0-9._%+'/=-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)
	wrapping    = regexp.MustCompile(`\(\s*\)|<\s*>|\[\s*\]`)
)

// readPerson reads "name", "mail", "mail (name)", "name (mail)" and "name <mail>".
func readPerson(s string) Person {
	s = strings.Join(strings.Fields(s), " ")
	at := mailAddress.FindStringIndex(s)
	if at == nil {
		return Person{Name: s}
	}
	name := s[:at[0]] + s[at[1]:]
	name = strings.ReplaceAll(name, "mailto:", "")
	name = strings.TrimSpace(wrapping.ReplaceAllString(name, ""))
	if strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")") {
		name = name[1 : len(name)-1]
	}
	return Person{Name: strings.Trim(name, " \"<>,;"), Email: s[at[0]:at[1]]}
}

// persons reads the authors under the keys, each once.
func (d *document) persons(f fields, keys ...string) []Person {
	var all []Person
	for _, n := range f.all(keys...) {
		p := d.person(n)
		known := p == (Person{})
		for _, q := range all {
			known = known || p == q || p.Name != "" && p.Name == q.Name
		}
		if !known {
			all = append(all, p)
		}
	}
	return all
}
