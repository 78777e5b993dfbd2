package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"dateline/corpus"
	"dateline/docs"
	"dateline/web"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

const defaultAddr = "127.0.0.1:8080"

func (p *program) serveCommand() *cobra.Command {
	var addr string
	var with serving
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages and the JSON API, following the store",
		Long: `Answers searches in the browser and at /api/v1/search. Articles that other commands import meanwhile are found a moment
later. Facts that an older version of the program found are brought up to date meanwhile, without haste ('dateline reannotate'
does it at full speed). Ctrl-C ends it once the answers under way are sent.`,
		Example: `  dateline serve
  dateline serve --addr 127.0.0.1:9000 --data ~/news-index`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if with.maxBody < 1 {
				return usageError{errors.New("--max-body takes a whole number from 1")}
			}
			e, err := p.openIndexed(c.Context(), "serve", opening{})
			if err != nil {
				return err
			}
			listener, err := listen(c.Context(), addr)
			if err == nil {
				err = p.serve(c.Context(), e, listener, with)
			}
			return errors.Join(err, e.close())
		},
	}
	p.addDataFlag(c)
	c.Flags().StringVar(&addr, "addr", defaultAddr, "listen at `HOST:PORT`")
	c.Flags().StringSliceVar(&with.hosts, "host", nil, "also answer to this `NAME` in the Host header (loopback names always work)")
	c.Flags().Int64Var(&with.maxBody, "max-body", defaultMaxBody, "take at most this many `MIB` of articles in one request")
	return c
}

// serving is how a server is set up.
type serving struct {
	hosts   []string // names in the Host header, besides those of loopback
	notice  string   // a sentence above every page
	maxBody int64    // MiB of articles in one request, 0 for the default
}

const (
	defaultMaxBody = 100 // MiB
	unpackedTimes  = 10  // an archive in a body may be as many times as large as the largest body
)

// bodyLimit is how many bytes of articles one request may send.
func (s serving) bodyLimit() int64 { return cmp.Or(s.maxBody, defaultMaxBody) << 20 }

// serve answers searches at a listener, which it closes, follows the store and brings old facts up to date, until ctx ends.
func (p *program) serve(ctx context.Context, e *indexed, listener net.Listener, with serving) error {
	defer listener.Close()
	annotator, err := newAnnotator()
	if err != nil {
		return err
	}
	ingester, err := p.ingesterWith(annotator, e.store)
	if err != nil {
		return err
	}
	keys, err := p.openKeys(ctx, e.store)
	if err != nil {
		return err
	}
	facts := &refresher{ingester: ingester, store: e.store, say: p.stderr, pause: refreshPause}
	server, err := web.New(web.Config{
		Searcher: e.index, Store: e.store, Deleter: e.store, Reindexer: e.index, Facts: facts.status,
		Ingester: receiver{ingester, unpackedTimes * with.bodyLimit()}, Annotator: annotator, Keys: keys, Loopback: isLoopback(listener.Addr()), MaxBody: with.bodyLimit(),
		Hosts: with.hosts, Help: docs.Query, Notice: with.notice, Glossary: e.lexicon, Log: p.logger(),
	})
	if err != nil {
		return fmt.Errorf("preparing the pages: %w", err)
	}
	if err := p.announce(ctx, e, reachable(listener.Addr())); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return server.Serve(ctx, listener) })
	group.Go(func() error { return e.index.Follow(ctx) })
	group.Go(func() error { return facts.run(ctx) })
	if err := group.Wait(); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// announce tells other commands and the user where the server answers.
func (p *program) announce(ctx context.Context, e *indexed, addr string) error {
	info, err := e.store.Info(ctx)
	if err != nil {
		return fmt.Errorf("reading the store: %w", err)
	}
	if err := e.lease.announce(addr); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "Dateline answers at http://%s (Ctrl-C ends it)\n", addr)
	if info.Articles == 0 {
		fmt.Fprintf(p.stderr, "There are no articles in %s yet: add some with 'dateline import PATH'.\n", p.dataDir())
	}
	return nil
}

// isLoopback reports whether only this machine reaches a listener.
func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// reachable is the address at which programs on this machine reach a listener: loopback where it listens everywhere.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return addr.String()
}

// listen opens the address, or says what to do where another program has it.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, corpus.Errorf(corpus.Conflict, "another program answers at %s: name another address with --addr, such as --addr 127.0.0.1:0 for a free one", addr)
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("listening: %w", err)}
	}
	return listener, nil
}
