package importer_test

import (
	"testing"

	"dateline/corpus/importer"
)

func FuzzFeed(f *testing.F) {
	seeds(f, ".xml", ".json")
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.Feed, b) })
}

func FuzzNITF(f *testing.F) {
	seeds(f, ".xml")
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.NITF, b) })
}

func FuzzNewsML(f *testing.F) {
	seeds(f, ".xml")
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.NewsML, b) })
}

func FuzzNinjs(f *testing.F) {
	seeds(f, ".json")
	f.Fuzz(func(t *testing.T, b []byte) { bounded(t, importer.Ninjs, b) })
}

// FuzzSGML also holds that a record, imported on its own, gives the article again.
func FuzzSGML(f *testing.F) {
	seeds(f, ".sgm")
	f.Fuzz(func(t *testing.T, b []byte) { again(t, importer.SGML, bounded(t, importer.SGML, b)) })
}

func FuzzMarkdown(f *testing.F) {
	seeds(f, ".md", ".txt")
	f.Fuzz(func(t *testing.T, b []byte) { again(t, importer.Markdown, bounded(t, importer.Markdown, b)) })
}
