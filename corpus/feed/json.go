package feed

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"dateline/corpus"
)

// jsonFeed is a JSON Feed 1.0 or 1.1 without its items.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       loose        `json:"title"`
	HomePageURL loose        `json:"home_page_url"`
	FeedURL     loose        `json:"feed_url"`
	Description loose        `json:"description"`
	NextURL     loose        `json:"next_url"`
	Icon        loose        `json:"icon"`
	Favicon     loose        `json:"favicon"`
	Language    loose        `json:"language"`
	Author      *jsonAuthor  `json:"author"`
	Authors     []jsonAuthor `json:"authors"`
	Hubs        []struct {
		URL loose `json:"url"`
	} `json:"hubs"`
}

type jsonAuthor struct {
	Name loose `json:"name"`
	URL  loose `json:"url"`
}

type jsonItem struct {
	ID            loose        `json:"id"`
	URL           loose        `json:"url"`
	ExternalURL   loose        `json:"external_url"`
	Title         loose        `json:"title"`
	ContentHTML   loose        `json:"content_html"`
	ContentText   loose        `json:"content_text"`
	Summary       loose        `json:"summary"`
	Image         loose        `json:"image"`
	BannerImage   loose        `json:"banner_image"`
	DatePublished loose        `json:"date_published"`
	DateModified  loose        `json:"date_modified"`
	Author        *jsonAuthor  `json:"author"`
	Authors       []jsonAuthor `json:"authors"`
	Tags          []loose      `json:"tags"`
	Language      loose        `json:"language"`
	Attachments   []struct {
		URL      loose `json:"url"`
		MimeType loose `json:"mime_type"`
		Title    loose `json:"title"`
		Size     loose `json:"size_in_bytes"`
	} `json:"attachments"`
}

// loose is a string where feeds also write numbers, null or, wrongly, anything else, which is left out.
type loose string

// UnmarshalJSON implements json.Unmarshaler. It never fails.
func (s *loose) UnmarshalJSON(b []byte) error {
	var v any
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return nil
	}
	switch v := v.(type) {
	case string:
		*s = loose(strings.TrimSpace(v))
	case json.Number:
		*s = loose(v)
	}
	return nil
}

func (s loose) in(base string) string { return resolve(base, string(s)) }

// jsonReader reads a JSON Feed as a stream: the items one by one, all else into one object.
type jsonReader struct {
	source string
	o      Options
	dec    *json.Decoder
	lines  lineCounter
	own    map[string]json.RawMessage
	keep   keeper
}

func parseJSON(text string, o Options) (*Feed, error) {
	r := &jsonReader{
		source: text, o: o, dec: json.NewDecoder(strings.NewReader(text)), lines: lineCounter{text: text},
		own: make(map[string]json.RawMessage), keep: keeper{most: o.Items},
	}
	err := r.read()
	_, listed := r.own["items"]
	if version := string(r.own["version"]); !listed && !strings.Contains(version, "jsonfeed") {
		return nil, corpus.Errorf(corpus.Invalid, "not a feed: JSON without items or the version of a JSON Feed")
	}
	if err != nil && r.keep.n == 0 {
		return nil, corpus.Errorf(corpus.Invalid, "not a feed: broken JSON: %w", err)
	}
	return r.feed(), nil
}

// read walks the object; what is broken ends it.
func (r *jsonReader) read() error {
	if _, err := r.dec.Token(); err != nil {
		return err
	}
	for r.dec.More() {
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		if key == "items" {
			r.own["items"] = nil
			if err := r.items(); err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := r.dec.Decode(&value); err != nil {
			return err
		}
		if name, ok := key.(string); ok {
			r.own[name] = value
		}
	}
	return nil
}

func (r *jsonReader) items() error {
	if open, err := r.dec.Token(); err != nil || open != json.Delim('[') {
		return err
	}
	for r.dec.More() {
		var value json.RawMessage
		if err := r.dec.Decode(&value); err != nil {
			return err
		}
		end := int(r.dec.InputOffset())
		start := end - len(value)
		var it jsonItem
		if json.Unmarshal(value, &it) == nil || it.ID != "" || it.URL != "" {
			item := r.item(it)
			item.Raw, item.Line = r.source[start:end], r.lines.of(start)
			r.keep.add(item)
		}
	}
	_, err := r.dec.Token()
	return err
}

// feed returns the feed of what was read.
func (r *jsonReader) feed() *Feed {
	var j jsonFeed
	if b, err := json.Marshal(r.own); err == nil {
		_ = json.Unmarshal(b, &j) // a field of a wrong type is left out
	}
	f := &Feed{
		Kind:        "json",
		Version:     j.Version[strings.LastIndexByte(j.Version, '/')+1:],
		Title:       Text{Value: string(j.Title)},
		Description: Text{Value: string(j.Description)},
		Link:        j.HomePageURL.in(r.o.URL),
		Self:        j.FeedURL.in(r.o.URL),
		Next:        j.NextURL.in(r.o.URL),
		Image:       resolve(r.o.URL, string(cmp.Or(j.Icon, j.Favicon))),
		Language:    string(j.Language),
		Authors:     r.authors(j.Author, j.Authors),
	}
	for _, l := range []Link{{Href: f.Link, Rel: "alternate"}, {Href: f.Self, Rel: "self"}} {
		if l.Href != "" {
			f.Links = append(f.Links, l)
		}
	}
	for _, h := range j.Hubs {
		f.Hubs = append(f.Hubs, h.URL.in(r.o.URL))
	}
	r.keep.into(f)
	return f
}

func (r *jsonReader) item(j jsonItem) Item {
	base := r.o.URL
	it := Item{
		ID:        string(j.ID),
		Link:      resolve(base, string(cmp.Or(j.URL, j.ExternalURL))),
		Title:     Text{Value: string(j.Title)},
		Summary:   Text{Value: string(j.Summary), Base: base},
		Content:   Text{Value: string(j.ContentText), Base: base},
		Authors:   r.authors(j.Author, j.Authors),
		Published: readDate(string(j.DatePublished)),
		Updated:   readDate(string(j.DateModified)),
		Language:  string(j.Language),
		Image:     resolve(base, string(cmp.Or(j.Image, j.BannerImage))),
	}
	if j.ContentHTML != "" {
		it.Content = Text{Value: resolveAll(base, string(j.ContentHTML)), HTML: true, Base: base}
	}
	it.Summary.HTML = looksLikeHTML(it.Summary.Value)
	if it.Link == "" && isWeb(it.ID) {
		it.Link = it.ID
	}
	for _, l := range []loose{j.URL, j.ExternalURL} {
		if l != "" {
			it.Links = append(it.Links, Link{Href: l.in(base), Rel: "alternate"})
		}
	}
	for _, tag := range j.Tags {
		it.Categories = append(it.Categories, Category{Term: string(tag)})
	}
	for _, a := range j.Attachments {
		length, _ := strconv.ParseFloat(string(a.Size), 64)
		it.Enclosures = append(it.Enclosures, Enclosure{URL: a.URL.in(base), Type: string(a.MimeType), Length: strconv.FormatFloat(length, 'f', -1, 64)})
	}
	it.Image = cmp.Or(it.Image, imageOf(it.Enclosures), firstImage(it.Content))
	return it
}

func (r *jsonReader) authors(one *jsonAuthor, more []jsonAuthor) []Person {
	if one != nil && len(more) == 0 {
		more = []jsonAuthor{*one}
	}
	var all []Person
	for _, a := range more {
		if p := (Person{Name: string(a.Name), URL: a.URL.in(r.o.URL)}); p != (Person{}) {
			all = append(all, p)
		}
	}
	return all
}
