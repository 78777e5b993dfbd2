package sitemap_test

import (
	"errors"
	"fmt"
	"testing"

	"dateline/crawl/sitemap"
)

func walk(t *testing.T, site string, named sitemap.Named) *sitemap.Walk {
	t.Helper()
	w, err := sitemap.NewWalk(site, named)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWalk(t *testing.T) {
	t.Parallel()
	w := walk(t, "https://news.example/", nil)
	p, err := w.Start("https://news.example/index.xml")
	if err != nil || p.Depth != 1 {
		t.Fatal(p, err)
	}
	tests := []struct {
		address string
		want    error
	}{
		{"https://news.example/a.xml", nil},
		{"http://WWW.News.example.:80/b.xml", nil},
		{"https://news.example/index.xml", sitemap.ErrSeen},
		{"https://news.example/a.xml", sitemap.ErrSeen},
		{"https://news.example:8443/a.xml", sitemap.ErrHost},
		{"https://cdn.news.example/a.xml", sitemap.ErrHost},
		{"https://evil.example/?news.example", sitemap.ErrHost},
		{"https://news.example@evil.example/", sitemap.ErrHost},
		{"file:///etc/passwd", sitemap.ErrAddress},
		{"ftp://news.example/a.xml", sitemap.ErrAddress},
		{"/a.xml", sitemap.ErrAddress},
		{"", sitemap.ErrAddress},
	}
	for _, c := range tests {
		if _, err := w.Into(p, c.address); !errors.Is(err, c.want) {
			t.Errorf("into %q: %v, want %v", c.address, err, c.want)
		}
	}
	if err := w.Page(p, "http://www.news.example/page"); err != nil {
		t.Error(err)
	}
	if err := w.Page(p, "http://other.example/page"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("a page of another host: %v", err)
	}
}

// An index that names itself under ever new addresses ends by its depth.
func TestWalkDepth(t *testing.T) {
	t.Parallel()
	w := walk(t, "http://127.0.0.2:8080", nil)
	p, err := w.Start("http://127.0.0.2:8080/0")
	for i := range 2 {
		if err != nil {
			t.Fatal(err)
		}
		p, err = w.Into(p, fmt.Sprintf("http://127.0.0.2:8080/%d", i+1))
	}
	if err != nil || p.Depth != sitemap.MaxDepth {
		t.Fatal(p, err)
	}
	if _, err := w.Into(p, "http://127.0.0.2:8080/3"); !errors.Is(err, sitemap.ErrDepth) {
		t.Errorf("a fourth sitemap: %v", err)
	}
	if _, err := w.Into(p, "http://127.0.0.3:8080/3"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("another address: %v", err)
	}
}

func TestWalkIsBounded(t *testing.T) {
	t.Parallel()
	w := walk(t, "http://[::1]/", nil)
	p, err := w.Start("http://[::1]/0")
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; ; i++ {
		_, err := w.Into(p, fmt.Sprintf("http://[::1]:80/%d", i))
		if i < sitemap.MaxSitemaps && err == nil {
			continue
		}
		if i != sitemap.MaxSitemaps || !errors.Is(err, sitemap.ErrSitemaps) {
			t.Errorf("sitemap %d: %v", i, err)
		}
		return
	}
}

func TestCrossSubmits(t *testing.T) {
	t.Parallel()
	robots := map[[2]string]bool{
		{"news.example", "https://cdn.example/news/index.xml"}: true, // the site keeps its sitemaps elsewhere
		{"blog.example:8080", "https://news.example/s.xml"}:    true, // another site lets this one name its pages
	}
	w := walk(t, "https://news.example/", func(host, address string) bool { return robots[[2]string{host, address}] })
	cdn, err := w.Start("https://cdn.example/news/index.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Start("https://cdn.example/other/index.xml"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("one that nobody named: %v", err)
	}
	beside, err := w.Into(cdn, "https://cdn.example/news/1.xml")
	if err != nil {
		t.Errorf("beside an index that was named: %v", err)
	}
	if err := w.Page(beside, "https://news.example/a"); err != nil {
		t.Errorf("the site's page in a sitemap elsewhere: %v", err)
	}
	if err := w.Page(beside, "https://cdn.example/a"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("a page of the place where the sitemaps are kept: %v", err)
	}
	own, err := w.Start("https://news.example/s.xml")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Page(own, "http://blog.example:8080/a"); err != nil {
		t.Errorf("a page whose host named the sitemap: %v", err)
	}
	if err := w.Page(own, "http://blog.example/a"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("a page of another port: %v", err)
	}
}

func TestMoved(t *testing.T) {
	t.Parallel()
	w := walk(t, "https://news.example/", nil)
	p, err := w.Start("http://news.example/s.xml")
	if err != nil {
		t.Fatal(err)
	}
	if same, err := w.Moved(p, p.URL); err != nil || same != p {
		t.Errorf("to itself: %v %v", same, err)
	}
	moved, err := w.Moved(p, "https://www.news.example/s.xml")
	if err != nil || moved.Depth != 1 || moved.URL != "https://www.news.example/s.xml" {
		t.Errorf("on the site: %+v %v", moved, err)
	}
	if _, err := w.Moved(p, "https://evil.example/s.xml"); !errors.Is(err, sitemap.ErrHost) {
		t.Errorf("to another host: %v", err)
	}
	if _, err := w.Into(moved, "https://www.news.example/s.xml"); !errors.Is(err, sitemap.ErrSeen) {
		t.Errorf("to itself after a redirect: %v", err)
	}
}

func TestWalkNeedsASite(t *testing.T) {
	t.Parallel()
	if _, err := sitemap.NewWalk("news.example", nil); !errors.Is(err, sitemap.ErrAddress) {
		t.Error(err)
	}
}
