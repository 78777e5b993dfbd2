package money_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/entity/country"
	"dateline/corpus/entity/money"
)

// render writes each mention of a body: text = value or bounds, currency, qualifier if
// it is not exact.
func render(as []corpus.Amount) string {
	var out []string
	for _, a := range as {
		v := ""
		if a.Value != nil {
			v = a.Value.String()
		}
		if a.Max != nil {
			v += "[" + a.Min.String() + ".." + a.Max.String() + "]"
		}
		q := ""
		if a.Qualifier != corpus.Exact {
			q = " " + string(a.Qualifier)
		}
		for _, m := range a.Mentions {
			out = append(out, m.Text+" = "+v+" "+a.Currency+q)
		}
	}
	return strings.Join(out, " | ")
}

// Most sentences are invented; a few wordings of numbers follow the English currency
// cases of microsoft/Recognizers-Text (MIT, Copyright Microsoft Corporation).
var cases = []struct {
	name  string
	texts [][2]string
}{
	{"signs", [][2]string{
		{"It paid $5, US$6, U.S.$7, A$8, C$9m, NZ$1.50, HK$2, S$3, R$4, NT$5, €6, £7, ¥8, ₹9, ₽1, ₩2, ₦3.",
			"$5 = 5 USD | US$6 = 6 USD | U.S.$7 = 7 USD | A$8 = 8 AUD | C$9m = 9000000 CAD | NZ$1.50 = 1.5 NZD | HK$2 = 2 HKD | S$3 = 3 SGD | R$4 = 4 BRL | NT$5 = 5 TWD | €6 = 6 EUR | £7 = 7 GBP | ¥8 = 8 JPY | ₹9 = 9 INR | ₽1 = 1 RUB | ₩2 = 2 KRW | ₦3 = 3 NGN"},
		{"a $5 fee and A $5 fee", "$5 = 5 USD | $5 = 5 USD"},
		{"US $5 million, c $ 16.4 million, 10 €, 20€, 5 $", "US $5 million = 5000000 USD | c $ 16.4 million = 16400000 CAD | 10 € = 10 EUR | 20€ = 20 EUR | 5 $ = 5 USD"},
		{"in 2005 $7 was enough", "$7 = 7 USD"},
		{"$50 CAD", "$50 CAD = 50 CAD"},
	}},
	{"German told as English", [][2]string{
		{"Verlust: Hunderte Millionen Euro. Kosten: eine halbe Million Dollar. Strafe: zweieinhalb Millionen Euro.",
			"Hunderte Millionen Euro = [200000000..1000000000] EUR between | eine halbe Million Dollar = 500000 USD | zweieinhalb Millionen Euro = 2500000 EUR"},
	}},
	{"codes and words", [][2]string{
		{"USD 200, 115USD, EUR20, 75 USD million, 120 MEUR, MAUD 60", "USD 200 = 200 USD | 115USD = 115 USD | EUR20 = 20 EUR | 75 USD million = 75000000 USD | 120 MEUR = 120000000 EUR | MAUD 60 = 60000000 AUD"},
		{"900,000 US dollars, 4 Hong Kong dollars, 3 Canadian dollars, 2 U.S. dollars", "900,000 US dollars = 900000 USD | 4 Hong Kong dollars = 4 HKD | 3 Canadian dollars = 3 CAD | 2 U.S. dollars = 2 USD"},
		{"5.93\nmln dlrs, 1.2 billion yen, 7 mln stg, 5 million Swiss francs, 9 mln marks", "5.93\nmln dlrs = 5930000 USD | 1.2 billion yen = 1200000000 JPY | 7 mln stg = 7000000 GBP | 5 million Swiss francs = 5000000 CHF | 9 mln marks = 9000000 DEM"},
		{"Rs 5 crore, Rs.2,50,000, 35 lakh rupees, rupee 40, Rs500cr", "Rs 5 crore = 50000000 INR | Rs.2,50,000 = 250000 INR | 35 lakh rupees = 3500000 INR | rupee 40 = 40 INR | Rs500cr = 5000000000 INR"},
		{"In Pakistan it cost Rs 40", "Rs 40 = 40 PKR"},
		{"N 200 billion, N3,000, R500 million, RM 42, 500 kr, 5,000 won", "N 200 billion = 200000000000 NGN | N3,000 = 3000 NGN | R500 million = 500000000 ZAR | RM 42 = 42 MYR | 500 kr = 500 SEK | 5,000 won = 5000 KRW"},
		{"a 37- billion- dlr plan", "37- billion- dlr = 37000000000 USD"},
		{"a one-billion-dollar loan, a 5-million-euro fine", "one-billion-dollar = 1000000000 USD | 5-million-euro = 5000000 EUR"},
	}},
	{"a word of several currencies", [][2]string{
		{"Colombia freed him; 5 million pesos were paid.", "5 million pesos = 5000000 COP"},
		{"Jordan and Kuwait met; Jordan will pay 12 million dinars.", "12 million dinars = 12000000 JOD"},
		{"A Pakistani player was fined Rs500,000 in India, Pakistan's board said.", "Rs500,000 = 500000 PKR"},
		{"In Denmark, 40 million kroner; in Mexico 4 million Chilean pesos.", "40 million kroner = 40000000 DKK | 4 million Chilean pesos = 4000000 CLP"},
		{"5 million pesos and £3", "5 million pesos = 5000000 MXN | £3 = 3 GBP"},
		{"gave the U.S. $5 million; SR14.1 billion; JD1.2 million on SR 99", "$5 million = 5000000 USD | SR14.1 billion = 14100000000 SAR | JD1.2 million = 1200000 JOD"},
	}},
	{"a preposition is no hedge", [][2]string{
		{"She quit over £12 million. They clashed Thursday over $25 million. He was grilled on Tuesday.", "£12 million = 12000000 GBP | $25 million = 25000000 USD"},
		{"ordered to hand over almost $46m; extradited to Ohio", "almost $46m = 46000000 USD nearly"},
		{"sacks minister over R255 million asbestos deal", "R255 million = 255000000 ZAR"},
		{"lost over $5 million of a fund, over $6 million in a scam", "over $5 million = 5000000 USD over | over $6 million = 6000000 USD over"},
		{"accused of taking over $4 million", "over $4 million = 4000000 USD over"},
	}},
	{"ratios", [][2]string{
		{"30 cents on the dollar, one in five dollars, 1 in 10 dollars, two out of three dollars", ""},
		{"He put 30 cents on the table, and paid in five dollars.", "30 cents = 0.3 USD | five dollars = 5 USD"},
	}},
	{"thousands by points before a magnitude", [][2]string{
		{"1.300 millones de dólares, 2.5 milliarder kroner", "1.300 millones de dólares = 1300000000 USD | 2.5 milliarder kroner = 2500000000 NOK"},
		{"Nobody will lose a cent; it costs a cent a day.", "a cent = 0.01 USD"},
	}},
	{"torn by scraping", [][2]string{
		{"It lost $1.\n\n5 million in fees, $2 .5 million, $900, 000 and $ 3.\n1 billion.", "$1.\n\n5 million = 1500000 USD | $2 .5 million = 2500000 USD | $900, 000 = 900000 USD | $ 3.\n1 billion = 3100000000 USD"},
		{"It cost $5. 3 million people fled. Then $6, 200 people.", "$5 = 5 USD | $6 = 6 USD"},
	}},
	{"numbers", [][2]string{
		{"$1,234,567.89; $900,\n\n000; 1.234.567,89 €; 205,68 €; €1'049,95; 12 500 EUR", "$1,234,567.89 = 1234567.89 USD | $900,\n\n000 = 900000 USD | 1.234.567,89 € = 1234567.89 EUR | 205,68 € = 205.68 EUR | €1'049,95 = 1049.95 EUR | 12 500 EUR = 12500 EUR"},
		{"$3.599 a gallon, 94.000 $, $.75, 11-1/2 dlrs, $2 1/2 million", "$3.599 = 3.599 USD | 94.000 $ = 94000 USD | $.75 = 0.75 USD | 11-1/2 dlrs = 11.5 USD | $2 1/2 million = 2500000 USD"},
		{"$5m, $5bn, $10K, $1.2tn, £3 million", "$5m = 5000000 USD | $5bn = 5000000000 USD | $10K = 10000 USD | $1.2tn = 1200000000000 USD | £3 million = 3000000 GBP"},
		{"$ 1 . 2 million; it was $ 5 . 20 people came", "$ 1 . 2 million = 1200000 USD | $ 5 = 5 USD"},
		{"Sh500 million and Y300bn", "Sh500 million = 500000000 KES | Y300bn = 300000000000 JPY"},
		{"$5 million,000", "$5 million = 5000000 USD"},
		{"two and a half million dollars; half a million dollars; a quarter of a million euros", "two and a half million dollars = 2500000 USD | half a million dollars = 500000 USD | a quarter of a million euros = 250000 EUR"},
		{"twenty-five thousand pounds; two hundred and fifty thousand dollars; three quarters of a billion dollars", "twenty-five thousand pounds = 25000 GBP | two hundred and fifty thousand dollars = 250000 USD | three quarters of a billion dollars = 750000000 USD"},
		{"a million dollars, a dollar, one point three million euros", "a million dollars = 1000000 USD | a dollar = 1 USD | one point three million euros = 1300000 EUR"},
		{"$20 500 people came", "$20 = 20 USD"},
	}},
	{"minor units", [][2]string{
		{"3 dollars 50 cents; thirteen dollars and forty-five cents; 75 cents; 12-cent; 10¢; 470 pence", "3 dollars 50 cents = 3.5 USD | thirteen dollars and forty-five cents = 13.45 USD | 75 cents = 0.75 USD | 12-cent = 0.12 USD | 10¢ = 0.1 USD | 470 pence = 4.7 GBP"},
		{"It costs 15 dollars 50.", "15 dollars 50 = 15.5 USD"},
		{"three thousand dollars two hundred times", "three thousand dollars = 3000 USD"},
		{"25 cts a share, 5 per cent, 50 Cent sang", "25 cts = 0.25 USD"},
	}},
	{"ranges", [][2]string{
		{"$5-8 billion", "$5-8 billion = 5000000000[5000000000..8000000000] USD between"},
		{"$1.2 – 1.4 trillion", "$1.2 – 1.4 trillion = 1200000000000[1200000000000..1400000000000] USD between"},
		{"between $5 and $8 million", "between $5 and $8 million = 5000000[5000000..8000000] USD between"},
		{"costs from 10 dollars to 20 dollars", "from 10 dollars to 20 dollars = 10[10..20] USD between"},
		{"15-20 mln dlrs; $5 million to $8 million", "15-20 mln dlrs = 15000000[15000000..20000000] USD between | $5 million to $8 million = 5000000[5000000..8000000] USD between"},
		{"profit rose from $5 million to $8 million", "$5 million = 5000000 USD | $8 million = 8000000 USD"},
		{"sales fell by 3 pct to $8 million from $9 million", "$8 million = 8000000 USD | $9 million = 9000000 USD"},
		{"two or three million dollars", "two or three million dollars = 2000000[2000000..3000000] USD between"},
		{"$5 to 8 percent; from $9 to $4", "$5 = 5 USD | $9 = 9 USD | $4 = 4 USD"},
		{"2019-$5 million", "$5 million = 5000000 USD"},
		{"from April 1 to 110.1 billion dlrs", "110.1 billion dlrs = 110100000000 USD"},
	}},
	{"vague", [][2]string{
		{"tens of thousands of dollars", "tens of thousands of dollars = [20000..100000] USD between"},
		{"hundreds of millions of euros", "hundreds of millions of euros = [200000000..1000000000] EUR between"},
		{"millions of dollars; thousands of dollars", "millions of dollars = [2000000..1000000000] USD between | thousands of dollars = [2000..1000000] USD between"},
		{"several million dollars; a few hundred pounds", "several million dollars = [2000000..10000000] USD between | a few hundred pounds = [200..1000] GBP between"},
		{"tens of thousands of people", ""},
	}},
	{"qualifiers", [][2]string{
		{"over $9, more than $8, at least $7, about $6, nearly $5, under $4, up to $3", "over $9 = 9 USD over | more than $8 = 8 USD over | at least $7 = 7 USD at least | about $6 = 6 USD about | nearly $5 = 5 USD nearly | under $4 = 4 USD under | up to $3 = 3 USD up to"},
		{"more\nthan a million dollars", "more\nthan a million dollars = 1000000 USD over"},
		{"as much as $5; no more than $6; in excess of $7; an estimated $8; just over $9; close to $10", "as much as $5 = 5 USD up to | no more than $6 = 6 USD up to | in excess of $7 = 7 USD over | an estimated $8 = 8 USD about | just over $9 = 9 USD over | close to $10 = 10 USD nearly"},
		{"a dispute over $5 million", "$5 million = 5000000 USD"},
		{"$5 or more, $6 or less, $7+", "$5 = 5 USD at least | $6 = 6 USD up to | $7 = 7 USD at least"},
		{"only $5, exactly $6", "$5 = 5 USD | $6 = 6 USD"},
		{"turned over. $5 was left", "$5 = 5 USD"},
	}},
	{"per unit", [][2]string{
		{"$98 a share, $70-a-share, 18 dlrs per barrel", "$98 = 98 USD | $70 = 70 USD | 18 dlrs = 18 USD"},
	}},
	{"no money", [][2]string{
		{"over 100 companies, Fortune 500, five-count, 2021 to 2024, 17 websites, 29 accounts", ""},
		{"$TSLA rose 5 %, flight 370, won 3-2, call 555-0100, room 12b", ""},
		{"200 pounds of flour; he weighed 90 pounds; a 180-pound man", ""},
		{"TOP 10, COP 26, TRY 5, ALL 3 of us, in 1987 won, the dollar 20 years ago", ""},
		{"a dollar store, a pound of flesh, an all-time low, exactly dollars", ""},
		{"a mark of 5 marks, a real 3 real", ""},
		{"Euro 2024, the 2020 Euros", ""},
		{"99999999999999999999 dollars and 999999999999999999 trillion dollars", ""},
	}},
}

var finder = sync.OnceValues(country.New)

// inArticle returns the sums of an article of which the countries are known.
func inArticle(t *testing.T, language, body string) []corpus.Amount {
	t.Helper()
	f, err := finder()
	if err != nil {
		t.Fatal(err)
	}
	return money.FindIn(language, "", body, f.FindIn(language, "", body, nil)...)
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, pair := range c.texts {
				if got := render(inArticle(t, "", pair[0])); got != pair[1] {
					t.Errorf("%q\n got %s\nwant %s", pair[0], got, pair[1])
				}
			}
		})
	}
}

func TestFindGroups(t *testing.T) {
	t.Parallel()
	got := money.Find("Mayor — seeks $5 million", "The mayor seeks $5 million for a bridge. A bridge needs £5 million for a bridge. It was $5 million for a bridge.")
	if len(got) != 3 || len(got[1].Mentions) != 2 || got[1].Subject != "for a bridge" {
		t.Fatalf("%+v", got)
	}
	if m := got[0].Mentions[0]; m.Field != corpus.FieldTitle || m.Start != 14 || m.End != 24 || m.Rule != "sign" {
		t.Errorf("%+v", m)
	}
}

func TestSubject(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"They stole over $9,000 in jewels, police said.":          "in jewels",
		"A $5 million settlement was reached on Monday.":          "settlement",
		"Legal costs amounted to $3 million.":                     "Legal costs",
		"He was paid $40 from the fund; it is empty.":             "from the fund",
		"Losses of $4.5 million, and more, came later.":           "Losses",
		"The U.S. office got $7 million for schools in the west.": "for schools",
		"$5": "",
		"Officials of a port in the United States have been charged with a fraud that cost it $4 million.": "",
	} {
		got := money.Find("", text)
		if len(got) != 1 || got[0].Subject != want {
			t.Errorf("%q: %+v, want subject %q", text, got, want)
		}
	}
}

// TestLongInput guards against time that grows faster than the text.
func TestLongInput(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{
		"1,000,", "one hundred ", "$", "$1 ", "a ", "between $5 and ", "1", "million ", "12 500 ", "rose $1 to ", "tens of ", "a cool ", "multi-", "1万", "一", "hundert", "fünf", "$1, which hit ",
		"Rs ", "new south ", "mil ", "de ", "$5 or ", "over ", "at least another ", "$5 a ", "$5 per million ", "1.000.", "١٢", "和", "euro ", "¥", "1½", "und ", "dollars ", "Mexico $1 ",
	} {
		text := strings.Repeat(unit, 40_000/len(unit))
		for _, language := range []string{"en", "de", "fr", "zh"} {
			start := time.Now()
			money.FindIn(language, "", text)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s: 40 KB of %q took %s", language, unit, took)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases {
		for _, pair := range c.texts {
			f.Add("en", "", pair[0])
		}
	}
	for _, format := range formats {
		for _, sentence := range format.sums {
			f.Add(format.language, "", fmt.Sprintf(sentence, "1.234.567,89"))
		}
	}
	f.Add("", "$5\xff million", "over \xe2\x82$9")
	f.Add("de", "12,50 € 13.20", "37- billion- dlr")
	f.Add("ja", "３億円", "1万億円 数百万ドル５")
	f.Fuzz(func(t *testing.T, language, title, body string) {
		got := money.FindIn(language, title, body)
		if err := check(got, title, body); err != nil {
			t.Error(err)
		}
		if again := money.FindIn(language, title, body); !cmp.Equal(got, again, cmp.AllowUnexported(corpus.Decimal{})) {
			t.Errorf("two readings differ:\n%+v\n%+v", got, again)
		}
	})
}

// check reports a mention whose text is not that of its span, and numbers out of order.
func check(as []corpus.Amount, title, body string) error {
	fields := map[corpus.Field][]rune{corpus.FieldTitle: []rune(title), corpus.FieldBody: []rune(body)}
	taken := map[corpus.Field]map[int]bool{corpus.FieldTitle: {}, corpus.FieldBody: {}}
	for _, a := range as {
		if a.Value == nil && (a.Min == nil || a.Max == nil) || a.Min != nil && a.Min.Cmp(*a.Max) > 0 {
			return fmt.Errorf("%q has neither value nor bounds in order", a.Text)
		}
		for _, m := range a.Mentions {
			runes := fields[m.Field]
			if m.Start < 0 || m.End <= m.Start || m.End > len(runes) {
				return fmt.Errorf("%q: span [%d, %d) of %d", a.Text, m.Start, m.End, len(runes))
			}
			if got := string(runes[m.Start:m.End]); utf8.ValidString(m.Text) && got != m.Text {
				return fmt.Errorf("span holds %q, text is %q", got, m.Text)
			}
			for i := m.Start; i < m.End; i++ {
				if taken[m.Field][i] {
					return fmt.Errorf("%q overlaps another sum", a.Text)
				}
				taken[m.Field][i] = true
			}
		}
	}
	return nil
}

func BenchmarkFind(b *testing.B) {
	body := strings.Repeat(`The works council said on Monday that the plant would cost at least $4.5 million more than planned,
and that 120 of its 900 people would have to go by the end of 2027. A spokesman told reporters
that nothing had been agreed, and that the owners would wait for a signal from the bank before they
answered. Shares had risen a little, then fell back, and closed at 12.40 euros, where they began. `, 20)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		money.Find("", body)
	}
}
