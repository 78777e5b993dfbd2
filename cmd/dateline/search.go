package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/index"
	"dateline/index/query"
	"dateline/web/api"

	"github.com/spf13/cobra"
)

// searchFlags are the flags of search: each is a parameter of the page's address.
type searchFlags struct {
	format  string
	facets  map[string]*[]string // by parameter, such as "country" and "-country"
	scalars map[string]*string
	implied bool
	once    bool
	size    int
	page    int
}

func (p *program) searchCommand() *cobra.Command {
	flags := searchFlags{facets: map[string]*[]string{}, scalars: map[string]*string{}}
	c := &cobra.Command{
		Use:   "search [QUERY]",
		Short: "Search the articles",
		Long: `Searches the articles and writes what was found, as text or as the JSON API's reply. Where a server has the
index open, the server is asked. The query language is described at /help and in docs/query.md.`,
		Example: `  dateline search 'laptops "remote work" -china'
  dateline search --country KP --country CN --sort newest sanctions
  dateline search --currency EUR --sort amount fine
  dateline search --format json --size 100 'amount:>=1m date:2026-01..2026-03'`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			values, err := flags.values(strings.Join(args, " "))
			if err != nil {
				return err
			}
			body, err := p.search(c.Context(), values)
			if err != nil {
				return err
			}
			if flags.format == "json" {
				_, err := p.stdout.Write(body)
				return err
			}
			var reply api.Reply
			if err := json.Unmarshal(body, &reply); err != nil {
				return fmt.Errorf("reading the answer: %w", err)
			}
			return printReply(p.stdout, &reply)
		},
	}
	p.addDataFlag(c)
	flags.add(c)
	return c
}

func (f *searchFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.format, "format", "text", "`text|json`")
	for _, name := range index.FacetParameters() {
		f.facets[name] = c.Flags().StringSlice(name, nil, "only with one of these `VALUES`")
		f.facets["-"+name] = c.Flags().StringSlice("not-"+name, nil, "without any of these `VALUES`")
	}
	scalar := func(name, flag, usage string) { f.scalars[name] = c.Flags().String(flag, "", usage) }
	scalar("amount", "amount", "sums of money in `LO..HI`, in US dollars or LO..HI[EUR]")
	scalar("from", "from", "published since `DATE` (ISO day or month)")
	scalar("to", "to", "published until `DATE`, included")
	scalar("match", "match", "how many of the words: `all|most|any` (default all, relaxed if no article has all)")
	scalar("sort", "sort", "`relevance|newest|oldest|amount|country` (default relevance; country: what is most about the countries asked for)")
	scalar("cursor", "cursor", "go on after this `PLACE` (next_cursor of an answer)")
	c.Flags().BoolVar(&f.implied, "implied", false, "countries only implied by a place count too")
	c.Flags().BoolVar(&f.once, "once", false, "copies of one text are one result, and counts are of texts")
	c.Flags().IntVar(&f.size, "size", index.DefaultSize, "results, at most "+strconv.Itoa(index.MaxSize))
	c.Flags().IntVar(&f.page, "page", 1, "page of results")
}

// values turns the flags into the parameters of an address, and checks them.
func (f *searchFlags) values(text string) (url.Values, error) {
	if f.format != "text" && f.format != "json" {
		return nil, usageError{fmt.Errorf("--format %s: it is text or json", f.format)}
	}
	values := url.Values{"size": {strconv.Itoa(f.size)}, "page": {strconv.Itoa(f.page)}}
	if text != "" {
		values.Set("q", text)
	}
	for key, list := range f.facets {
		if len(*list) > 0 {
			values[key] = *list
		}
	}
	for key, value := range f.scalars {
		if *value != "" {
			values.Set(key, *value)
		}
	}
	if values.Has("cursor") {
		values.Del("page")
	}
	if f.once {
		values.Set("once", "1")
	}
	if f.implied {
		values.Set("implied", "1")
	}
	if _, err := index.ReadParameters(values); err != nil {
		return nil, wrongSearch(err)
	}
	return values, nil
}

// search answers with the API's reply, from the index or from the server that has it open.
func (p *program) search(ctx context.Context, values url.Values) ([]byte, error) {
	if err := p.dataDir().requireStore(); err != nil {
		return nil, err
	}
	e, err := p.openIndexed(ctx, "search", opening{wait: 10 * time.Second})
	var held *heldError
	if errors.As(err, &held) && held.holder.Addr != "" {
		return callServer(ctx, http.MethodGet, held.holder.Addr, "/api/v1/search?"+values.Encode())
	}
	if err != nil {
		return nil, err
	}
	defer e.close()
	if err := e.catchUp(ctx); err != nil && (ctx.Err() != nil || e.index.Status().Generation == "") {
		return nil, err
	} else if err != nil { // such as a full disk: what is indexed can be searched
		p.logger().Warn("the index is behind the articles", "err", err)
	}
	request, err := index.ReadParameters(values)
	if err != nil {
		return nil, wrongSearch(err)
	}
	response, err := e.index.Search(ctx, request)
	if err != nil {
		return nil, wrongSearch(err)
	}
	return encodeLine(api.NewReply(response))
}

// wrongSearch makes a wrong query or parameter a usage error, in the words that a server's answer gets.
func wrongSearch(err error) error {
	var inQuery *query.Problem
	var inParameter *index.ParameterError
	switch {
	case errors.As(err, &inQuery):
		return complaint(&api.Problem{Detail: inQuery.Message, Hint: inQuery.Hint, Pos: &inQuery.Pos})
	case errors.As(err, &inParameter):
		return complaint(&api.Problem{Detail: inParameter.Error(), Hint: inParameter.Hint, Parameter: inParameter.Parameter})
	}
	return usageIfInvalid(err)
}

// complaint words what is wrong with a search for who typed it: the place in the query or the flag, and what to do.
func complaint(p *api.Problem) error {
	message := strings.TrimPrefix(p.Detail, "parameter "+p.Parameter+": ")
	switch {
	case p.Pos != nil:
		message = fmt.Sprintf("at character %d of the query: %s", p.Pos.Start+1, message)
	case p.Parameter == "q":
		message = "the query " + message
	case strings.HasPrefix(p.Parameter, "-"):
		message = "--not" + p.Parameter + ": " + message
	case p.Parameter != "":
		message = "--" + p.Parameter + ": " + message
	}
	if p.Hint != "" {
		message = strings.TrimSuffix(message, ".") + ". " + p.Hint
	}
	return usageError{errors.New(message)}
}

func printReply(w io.Writer, r *api.Reply) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s in %.0f ms\n", plural(r.Total, "article", "articles"), r.TookMS)
	if r.Relaxed {
		fmt.Fprintf(&b, "No article has all of the words; these have at least %d of them.\n", r.Needed)
	}
	for _, warning := range r.Warnings {
		fmt.Fprintf(&b, "Note: %s\n", warning.Message)
	}
	for i := range r.Results {
		printResult(&b, &r.Results[i])
	}
	if r.NextCursor != "" {
		fmt.Fprintf(&b, "\nMore: --cursor %s\n", r.NextCursor)
	}
	_, err := io.WriteString(w, strings.Map(forTerminals, b.String()))
	return err
}

// forTerminals drops the characters by which a text could command a terminal or turn around what stands beside it.
func forTerminals(r rune) rune {
	if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

func printResult(b *strings.Builder, r *api.Result) {
	fmt.Fprintf(b, "\n%s\n", r.Title)
	source := r.Source.Name
	if source == "" {
		source = r.Source.Domain
	}
	date := r.Published.Time
	if at, err := time.Parse(time.RFC3339, date); err == nil {
		date = at.UTC().Format(time.DateOnly) // days are those of UTC, in queries too
	}
	central := slices.SortedStableFunc(slices.Values(r.Countries), func(a, b api.CountryRef) int { return b.Centrality - a.Centrality })
	var codes []string
	for _, c := range central {
		if c.Named {
			codes = append(codes, c.Code)
		}
	}
	var facts []string
	for _, s := range []string{source, date, strings.Join(codes, " "), string(r.ID), r.URL} {
		if s != "" {
			facts = append(facts, s)
		}
	}
	fmt.Fprintf(b, "  %s\n", strings.Join(facts, " · "))
	for _, s := range r.Snippets {
		fmt.Fprintf(b, "  %s\n", strings.Join(strings.Fields(s.Text), " "))
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
