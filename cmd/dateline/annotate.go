package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/clean"
	"dateline/corpus/entity"
	"dateline/corpus/language"
	"dateline/corpus/resolve"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

const maxLine = 16 << 20 // bytes of one line of JSONL

func (p *program) annotateCommand() *cobra.Command {
	var job annotation
	c := &cobra.Command{
		Use:   "annotate [FILE]",
		Short: "Find the people, countries and sums of money in texts, one JSON line per article",
		Long: `Reads JSONL with {"id", "title", "text"} or one plain text (first line: the title), from FILE or
standard input, and writes a JSON line per article: {id, title, text, language, people, countries, amounts}.

Texts are cleaned first, and the mentions count code points of the cleaned title and text. With --raw the text is
taken as it is and mentions are offsets into it; the title is context only.

The language is the one given ({"language": "es"}), else it is detected. rules_only names the kinds of fact that were sought by
rules alone, because the annotator was not taught the language.

With --explain, text for people is written instead: each fact with its words in their sentence, the rule that found it, and what
else it could have been.`,
		Example: `  echo '{"id": 1, "text": "Kim Min-ji paid over $2 million to a bank in Peru."}' | dateline annotate --raw
  dateline annotate article.txt
  dateline annotate --explain article.txt`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			in, err := p.open(args)
			if err != nil {
				return err
			}
			defer in.Close()
			defer context.AfterFunc(c.Context(), func() { in.Close() })() // ends a read that waits
			if job.annotator, err = entity.New(); err != nil {
				return fmt.Errorf("loading the annotator: %w", err)
			}
			job.width = widthOf(p.stdout)
			return job.run(c.Context(), in, p.stdout, p.stderr)
		},
	}
	c.Flags().BoolVar(&job.raw, "raw", false, "take the text as it is: mentions are offsets into the given text")
	c.Flags().BoolVar(&job.explain, "explain", false, "say in words where each fact stands, which rule found it, and what else it could be")
	return c
}

// open opens the file named by the only argument, or standard input where there is none or it is "-".
func (p *program) open(args []string) (io.ReadCloser, error) {
	if len(args) == 0 || args[0] == "-" {
		if in, ok := p.stdin.(io.ReadCloser); ok {
			return in, nil
		}
		return io.NopCloser(p.stdin), nil
	}
	f, err := os.Open(args[0])
	if err != nil {
		return nil, usageError{err}
	}
	return f, nil
}

// annotation is one run of the annotate command.
type annotation struct {
	annotator *entity.Annotator
	raw       bool
	explain   bool
	width     int // of a line of what is explained
}

// given is a line of input. ID comes back as it was written.
type given struct {
	ID       json.RawMessage `json:"id"`
	Title    string          `json:"title"`
	Text     *string         `json:"text"`
	Body     *string         `json:"body"`
	Content  *string         `json:"content"`
	Maintext *string         `json:"maintext"`
	Language string          `json:"language"`
}

func (g *given) text() (string, bool) {
	for _, s := range []*string{g.Text, g.Body, g.Content, g.Maintext} {
		if s != nil {
			return *s, true
		}
	}
	return "", false
}

// annotated is a line of output.
type annotated struct {
	ID        json.RawMessage   `json:"id,omitempty"`
	Title     string            `json:"title"`
	Text      string            `json:"text"`
	Language  string            `json:"language"`
	People    []annotatedPerson `json:"people"`
	Countries []corpus.Country  `json:"countries"`
	Amounts   []corpus.Amount   `json:"amounts"`
	RulesOnly []string          `json:"rules_only,omitempty"`
}

type annotatedPerson struct {
	ID *corpus.PersonID `json:"id"`
	corpus.Person
}

// run reads articles from in and writes one line for each to out, in order. A line
// that is no article is named on complain, and the rest goes on.
func (job annotation) run(ctx context.Context, in io.Reader, out, complain io.Writer) error {
	br := bufio.NewReaderSize(in, 1<<16)
	if !startsWithJSON(br) {
		return job.plain(br, out)
	}
	group, ctx := errgroup.WithContext(ctx)
	// Each line has a channel of its own, queued in order, so that answers leave in order.
	queue := make(chan chan result, 4*runtime.GOMAXPROCS(0))
	bad := 0
	group.Go(func() error {
		defer close(queue)
		var workers errgroup.Group
		workers.SetLimit(runtime.GOMAXPROCS(0))
		err := eachLine(br, func(number int, line []byte, err error) error {
			answer := make(chan result, 1)
			select {
			case <-ctx.Done():
				return ctx.Err()
			case queue <- answer:
			}
			workers.Go(func() error {
				answer <- job.line(number, line, err)
				return nil
			})
			return nil
		})
		return errors.Join(err, workers.Wait())
	})
	group.Go(func() error {
		w := bufio.NewWriter(out)
		for answer := range queue {
			r := <-answer
			if r.err != nil {
				bad++
				fmt.Fprintln(complain, r.err)
				continue
			}
			if _, err := w.Write(r.written); err != nil {
				return err
			}
		}
		return w.Flush()
	})
	if err := group.Wait(); err != nil {
		return err
	}
	if bad > 0 {
		return fmt.Errorf("%d lines could not be read", bad)
	}
	return nil
}

type result struct {
	written []byte
	err     error
}

// line annotates one line of input. A panic is the line's error: the others are answered.
func (job annotation) line(number int, line []byte, err error) (r result) {
	defer func() {
		if fault := recover(); fault != nil {
			r = result{err: fmt.Errorf("line %d: internal error: %v\n%s", number, fault, debug.Stack())}
		}
	}()
	var g given
	if err == nil {
		err = json.Unmarshal(line, &g)
	}
	if err != nil {
		return result{err: fmt.Errorf("line %d: %w", number, err)}
	}
	text, ok := g.text()
	if !ok {
		return result{err: fmt.Errorf(`line %d: there is no "text"`, number)}
	}
	b, err := job.write(job.annotate(g.ID, g.Title, text, g.Language))
	if err != nil {
		return result{err: fmt.Errorf("line %d: %w", number, err)}
	}
	return result{written: b}
}

// plain annotates one plain text. Its first line is the title, but with --raw all of it is the text.
func (job annotation) plain(in io.Reader, out io.Writer) error {
	b, err := io.ReadAll(io.LimitReader(in, maxLine+1))
	if err != nil {
		return fmt.Errorf("reading the text: %w", err)
	}
	if len(b) > maxLine {
		return corpus.Errorf(corpus.TooLarge, "the text is larger than %d MiB", maxLine>>20)
	}
	text, _, _, err := clean.Decode(b, "")
	if err != nil {
		return fmt.Errorf("decoding the text: %w", err)
	}
	if text == "" {
		return corpus.Errorf(corpus.Invalid, "there is nothing to annotate: the input is empty")
	}
	title := ""
	if !job.raw {
		first, rest, _ := bytes.Cut([]byte(text), []byte("\n"))
		title, text = string(first), string(rest)
	}
	line, err := job.write(job.annotate(nil, title, text, ""))
	if err != nil {
		return err
	}
	_, err = out.Write(line)
	return err
}

func (job annotation) annotate(id json.RawMessage, title, text, declared string) annotated {
	if !job.raw {
		title, text = clean.Title(title).Text, clean.Body(text).Text
	}
	lang := language.Of(declared, title, text)
	facts := job.annotator.Annotate(title, text, lang)
	out := annotated{ID: id, Title: title, Text: text, Language: lang, RulesOnly: facts.RulesOnly,
		People: []annotatedPerson{}, Countries: facts.Countries, Amounts: facts.Amounts}
	ids := map[int]corpus.PersonID{}
	for _, r := range resolve.People(facts) {
		ids[r.Person] = r.ID
	}
	for i, person := range facts.People {
		one := annotatedPerson{Person: person}
		if id, ok := ids[i]; ok {
			one.ID = &id
		}
		out.People = append(out.People, one)
	}
	if job.raw {
		out.onlyBody()
	}
	if out.Countries == nil {
		out.Countries = []corpus.Country{}
	}
	if out.Amounts == nil {
		out.Amounts = []corpus.Amount{}
	}
	return out
}

// onlyBody drops mentions in the title, and facts that have no other.
func (a *annotated) onlyBody() {
	inTitle := func(m corpus.Mention) bool { return m.Field == corpus.FieldTitle }
	a.People = slices.DeleteFunc(a.People, func(p annotatedPerson) bool { return !slices.ContainsFunc(p.Mentions, notIn(inTitle)) })
	for i := range a.People {
		a.People[i].Mentions = slices.DeleteFunc(a.People[i].Mentions, inTitle)
	}
	a.Countries = slices.DeleteFunc(a.Countries, func(c corpus.Country) bool { return !slices.ContainsFunc(c.Mentions, notIn(inTitle)) })
	for i := range a.Countries {
		a.Countries[i].Mentions = slices.DeleteFunc(a.Countries[i].Mentions, inTitle)
	}
	a.Amounts = slices.DeleteFunc(a.Amounts, func(m corpus.Amount) bool { return !slices.ContainsFunc(m.Mentions, notIn(inTitle)) })
	for i := range a.Amounts {
		a.Amounts[i].Mentions = slices.DeleteFunc(a.Amounts[i].Mentions, inTitle)
	}
}

func notIn(in func(corpus.Mention) bool) func(corpus.Mention) bool {
	return func(m corpus.Mention) bool { return !in(m) }
}

// write returns an article's facts as a line of JSON, or explained.
func (job annotation) write(a annotated) ([]byte, error) {
	if job.explain {
		return explain(&a, job.width, job.annotator.Countries().Name), nil
	}
	return encodeLine(a)
}

func encodeLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encoding the answer: %w", err)
	}
	return b.Bytes(), nil
}

// startsWithJSON reports whether the first thing after white space and a byte order mark is an object.
func startsWithJSON(br *bufio.Reader) bool {
	for n := 1; n <= 4096; n++ {
		b, err := br.Peek(n)
		if err != nil {
			return false
		}
		s := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n")
		if len(s) > 0 && (n >= utf8.UTFMax) {
			return s[0] == '{'
		}
	}
	return false
}

// eachLine calls f for every line that is not blank, counted from 1. A line over maxLine is
// skipped, and f is told.
func eachLine(br *bufio.Reader, f func(number int, line []byte, err error) error) error {
	for number := 1; ; number++ {
		line, tooLong, err := readLine(br)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading line %d: %w", number, err)
		}
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		var fault error
		if tooLong {
			fault = corpus.Errorf(corpus.TooLarge, "longer than %d MiB", maxLine>>20)
		}
		if len(line) > 0 || tooLong {
			if err := f(number, line, fault); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

func readLine(br *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			tooLong, line = true, nil
		}
		if !tooLong {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}
