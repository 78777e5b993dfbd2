package resolve_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/resolve"

	"github.com/google/go-cmp/cmp"
)

// A case is the names that articles give, each article's after a "|" apart; names of one person in an article by "=". It
// says who is who by "id: name (rule), name (rule)".
var cases = []struct {
	why      string
	articles []string
	people   []string
}{
	{"accents, case and order are one form", []string{"José Ibáñez", "JOSE IBANEZ", "Ibáñez, José"},
		[]string{"jose-ibanez: jose-ibanez (name)"}},
	{"korean given names: spaces and hyphens", []string{"Ham Jong-su", "Ham Jong Su", "Ham Jongsu", "Ham Jong-Su"},
		[]string{"ham-jong-su: ham-jong-su (name), ham-jongsu (hyphen-spacing)"}},
	{"a syllable of one letter is no initial", []string{"Ham U-jin", "Ham Ujin", "Ham Jin"},
		[]string{"ham-jin: ham-jin (name)", "ham-ujin: ham-ujin (name)"}},
	{"pinyin given names", []string{"Luo Zhenya", "Luo Zhen-ya", "Luo Zhen Ya"},
		[]string{"luo-zhen-ya: luo-zhen-ya (name), luo-zhenya (hyphen-spacing)"}},
	{"the same letters with other spaces are somebody else", []string{"Lina Wong", "Lin Awong"},
		[]string{"lin-awong: lin-awong (name)", "lina-wong: lina-wong (name)"}},
	{"a name in one word is no spacing of two", []string{"Madonna Vale", "Madonnavale"},
		[]string{"madonna-vale: madonna-vale (name)", "madonnavale: madonnavale (name)"}},
	{"dutch particles", []string{"Jan van Dampen", "Jan Vandampen", "Jan Van Dampen"},
		[]string{"jan-van-dampen: jan-van-dampen (name), jan-vandampen (hyphen-spacing)"}},
	{"arabic articles and compound names", []string{"Abdul Rahman al-Tamri", "Abdulrahman Al Tamri", "Abdul-Rahman Altamri"},
		[]string{"abdul-rahman-al-tamri: abdul-rahman-al-tamri (name), abdul-rahman-altamri (hyphen-spacing), abdulrahman-al-tamri (hyphen-spacing)"}},
	{"spanish double surnames and their first alone are two", []string{"Lucía Paredes Roldán", "Lucía Paredes"},
		[]string{"lucia-paredes: lucia-paredes (name)", "lucia-paredes-roldan: lucia-paredes-roldan (name)"}},
	{"cyrillic keeps its letters", []string{"Иван Дёмин", "ИВАН ДЁМИН", "Ivan Dyomin"},
		[]string{"ivan-dyomin: ivan-dyomin (name)", "иван-демин: иван-демин (name)"}},
	{"vietnamese accents", []string{"Trần Đức Hạo", "Tran Duc Hao"},
		[]string{"tran-duc-hao: tran-duc-hao (name)"}},
	{"one with initials and one without", []string{"Orrin Vale", "Orrin T. Vale"},
		[]string{"orrin-vale: orrin-t-vale (initials), orrin-vale (name)"}},
	{"initials that go on", []string{"Orrin Vale", "Orrin T. Vale", "Orrin T. B. Vale"},
		[]string{"orrin-vale: orrin-t-b-vale (initials), orrin-t-vale (initials), orrin-vale (name)"}},
	{"two with initials: the bare form is neither", []string{"Orrin Vale", "Orrin W. Vale", "Orrin H. W. Vale", "Orrin H. Vale"},
		[]string{"orrin-h-w-vale: orrin-h-vale (initials), orrin-h-w-vale (name)", "orrin-vale: orrin-vale (name)", "orrin-w-vale: orrin-w-vale (name)"}},
	{"only initials differ", []string{"Petra F. Lunden", "Petra Q. Lunden"},
		[]string{"petra-f-lunden: petra-f-lunden (name)", "petra-q-lunden: petra-q-lunden (name)"}},
	{"initials first are the name", []string{"J. R. Marlow", "JR Marlow", "J. Marlow", "John Marlow", "Jane Marlow"},
		[]string{"j-marlow: j-marlow (name)", "j-r-marlow: j-r-marlow (name), jr-marlow (hyphen-spacing)", "jane-marlow: jane-marlow (name)", "john-marlow: john-marlow (name)"}},
	{"a surname joins nobody", []string{"Ada Brandt", "Otto Brandt", "A. Brandt"},
		[]string{"a-brandt: a-brandt (name)", "ada-brandt: ada-brandt (name)", "otto-brandt: otto-brandt (name)"}},
	{"a suffix is somebody else", []string{"Martin Keel", "Martin Keel Jr.", "Martin L. Keel, Jr.", "Martin Keel III"},
		[]string{"martin-keel: martin-keel (name)", "martin-keel-iii: martin-keel-iii (name)", "martin-keel-jr: martin-keel-jr (name), martin-l-keel-jr (initials)"}},
	{"a nickname that an article gives", []string{`Robert Hask=Robert “Bob” Hask`, "Bob Hask", "Bob E. Hask"},
		[]string{"robert-hask: bob-e-hask (nickname), bob-hask (nickname), robert-hask (name)"}},
	{"a nickname that nobody gives", []string{"William Hask", "Bill Hask"},
		[]string{"bill-hask: bill-hask (name)", "william-hask: william-hask (name)"}},
	{"a nickname of two", []string{`Robert Hask=Robert "Bob" Hask`, `Norbert Hask=Norbert 'Bob' Hask`, "Bob Hask"},
		[]string{"bob-hask: bob-hask (name)", "norbert-hask: norbert-hask (name)", "robert-hask: robert-hask (name)"}},
	{"a nickname with initials and a suffix", []string{`Robert E. Hask Jr.=Robert E. "Bob" Hask Jr.`, "Bob Hask, Jr.", "Bob Hask"},
		[]string{"bob-hask: bob-hask (name)", "robert-hask-jr: bob-hask-jr (nickname), robert-e-hask-jr (initials)"}},
	{"nicknames of one another", []string{`Magda Rist=Magda “Lena” Rist`, `Lena Rist=Lena “Magda” Rist`},
		[]string{"lena-rist: lena-rist (name), magda-rist (nickname)"}},
	{"umlauts written out", []string{"Jörg Fröse", "Joerg Froese", "Jorg Frose"},
		[]string{"jorg-frose: joerg-froese (accents), jorg-frose (name)"}},
	{"ue that is no umlaut", []string{"Joerg Froese", "Jorg Frose"},
		[]string{"joerg-froese: joerg-froese (name)", "jorg-frose: jorg-frose (name)"}},
	{"hyphens of double given names", []string{"Anne-Marie Lund", "Anne Marie Lund", "Annemarie Lund", "Anne Lund"},
		[]string{"anne-lund: anne-lund (name)", "anne-marie-lund: anne-marie-lund (name), annemarie-lund (hyphen-spacing)"}},
	{"irish and scots prefixes", []string{"Dara O'Breen", "Dara OBreen", "Ewan Mac Tavin", "Ewan MacTavin"},
		[]string{"dara-obreen: dara-obreen (name)", "ewan-mac-tavin: ewan-mac-tavin (name), ewan-mactavin (hyphen-spacing)"}},
}

// annotations makes the facts of an article of its notation.
func annotations(article string) corpus.Annotations {
	var a corpus.Annotations
	for one := range strings.SplitSeq(article, "|") {
		names := strings.Split(one, "=")
		a.People = append(a.People, corpus.Person{Name: names[0], Variants: names[1:], Resolved: true})
	}
	return a
}

// collect gathers forms, in order of first mention, and ties.
func collect(articles []string) (forms []corpus.PersonID, ties []resolve.Tie) {
	for _, article := range articles {
		for _, n := range resolve.Names(annotations(article)) {
			if !slices.Contains(forms, n.Form) {
				forms = append(forms, n.Form)
			}
			ties = append(ties, n.Ties...)
		}
	}
	return forms, ties
}

// written says who is who in the notation of cases.
func written(r resolve.Resolution) []string {
	byPerson := map[corpus.PersonID][]string{}
	for form, a := range r.Forms {
		byPerson[a.Person] = append(byPerson[a.Person], string(form)+" ("+a.Rule+")")
	}
	var out []string
	for id, forms := range byPerson {
		slices.Sort(forms)
		out = append(out, string(id)+": "+strings.Join(forms, ", "))
	}
	slices.Sort(out)
	return out
}

func TestCases(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			forms, ties := collect(c.articles)
			want := slices.Sorted(slices.Values(c.people))
			if diff := cmp.Diff(want, written(resolve.Resolve(forms, ties, nil))); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.articles, diff)
			}
		})
	}
}

// Whatever else the corpus holds, in whatever order it came, nobody's forms change but those of the families that are reached.
func TestOrderMakesNoDifference(t *testing.T) {
	t.Parallel()
	var all []string
	for _, c := range cases {
		all = append(all, c.articles...)
	}
	forms, ties := collect(all)
	want := resolve.Resolve(slices.Clone(forms), slices.Clone(ties), nil)
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		r.Shuffle(len(forms), func(i, j int) { forms[i], forms[j] = forms[j], forms[i] })
		r.Shuffle(len(ties), func(i, j int) { ties[i], ties[j] = ties[j], ties[i] })
		if diff := cmp.Diff(want, resolve.Resolve(slices.Clone(forms), slices.Clone(ties), nil)); diff != "" {
			t.Fatalf("in another order (-first +now):\n%s", diff)
		}
	}
}

// Rules never make one person of two names that share no more than the last word.
func FuzzSurnameAlone(f *testing.F) {
	f.Add("Ada", "Otto", "Brandt")
	f.Add("A", "Ada", "Brandt")
	f.Add("Min-ji", "Minju", "Ham")
	f.Fuzz(func(t *testing.T, one, other, surname string) {
		a, b := resolve.Form(one+" "+surname), resolve.Form(other+" "+surname)
		if resolve.Family(a) == resolve.Family(b) || a == "" || b == "" {
			t.Skip()
		}
		r := resolve.Resolve([]corpus.PersonID{a, b}, nil, nil)
		if r.Forms[a].Person == r.Forms[b].Person {
			t.Errorf("%q and %q are %q", a, b, r.Forms[a].Person)
		}
	})
}
