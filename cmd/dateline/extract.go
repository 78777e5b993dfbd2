package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"dateline/corpus"
	"dateline/corpus/extract"

	"github.com/spf13/cobra"
)

const maxPage = 5 << 20 // bytes of one page

func (p *program) extractCommand() *cobra.Command {
	var address string
	c := &cobra.Command{
		Use:   "extract [--url URL] FILE.html",
		Short: "Show the article inside a saved page, as JSON",
		Long:  `Reads one HTML page from FILE or standard input (-) and writes its article as JSON: title, authors, published, language, canonical_url, text.`,
		Example: `  dateline extract page.html
  dateline extract --url https://example.org/story - < page.html`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			in, err := p.open(args)
			if err != nil {
				return err
			}
			defer in.Close()
			html, err := io.ReadAll(io.LimitReader(in, maxPage+1))
			if err != nil {
				return fmt.Errorf("reading the page: %w", err)
			}
			if len(html) > maxPage {
				return corpus.Errorf(corpus.TooLarge, "the page is larger than %d MiB", maxPage>>20)
			}
			page, err := extract.HTML(html, extract.Options{URL: address, Fetched: time.Now()})
			if err != nil {
				return fmt.Errorf("extracting the article: %w", err)
			}
			e := json.NewEncoder(p.stdout)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			return e.Encode(page)
		},
	}
	c.Flags().StringVar(&address, "url", "", "address that the page was saved from, as context")
	return c
}
