package country_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/entity/country"
)

func newFinder(t testing.TB) *country.Finder {
	t.Helper()
	f, err := country.New()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// render writes the mentions of a body in order of country, "US:U.S.", with "~" for a
// country that is only implied.
func render(cs []corpus.Country) string {
	var out []string
	for _, c := range cs {
		for _, m := range c.Mentions {
			mark := ""
			if !c.Named {
				mark = "~"
			}
			out = append(out, mark+c.Code+":"+m.Text)
		}
	}
	return strings.Join(out, " | ")
}

func TestFind(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, pair := range c.texts {
				if got := render(f.Find("", pair[0], nil)); got != pair[1] {
					t.Errorf("%q\n got %s\nwant %s", pair[0], got, pair[1])
				}
			}
		})
	}
}

var cases = []struct {
	name  string
	texts [][2]string
}{
	{"lost apostrophes", [][2]string{
		{"South Koreas spies, Canadas lumber, the UKs budget, UAEs banks, Georgias future in Tbilisi, Pyongyangs embassy.",
			"KR:South Korea | CA:Canada | GB:UK | AE:UAE | GE:Georgia | GE:Tbilisi | ~KP:Pyongyang"},
		{"NORTH KOREAS ARMY, New Jerseys governor, the Americas, Frances Ode, Turkeys gobble, Kingstons shop", "KP:NORTH KOREA | ~US:New Jersey"},
		{"the Netherlands and the Philippines", "NL:Netherlands | PH:Philippines"},
	}},
	{"the words of a firm begin with capitals", [][2]string{
		{"British and U.S. banks lent; U.S. Bank and British Airways did not.", "GB:British | US:U.S."},
	}},
	{"Washington", [][2]string{
		{"WASHINGTON (Wire) - Washington and Beijing met.", "~US:WASHINGTON | ~US:Washington | ~CN:Beijing"},
		{"in London, Washington and Paris; of Seattle, Washington; of Yakima, Washington", "~GB:London | ~US:Washington | ~US:Seattle, Washington | ~US:Yakima, Washington | ~FR:Paris"},
	}},
	{"names and forms", [][2]string{
		{"Envoys from Ivory Coast met Côte d'Ivoire's and Cote d’Ivoire's critics.", "CI:Ivory Coast | CI:Côte d'Ivoire | CI:Cote d’Ivoire"},
		{"Bosnia and Herzegovina, Bosnia-Herzegovina, Trinidad & Tobago", "BA:Bosnia and Herzegovina | BA:Bosnia-Herzegovina | TT:Trinidad & Tobago"},
		{"The Czech Republic and Czechia are one.", "CZ:Czech Republic | CZ:Czechia"},
		{"St. Lucia, Saint Lucia and St Kitts and Nevis", "LC:St. Lucia | LC:Saint Lucia | KN:St Kitts and Nevis"},
		{"Burma, Swaziland, Macau, Türkiye", "MM:Burma | SZ:Swaziland | MO:Macau | TR:Türkiye"},
		{"TOKYO SAYS IRAN AND SAUDI ARABIA AGREE", "~JP:TOKYO | IR:IRAN | SA:SAUDI ARABIA"},
	}},
	{"official names", [][2]string{
		{"the Democratic People's Republic of Korea and the Republic of Korea", "KP:Democratic People's Republic of Korea | KR:Republic of Korea"},
		{"the Democratic Peoples Republic of Korea", "KP:Democratic Peoples Republic of Korea"},
		{"the People’s Republic of China, not the Republic of China", "CN:People’s Republic of China | TW:Republic of China"},
		{"the Islamic Republic of Iran", "IR:Islamic Republic of Iran"},
	}},
	{"abbreviations", [][2]string{
		{"The U.S., the US, the USA, the U.K., the UK, the UAE and the DPRK.", "US:U.S. | US:US | US:USA | GB:U.K. | GB:UK | AE:UAE | KP:DPRK"},
		{"A U.S.-China deal, non-U.S. firms and US-led talks", "US:U.S. | US:U.S. | US:US | CN:China"},
		{"Rebels in the DRC; the PRC; the ROK; the U.A.E.", "CD:DRC | CN:PRC | KR:ROK | AE:U.A.E."},
		{"give us a break, Us, us too; J. R. Smith; the U.S.S. Harlan", ""},
		{"JOIN US TODAY. LET US TALK ABOUT US. Trucks on US-24.", ""},
		{"THE US SIGNS A PACT", "US:US"},
		{"US$5 and US $7 million", ""},
		{"gave the US $5 million", "US:US"},
		{"paid 5 million U.S. dollars or 40 Swiss francs", ""},
	}},
	{"broken by scraping", [][2]string{
		{"they blame the U.\n\nS. Treasury", "US:U.\n\nS."},
		{"the U. S. and U. K. fleets", "US:U. S. | GB:U. K."},
		{"the United\nArab Emirates, North\u00a0Korea and Saudi \n\n Arabia", "AE:United\nArab Emirates | KP:North\u00a0Korea | SA:Saudi \n\n Arabia"},
		{"South\n\n\n\nKorea", "KR:Korea"},
		{"the U.S. J. Smith agreed", "US:U.S."},
	}},
	{"possessive", [][2]string{
		{"China's army, Russia’s fleet and the Philippines' coast", "CN:China | RU:Russia | PH:Philippines"},
	}},
	{"slips", [][2]string{
		{"flown to the United Emirates and Untied States", "AE:United Emirates | US:Untied States"},
		{"the Phillipines and Isreal", "PH:Phillipines | IL:Isreal"},
	}},
	{"demonyms", [][2]string{
		{"a Taiwanese firm, two Swedes and several Frenchmen", "TW:Taiwanese | SE:Swedes | FR:Frenchmen"},
		{"Sino-Russian trade, pro-Ukrainian rallies, a Franco-German plan", "CN:Sino | RU:Russian | UA:Ukrainian | FR:Franco | DE:German"},
		{"South African miners and North Korean troops", "ZA:South African | KP:North Korean"},
		{"polish the silver; a turkey farm; fine china", ""},
	}},
	{"gone states", [][2]string{
		{"the Soviet Union, the USSR, Yugoslavia, East Germany, Czechoslovakia", "SU:Soviet Union | SU:USSR | YU:Yugoslavia | DD:East Germany | CS:Czechoslovakia"},
		{"West German banks", "DE:West German"},
	}},
	{"no country", [][2]string{
		{"South American, Latin American and African American voters; the West Indies", ""},
		{"North American and Central American firms, Native American art, Asian Americans", ""},
		{"A guinea pig. Guinea pigs. The Bank of America and US Airways. The South China Morning Post.", ""},
		{"Swiss cheese, French fries and a Danish pastry", ""},
		{"Gulf of Mexico, South China Sea, Indian Ocean, English Channel, the Congo River", ""},
		{"@China and norway@example.com on Canada.com; Omanyala and Malian_bot", ""},
		{"He teaches a French-speaking class, spoke Russian and wrote in Spanish.", ""},
		{"Norway Street and Lake Malawi", ""},
		{"the Indianapolitan house, Omaniyya and Maliseet", ""},
	}},
}

func TestTraps(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for _, c := range traps {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, pair := range c.texts {
				if got := render(f.Find("", pair[0], nil)); got != pair[1] {
					t.Errorf("%q\n got %s\nwant %s", pair[0], got, pair[1])
				}
			}
		})
	}
}

var traps = []struct {
	name  string
	texts [][2]string
}{
	{"Georgia", [][2]string{
		{"a shop in Atlanta, Georgia, closed", "~US:Atlanta, Georgia"},
		{"a shop in Athens, Georgia", "~US:Athens, Georgia"},
		{"protests in Tbilisi, Georgia, grew", "GE:Tbilisi | GE:Georgia"},
		{"Alabama, Georgia and Tennessee voted", "~US:Alabama | ~US:Georgia | ~US:Tennessee"},
		{"Russia and Georgia fought over Abkhazia", "RU:Russia | GE:Georgia | GE:Abkhazia"},
		{"The sheriff of a county in Georgia", "~US:Georgia"},
		{"a factory in Dalton, Georgia, the sheriff said", "~US:Dalton, Georgia"},
		{"Armenia, Georgia and Turkey agreed", "AM:Armenia | GE:Georgia | TR:Turkey"},
		{"a Georgia Tech student", ""},
	}},
	{"Jersey", [][2]string{
		{"from New Jersey to Delaware", "~US:New Jersey | ~US:Delaware"},
		{"on the Jersey Shore", ""},
		{"A trust in Jersey, like those of Guernsey", "JE:Jersey | GG:Guernsey"},
		{"the team retired his Jersey", ""},
	}},
	{"Jordan", [][2]string{
		{"Michael Jordan scored; Mr. Jordan smiled", ""},
		{"the Jordan River valley", ""},
		{"Talks in Jordan with Syria", "JO:Jordan | SY:Syria"},
		{"Jordan Baker said so", ""},
		{"King Abdullah of Jordan flew to Amman.", "JO:Jordan | JO:Amman"},
	}},
	{"Chad", [][2]string{
		{"Chad Smith plays drums", ""},
		{"Troops crossed from Chad into Sudan", "TD:Chad | SD:Sudan"},
		{"Chad LaMotte told reporters", ""},
	}},
	{"Turkey", [][2]string{
		{"TURKEY IS ROASTED FOR THANKSGIVING WITH GRAVY", ""},
		{"Turkey and Greece met in Ankara", "TR:Turkey | TR:Ankara | GR:Greece"},
	}},
	{"Guinea", [][2]string{
		{"Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GN:Guinea | GW:Guinea-Bissau | GQ:Equatorial Guinea | PG:Papua New Guinea"},
	}},
	{"Congo", [][2]string{
		{"Congo sent troops to Goma", "CD:Congo | CD:Goma"},
		{"In Brazzaville, Congo's president Sassou spoke", "CG:Brazzaville | CG:Congo"},
		{"the Republic of the Congo and the Democratic Republic of the Congo", "CG:Republic of the Congo | CD:Democratic Republic of the Congo"},
	}},
	{"Korea", [][2]string{
		{"the North Korean Foreign Ministry", "KP:North Korean"},
		{"Korea's chip makers in Seoul", "KR:Korea | KR:Seoul"},
		{"North Korea said Korea was one", "KP:North Korea"},
		{"the Korean War on the Korean Peninsula", ""},
	}},
	{"neighbours by name", [][2]string{
		{"Niger, Nigeria, a Nigerien and a Nigerian", "NE:Niger | NE:Nigerien | NG:Nigeria | NG:Nigerian"},
		{"Northern Ireland and Ireland", "~GB:Northern Ireland | IE:Ireland"},
		{"American Samoa and Samoa's Apia", "AS:American Samoa | WS:Samoa | WS:Apia"},
		{"Dominica and the Dominican Republic; a Dominican pitcher", "DM:Dominica | DO:Dominican Republic | DO:Dominican"},
		{"New Mexico and Mexico", "~US:New Mexico | MX:Mexico"},
		{"Columbia University and Colombia", "CO:Colombia"},
	}},
	{"towns", [][2]string{
		{"a fire in Lebanon, Pa., on Friday", "~US:Lebanon, Pa."},
		{"born in Paris, Texas", "~US:Paris, Texas"},
		{"moved to Cuba, Missouri", "~US:Cuba, Missouri"},
		{"near Cottonwood Falls, Kansas, and Trenton, N.J.", "~US:Cottonwood Falls, Kansas | ~US:Trenton, N.J."},
		{"On Tuesday, Texas sued", "~US:Texas"},
		{"in Chicago, New York and Boston", "~US:Chicago | ~US:New York | ~US:Boston"},
		{"from Washington, D.C. to London, Ontario", "~US:Washington, D.C. | ~CA:London, Ontario"},
	}},
	{"Indian", [][2]string{
		{"an Indian tribe on the Navajo reservation; the Bureau of Indian Affairs", ""},
		{"Indian troops near Kashmir", "IN:Indian | IN:Kashmir"},
		{"American Indians met", ""},
	}},
	{"implied", [][2]string{
		{"Moscow warned; the Kremlin denied", "~RU:Moscow | ~RU:Kremlin"},
		{"in Shanghai and Ontario", "~CN:Shanghai | ~CA:Ontario"},
		{"George Washington slept here; the Washington Post", ""},
	}},
}

func TestFindSpansAndOrder(t *testing.T) {
	t.Parallel()
	got := newFinder(t).Find("Peru’s “vow”", "— élan in Peru, not Chile", nil)
	want := []corpus.Country{
		{Code: "PE", Name: "Peru", Named: true, Centrality: 75, Mentions: []corpus.Mention{
			{Field: corpus.FieldTitle, Start: 0, End: 4, Text: "Peru", Rule: "name", Else: []string{"US town"}},
			{Field: corpus.FieldBody, Start: 10, End: 14, Text: "Peru", Rule: "name", Else: []string{"US town"}},
		}},
		{Code: "CL", Name: "Chile", Named: true, Centrality: 27, Mentions: []corpus.Mention{
			{Field: corpus.FieldBody, Start: 20, End: 25, Text: "Chile", Rule: "name"},
		}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestFindRules(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for text, rule := range map[string]string{
		"Kenya": "name", "the DPRK": "abbreviation", "two Danes": "demonym", "United Emirates": "slip", "in Ohio": "state",
		"in Alberta": "province", "in Macon, Ga.": "city-state", "in Tibet": "region", "in Cairo": "capital", "in Osaka": "city",
		"Anglo-Irish": "prefix", "a Welsh mine": "region", "in Fulton County": "county", "the Knesset": "government",
		"ACCRA (Wire) - It rained.": "dateline", "KARACHI: It rained.": "dateline", "ROME — It rained.": "dateline",
		"ROME is hot. It rained (a lot) - again.": "capital", "LIMA, Jan. 5 -- It rained.": "dateline", "Cairo (Wire) - It rained.": "dateline",
	} {
		cs := f.Find("", text, nil)
		if len(cs) == 0 || cs[0].Mentions[0].Rule != rule {
			t.Errorf("%q: %+v, want rule %s", text, cs, rule)
		}
	}
}

func TestFindLeavesPeopleOut(t *testing.T) {
	t.Parallel()
	body := "«Ré» Zoe Kenya met Israel Kamau in Kenya."
	people := []corpus.Person{{Name: "Zoe Kenya", Mentions: []corpus.Mention{{Field: corpus.FieldBody, Start: 5, End: 14}}},
		{Name: "Israel Kamau", Mentions: []corpus.Mention{{Field: corpus.FieldBody, Start: 19, End: 31}}}}
	if got := render(newFinder(t).Find("", body, people)); got != "KE:Kenya" {
		t.Error(got)
	}
}

func TestFindIn(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for _, c := range []struct{ lang, text, want string }{
		{"de", "Frankreich und die USA streiten mit Südkorea; der Pole fehlt.", "FR:Frankreich | US:USA | KR:Südkorea | PL:Pole"},
		{"fr", "L'Allemagne et le Royaume-Uni", "DE:Allemagne | GB:Royaume-Uni"},
		{"es-MX", "España y Estados Unidos", "ES:España | US:Estados Unidos"},
		{"ru", "Россия и Китай", "RU:Россия | CN:Китай"},
		{"zz", "China", ""},
		{"not a language", "China", ""},
	} {
		if got := render(f.FindIn(c.lang, "", c.text, nil)); got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.lang, c.text, got, c.want)
		}
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for name, want := range map[string]string{
		"kp": "KP", "North Korea": "KP", "north korea": "KP", "dprk": "KP", "UK": "GB", "u.s.": "US", "usa": "US", "taiwanese": "TW",
		"Georgia": "GE", "congo": "CD", "USSR": "SU", "côte d'ivoire": "CI", "texas": "", "atlantis": "", "": "", "bank of america": "", "Swiss": "CH",
		"england": "GB", "Scotland": "GB", "northern ireland": "GB", "kremlin": "", "paris": "",
	} {
		if got, ok := f.Code(name); got != want || ok != (want != "") {
			t.Errorf("Code(%q) = %q, %v, want %q", name, got, ok, want)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for code, want := range map[string]string{"KP": "North Korea", "us": "United States", "CD": "DR Congo", "MM": "Myanmar", "SU": "Soviet Union", "QQ": ""} {
		if got := f.Name(code); got != want {
			t.Errorf("Name(%q) = %q, want %q", code, got, want)
		}
	}
	for _, code := range f.Codes() {
		name := f.Name(code)
		if got, _ := f.Code(name); got != code {
			t.Errorf("Code(Name(%s) = %q) = %q", code, name, got)
		}
	}
}

func TestCentrality(t *testing.T) {
	t.Parallel()
	cs := newFinder(t).Find("Kenya raises rates", "NAIROBI (Wire) - Kenya's central bank raised its rate, and Kenyans grumbled.\n\n"+
		"Shops in Uganda were full. Kenyan bonds fell.\n\nA trader in Accra had no view on Kenya.", nil)
	got := map[string]int{}
	for _, c := range cs {
		got[c.Code] = c.Centrality
	}
	if got["KE"] < 80 || got["UG"] < 1 || got["UG"] > 10 || got["GH"] < 1 || got["GH"] >= got["UG"] {
		t.Errorf("Kenya first, Uganda and Ghana in passing: %v", got)
	}
}

func TestElse(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for text, want := range map[string][]string{
		"Tbilisi is in Georgia.":          {"US state"},
		"The sheriff fled Georgia.":       {"GE"},
		"A lab in Cambridge, England.":    {"US", "CA", "NZ"},
		"Turkey and Greece met.":          {"bird"},
		"Norway won.":                     nil,
		"Congo's army fought near Bukavu": {"CG"},
	} {
		var got []string
		for _, c := range f.Find("", text, nil) {
			for _, m := range c.Mentions {
				got = append(got, m.Else...)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

// TestLongInput guards against time that grows faster than the text.
func TestLongInput(t *testing.T) {
	t.Parallel()
	f := newFinder(t)
	for _, unit := range []string{"Georgia atlanta ", "U. S. ", "Democratic People's Republic of ", "New ", "in A, ", ", Ga.", "U.S.\n\n", "Jordan Jordan "} {
		f.Find("", strings.Repeat(unit, 400_000/len(unit)), nil)
	}
}

func FuzzFind(f *testing.F) {
	finder := newFinder(f)
	for _, c := range cases {
		for _, pair := range c.texts {
			f.Add(pair[0], pair[0])
		}
	}
	f.Add("米国マリア中国", "وبالسعودية России マリ EE. UU. Congo (Kinshasa)")
	f.Add("Atlanta,\xff Georgia", "U.\n\nS.\xe2\x80")
	f.Fuzz(func(t *testing.T, title, body string) {
		if err := check(finder.Find(title, body, nil), title, body); err != nil {
			t.Error(err)
		}
		for _, lang := range []string{"de", "es", "ru", "zh", "ko", "ar", "pl"} {
			if err := check(finder.FindIn(lang, title, body, nil), title, body); err != nil {
				t.Errorf("%s: %v", lang, err)
			}
		}
	})
}

// check reports a mention whose text is not that of its span, or that overlaps or
// precedes the one before it in its country.
func check(cs []corpus.Country, title, body string) error {
	fields := map[corpus.Field][]rune{corpus.FieldTitle: []rune(title), corpus.FieldBody: []rune(body)}
	for _, c := range cs {
		last := map[corpus.Field]int{}
		for _, m := range c.Mentions {
			runes := fields[m.Field]
			if m.Start < last[m.Field] || m.End <= m.Start || m.End > len(runes) {
				return fmt.Errorf("%s: span [%d, %d) after %d of %d", c.Code, m.Start, m.End, last[m.Field], len(runes))
			}
			last[m.Field] = m.End
			if got := string(runes[m.Start:m.End]); utf8.ValidString(m.Text) && got != m.Text {
				return fmt.Errorf("%s: span holds %q, text is %q", c.Code, got, m.Text)
			}
		}
	}
	return nil
}

func BenchmarkFind(b *testing.B) {
	f := newFinder(b)
	body := strings.Repeat(`Officials from Brazil and the U.S. said on Monday that talks over the border trade of
grain, steel and machines would go on for another week. A spokesman for the ministry in Lisbon told reporters
that nothing had been agreed, and that the Portuguese side would wait for a signal from Brussels before it
answered. Traders had hoped for more: prices rose a little, then fell back, and closed where they began. `, 20)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find("", body, nil)
	}
}
