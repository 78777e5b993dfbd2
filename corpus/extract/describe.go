package extract

// describe fills in all but the text and the language.
func (s *source) describe(p *Page) {
	s.outline = readOutline(s.doc.Nodes[0])
	var rule string
	p.CanonicalURL, p.CanonicalClaim, rule = s.addresses()
	p.found("url", rule)
	p.SiteName, rule = s.siteName()
	p.found("source", rule)
	p.SiteCountry, rule = s.siteCountry()
	p.found("sourcecountry", rule)
	p.Title, rule = s.title(p.SiteName)
	p.found("title", rule)
	s.outline.locate(p.Title)
	p.Authors, rule = s.authors(p.SiteName)
	p.found("authors", rule)
	p.Published, p.Modified = s.dates(p.CanonicalURL)
	p.Section, rule = s.section()
	p.found("section", rule)
	p.Keywords, rule = s.keywords()
	p.found("keyword", rule)
	p.Image, rule = s.image()
	p.found("image", rule)
}

// found notes the rule that found a field.
func (p *Page) found(field, rule string) {
	if rule == "" || field == "image" && p.Image == "" {
		return
	}
	if p.Rules == nil {
		p.Rules = map[string]string{}
	}
	p.Rules[field] = rule
}
