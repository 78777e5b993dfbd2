package ingest

import (
	"regexp"
	"strings"

	"dateline/corpus"
)

// Report counts what became of the items of a run.
type Report struct {
	New       int
	Changed   int
	Unchanged int
	Copies    int // of the new and changed articles, those whose text is another article's
	SetAside  int
	// Groups holds the set-aside items by what was wrong with them, in the order in which each kind first appeared.
	// There are at most 100; what fits none then is in the last, of which Other is true.
	Groups []Group
	// Notes counts details left out of stored articles, such as an address that is none; the log has them.
	Notes int
	// Replaced counts characters in stored articles that could not be decoded and read U+FFFD.
	Replaced int
}

// Group is the items that were set aside for one kind of reason.
type Group struct {
	Class  string // as corpus.SetAside.Class
	Reason string // the first item's; those of the others differ from it in figures and quoted words at most
	Count  int
	Places []string // of the first items, at most 3
	Other  bool     // whether it gathers several kinds
	key    string
}

// Stored is the number of articles that are in the store because of the run or already were.
func (r *Report) Stored() int { return r.New + r.Changed + r.Unchanged }

// Items is the number of items seen.
func (r *Report) Items() int { return r.Stored() + r.SetAside }

const (
	maxGroups   = 100
	groupPlaces = 3
)

// Count counts an item by its fate.
func (r *Report) Count(f corpus.Fate) {
	switch {
	case f.Status == corpus.FateRejected:
		r.aside(f)
	case f.Status == corpus.FateUnchanged:
		r.Unchanged++
	case f.Status == corpus.FateCreated, f.Status == corpus.FateCopy && f.Revision == 1:
		r.New++
	default:
		r.Changed++
	}
	if f.Status == corpus.FateCopy {
		r.Copies++
	}
	r.Notes += len(f.Notes)
}

func (r *Report) aside(f corpus.Fate) {
	r.SetAside++
	g := r.group(f)
	g.Count++
	if len(g.Places) < groupPlaces {
		g.Places = append(g.Places, f.Place)
	}
}

func (r *Report) group(s corpus.Fate) *Group {
	key := s.Class
	if key == "" {
		key = kindOf(s.Reason)
	}
	for i := range r.Groups {
		if g := &r.Groups[i]; g.key == key || g.Other {
			return g
		}
	}
	g := Group{Class: s.Class, Reason: s.Reason, key: key}
	if len(r.Groups) == maxGroups-1 {
		g = Group{Reason: "other reasons", Other: true}
	}
	r.Groups = append(r.Groups, g)
	return &r.Groups[len(r.Groups)-1]
}

var varying = regexp.MustCompile(`"[^"]*"|\([^()]*\)|[\pL\d]*\d[\pL\d]*`)

// kindOf leaves out of a reason what differs from item to item.
func kindOf(reason string) string {
	const most = 200 // bytes: what follows is detail
	return varying.ReplaceAllString(strings.ToValidUTF8(reason[:min(len(reason), most)], ""), "_")
}

// rejected is the fate of a set-aside item.
func rejected(s corpus.SetAside) corpus.Fate {
	return corpus.Fate{Place: s.Place, Line: s.Line, Status: corpus.FateRejected, Reason: s.Reason, Class: s.Class}
}

// stored is the fate of an item whose article was stored, or was there already.
func stored(t *task, o corpus.Outcome) corpus.Fate {
	a := &t.result.submission.Article
	f := corpus.Fate{
		Place: t.raw.Place, Line: t.raw.Line, Status: corpus.FateUnchanged, ID: o.ID, Revision: o.Revision, CopyOf: o.CopyOf,
		Title: a.Title, URL: a.URL, Notes: t.result.notes,
	}
	switch {
	case o.Status == corpus.Unchanged:
	case o.CopyOf != "":
		f.Status = corpus.FateCopy
	case o.Status == corpus.New:
		f.Status = corpus.FateCreated
	default:
		f.Status = corpus.FateUpdated
	}
	return f
}
