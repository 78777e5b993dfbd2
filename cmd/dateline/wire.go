package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dateline/corpus"
	"dateline/corpus/entity"
	"dateline/corpus/entity/country"
	"dateline/corpus/extract"
	"dateline/corpus/ingest"
	"dateline/corpus/resolve"
	"dateline/corpus/store"
	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/web/page"
)

// openStore opens the store of the data folder, and makes it where there is none.
func (p *program) openStore(ctx context.Context) (*store.Store, error) {
	return store.Open(ctx, p.dataDir().store(), store.Options{Log: p.logger()})
}

// openExisting opens the store of the data folder, or says what to do where there is none yet.
func (p *program) openExisting(ctx context.Context) (*store.Store, error) {
	if err := p.dataDir().requireStore(); err != nil {
		return nil, err
	}
	return p.openStore(ctx)
}

// newAnnotator loads what finds the facts of a text.
func newAnnotator() (*entity.Annotator, error) {
	annotator, err := entity.New()
	if err != nil {
		return nil, fmt.Errorf("loading the annotator: %w", err)
	}
	return annotator, nil
}

// newIngester returns the one path into the store.
func (p *program) newIngester(s corpus.Writer) (*ingest.Ingester, error) {
	annotator, err := newAnnotator()
	if err != nil {
		return nil, err
	}
	return p.ingesterWith(annotator, s)
}

func (p *program) ingesterWith(annotator *entity.Annotator, s corpus.Writer) (*ingest.Ingester, error) {
	return ingest.New(ingest.Config{Store: s, Annotator: annotator, Log: p.logger()})
}

// indexed is an open data folder: its store, its index, and the right to have that open.
type indexed struct {
	store   *store.Store
	index   *index.Index
	lexicon lexicon
	lease   *lease
}

// opening is how patient a command is with the index.
type opening struct {
	wait   time.Duration // for the end of another process that has it open, and is no server
	search time.Duration // limit of one search, 0 for that of readers
}

// openIndexed opens the store and the index of the data folder. The error is a *heldError where another process has the index open.
func (p *program) openIndexed(ctx context.Context, command string, o opening) (*indexed, error) {
	l, err := p.waitForLease(ctx, command, o.wait)
	if err != nil {
		return nil, err
	}
	s, err := p.openStore(ctx)
	if err != nil {
		return nil, errors.Join(err, l.release())
	}
	names, err := country.New()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("loading the names of countries: %w", err), s.Close(), l.release())
	}
	x, err := p.openIndex(ctx, s, lexicon{names}, o.search)
	if err != nil {
		return nil, errors.Join(err, s.Close(), l.release())
	}
	return &indexed{store: s, index: x, lexicon: lexicon{names}, lease: l}, nil
}

func (p *program) waitForLease(ctx context.Context, command string, wait time.Duration) (*lease, error) {
	deadline := time.Now().Add(wait)
	for {
		l, err := p.dataDir().lease(command)
		var held *heldError
		if err == nil || !errors.As(err, &held) || held.holder.Addr != "" || !time.Now().Before(deadline) {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (p *program) openIndex(ctx context.Context, s *store.Store, names lexicon, limit time.Duration) (*index.Index, error) {
	generations := bleveindex.NewGenerations(p.dataDir().index(), bleveindex.Options{Logger: p.logger()})
	x, err := index.Open(ctx, index.Options{Generations: generations, Store: s, Lexicon: names, Timeout: limit, Logger: p.logger()})
	if err != nil {
		return nil, fmt.Errorf("opening the index: %w", err)
	}
	return x, nil
}

// catchUp brings the index to the head of the store.
func (e *indexed) catchUp(ctx context.Context) error {
	if err := e.index.CatchUp(ctx, nil); err != nil {
		return fmt.Errorf("bringing the index up to date: %w", err)
	}
	return nil
}

func (e *indexed) close() error {
	return errors.Join(e.index.Close(), e.store.Close(), e.lease.release())
}

// lexicon gives the index the names that the annotators know, and the pages their words for rules.
type lexicon struct{ countries *country.Finder }

var (
	_ index.Lexicon = lexicon{}
	_ page.Glossary = lexicon{}
)

// Rule says in words what a rule does, of facts as of fields.
func (lexicon) Rule(kind, rule string) string {
	if kind == "field" {
		return extract.RuleText(rule)
	}
	return entity.RuleText(kind, rule)
}

func (lexicon) Join(join string) string  { return entity.JoinText(join) }
func (lexicon) Merge(rule string) string { return resolve.RuleText(rule) }

func (l lexicon) CountryCode(name string) (string, bool) { return l.countries.Code(name) }
func (l lexicon) CountryName(code string) string         { return l.countries.Name(code) }
func (l lexicon) PersonID(name string) string            { return string(resolve.Form(name)) }
