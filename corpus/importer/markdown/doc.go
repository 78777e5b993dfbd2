// Package markdown reads Markdown files, with the front matter that site generators put before the text.
//
// # Front matter, as far as it is read
//
// YAML between two lines of "---" or TOML between two lines of "+++": one "key: value" or "key = value" to a line, values
// with or without quotes, lists in brackets or as lines that begin with "- ", and texts that go on in indented lines after "|" or
// ">". Nested tables, anchors and types are not read: news needs none, and what a reader does not have cannot be misused.
//
// Without a title there, the first heading of the first level is the title, and leaves the text.
package markdown
