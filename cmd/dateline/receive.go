package main

import (
	"context"
	"errors"
	"strings"

	"dateline/corpus"
	"dateline/corpus/importer"
	"dateline/corpus/ingest"
	"dateline/web"
)

// receiver takes the articles in that are sent to the server.
type receiver struct {
	ingester *ingest.Ingester
	unpacked int64 // bytes that the archive of one body may unpack to
}

var _ web.Ingester = receiver{}

// Ingest reads the items of a body, stores them and tells what became of each.
func (r receiver) Ingest(ctx context.Context, in web.Incoming, tell func(corpus.Fate)) error {
	mapping, err := importer.ParseMap([]string{in.Map})
	if err != nil {
		return err
	}
	reader, err := importer.New(importer.Options{Format: importer.Format(in.Format), Source: in.Source, Map: mapping,
		Limits: importer.Limits{Unpacked: r.unpacked}})
	if err != nil {
		return err
	}
	raws := ofBody(reader.Read(ctx, in.Body, "-"), in)
	_, err = r.ingester.Run(ctx, raws, ingest.Watch{Fate: tell})
	return err
}

// ofBody names the places of items after the body, and gives a page the address and the charset that came with it.
func ofBody(raws corpus.Raws, in web.Incoming) corpus.Raws {
	return func(yield func(corpus.Raw, error) bool) {
		for raw, err := range raws {
			var aside *corpus.SetAside
			if errors.As(err, &aside) {
				aside.Place = bodyPlace(aside.Place)
			}
			raw.Place, raw.Original.Name = bodyPlace(raw.Place), bodyPlace(raw.Original.Name)
			if raw.Place == wholeBody && raw.URL == "" {
				raw.URL = in.URL
			}
			if raw.HTML != nil && raw.Charset == "" {
				raw.Charset = in.Charset
			}
			if !yield(raw, err) {
				return
			}
		}
	}
}

// wholeBody is the place of an item that is a body.
const wholeBody = "body"

// bodyPlace says "body:3" for what the importer found at "stdin:3".
func bodyPlace(place string) string {
	if rest, ok := strings.CutPrefix(place, "stdin"); ok {
		return wholeBody + rest
	}
	return place
}
