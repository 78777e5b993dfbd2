package money_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
	"dateline/corpus/entity/money"
)

// format is how a language writes sums.
type format struct {
	language         string
	thousands, point string
	sums             []string // %s is the number
	code             string
	scales           map[string]int // word and power of ten
	hedges           map[corpus.Qualifier]string
}

var formats = []format{
	{"en", ",", ".", []string{"The bill was $%s.", "They paid %s dollars for it.", "It is US$%s in all."}, "USD", map[string]int{"": 0, " million": 6, " billion": 9},
		map[corpus.Qualifier]string{corpus.Over: "more than ", corpus.AtLeast: "at least ", corpus.About: "about ", corpus.Nearly: "nearly ", corpus.Under: "less than ", corpus.UpTo: "up to "}},
	{"de", ".", ",", []string{"Die Rechnung betrug %s Euro.", "Sie zahlten %s EUR dafür."}, "EUR", map[string]int{"": 0, " Millionen": 6, " Mrd.": 9},
		map[corpus.Qualifier]string{corpus.Over: "mehr als ", corpus.AtLeast: "mindestens ", corpus.About: "rund ", corpus.Nearly: "fast ", corpus.Under: "weniger als ", corpus.UpTo: "bis zu "}},
	{"fr", " ", ",", []string{"La facture est de %s euros.", "Ils ont payé %s € hier."}, "EUR", map[string]int{"": 0, " millions d'": 6, " milliards d'": 9},
		map[corpus.Qualifier]string{corpus.Over: "plus de ", corpus.AtLeast: "au moins ", corpus.About: "environ ", corpus.Nearly: "près de ", corpus.Under: "moins de ", corpus.UpTo: "jusqu'à "}},
	{"es", ".", ",", []string{"La factura fue de %s euros.", "Pagaron %s dólares ayer."}, "", map[string]int{"": 0, " millones de": 6, " mil millones de": 9},
		map[corpus.Qualifier]string{corpus.Over: "más de ", corpus.AtLeast: "al menos ", corpus.About: "cerca de ", corpus.Nearly: "casi ", corpus.Under: "menos de ", corpus.UpTo: "hasta "}},
	{"pt", ".", ",", []string{"A conta foi de R$ %s ontem.", "Pagaram R$ %s."}, "BRL", map[string]int{"": 0, " milhões": 6, " bilhões": 9},
		map[corpus.Qualifier]string{corpus.Over: "mais de ", corpus.AtLeast: "pelo menos ", corpus.About: "cerca de ", corpus.Nearly: "quase ", corpus.Under: "menos de ", corpus.UpTo: "até "}},
	{"ru", " ", ",", []string{"Счёт составил %s рублей.", "Они заплатили %s долларов."}, "", map[string]int{"": 0, " млн": 6, " миллиардов": 9},
		map[corpus.Qualifier]string{corpus.Over: "более ", corpus.AtLeast: "не менее ", corpus.About: "около ", corpus.Nearly: "почти "}},
	{"zh", ",", ".", []string{"公司支付了%s元。", "罚款%s美元。"}, "", map[string]int{"": 0, "万": 4, "亿": 8},
		map[corpus.Qualifier]string{corpus.Over: "超过", corpus.AtLeast: "至少", corpus.About: "约", corpus.Nearly: "近", corpus.Under: "不到", corpus.UpTo: "最多"}},
	{"ja", ",", ".", []string{"会社は%s円を支払った。", "罰金は%sドルだった。"}, "", map[string]int{"": 0, "万": 4, "億": 8},
		map[corpus.Qualifier]string{corpus.AtLeast: "少なくとも", corpus.About: "約", corpus.UpTo: "最大"}},
	{"ar", ",", ".", []string{"بلغت الفاتورة %s دولار أمس.", "دفعوا %s يورو."}, "", map[string]int{"": 0, " ألف": 3, " مليون": 6, " مليار": 9},
		map[corpus.Qualifier]string{corpus.Over: "أكثر من ", corpus.AtLeast: "ما لا يقل عن ", corpus.About: "نحو ", corpus.Nearly: "ما يقرب من ", corpus.Under: "أقل من "}},
}

// group writes the digits of a number in groups of three.
func group(digits, mark string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + mark + digits[i:]
	}
	return digits
}

// TestFormattedSums finds in each language the very value that was written in its format, and its hedge.
func TestFormattedSums(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 5))
	for _, f := range formats {
		for range 400 {
			checkFormatted(t, r, &f)
		}
	}
}

func checkFormatted(t *testing.T, r *rand.Rand, f *format) {
	t.Helper()
	whole := r.Int64N(1_000_000)
	if r.IntN(2) == 0 {
		whole = r.Int64N(1000)
	}
	number := group(fmt.Sprint(whole), f.thousands)
	value := new(big.Rat).SetInt64(whole)
	if r.IntN(2) == 0 {
		cents := r.Int64N(99) + 1
		number += fmt.Sprintf("%s%02d", f.point, cents)
		value.Add(value, big.NewRat(cents, 100))
	}
	for word, power := range f.scales {
		number, value := number+word, new(big.Rat).Set(value)
		value.Mul(value, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil)))
		sentence := f.sums[r.IntN(len(f.sums))]
		if strings.HasSuffix(word, "'") {
			sentence = strings.Replace(f.sums[0], "%s euros", "%seuros", 1)
		}
		if strings.Contains(sentence, "%s €") && power > 0 {
			continue
		}
		want, lead := corpus.Exact, ""
		for q, hedge := range f.hedges {
			if f.language == "en" {
				lead = strings.TrimSpace(hedge)
			}
			before := strings.TrimRight(sentence[:strings.Index(sentence, "%s")], "$RU ")
			sentence = before + " " + hedge + strings.TrimSpace(sentence[len(before):])
			want = q
			break
		}
		text := fmt.Sprintf(sentence, number)
		got := money.FindIn(f.language, "", text)
		if len(got) != 1 || got[0].Value == nil || got[0].Value.Rat().Cmp(value) != 0 || got[0].Qualifier != want || f.code != "" && got[0].Currency != f.code || !strings.HasPrefix(got[0].Text, lead) {
			t.Errorf("%s: %q: got %s, want %s %s %s", f.language, text, render(got), want, value.FloatString(2), f.code)
		}
	}
}

// TestSpeltNumbers reads back what is written in words.
func TestSpeltNumbers(t *testing.T) {
	t.Parallel()
	for language, texts := range map[string]map[string]string{
		"en": {
			"seventeen dollars": "17", "ninety-nine dollars": "99", "one hundred and one dollars": "101", "two thousand dollars": "2000", "a hundred thousand dollars": "100000",
			"one million two hundred and fifty thousand dollars": "1250000", "one point five billion dollars": "1500000000", "three quarters of a million dollars": "750000",
			"a million and a half dollars": "1500000", "twelve hundred dollars": "1200", "two dozen dollars": "24",
		},
		"de": {
			"sieben Euro": "7", "einundzwanzig Euro": "21", "hundertfünfzig Euro": "150", "zweihundertfünfundzwanzig Euro": "225", "dreitausendvierhundert Euro": "3400",
			"hundertfünfzigtausend Euro": "150000", "zwei Millionen Euro": "2000000", "anderthalb Millionen Euro": "1500000", "zweieinhalb Milliarden Euro": "2500000000", "eine halbe Million Euro": "500000",
		},
		"fr": {
			"sept euros": "7", "vingt et un euros": "21", "soixante-dix euros": "70", "soixante et onze euros": "71", "quatre-vingts euros": "80", "quatre-vingt-dix-neuf euros": "99",
			"deux cents euros": "200", "cinq mille euros": "5000", "deux cent cinquante mille euros": "250000", "un million d'euros": "1000000", "trois milliards d'euros": "3000000000",
			"deux millions et demi d'euros": "2500000", "un demi-million d'euros": "500000",
		},
		"es": {
			"siete euros": "7", "treinta y cinco euros": "35", "ciento veinte euros": "120", "quinientos euros": "500", "mil euros": "1000", "cinco mil doscientos euros": "5200",
			"doscientos mil euros": "200000", "un millón de euros": "1000000", "dos mil millones de euros": "2000000000", "dos mil quinientos millones de euros": "2500000000", "mil millones de euros": "1000000000",
			"medio millón de euros": "500000", "dos millones y medio de euros": "2500000",
		},
		"pt": {
			"sete euros": "7", "trinta e cinco euros": "35", "cento e vinte euros": "120", "mil e quinhentos euros": "1500", "duzentos mil euros": "200000", "um milhão de euros": "1000000",
			"dois bilhões de euros": "2000000000", "meio milhão de euros": "500000", "dois milhões e meio de euros": "2500000",
		},
		"zh": {"十五美元": "15", "二十美元": "20", "一百零五美元": "105", "三百五十万美元": "3500000", "两千五百亿元": "250000000000", "一万亿元": "1000000000000"},
		"ja": {"千円": "1000", "三百万円": "3000000", "1億2000万円": "120000000", "3兆5000億円": "3500000000000"},
	} {
		for text, want := range texts {
			got := money.FindIn(language, "", text+".")
			if len(got) != 1 || got[0].Value == nil || got[0].Value.String() != want || got[0].Text != text {
				t.Errorf("%s: %q: %s, want %s", language, text, render(got), want)
			}
		}
	}
}

// TestOtherReadings names the currencies that a word or sign could mean as well.
func TestOtherReadings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"They paid 500 pesos.":                                  {"ARS", "CLP", "COP", "PHP"},
		"Chile and Chile's rival Colombia owe 500 pesos.":       {"COP"},
		"Canada paid $4 million, Canada said.":                  {"CAD"},
		"It paid $4 million.":                                   nil,
		"Canada paid C$4 million.":                              nil,
		"Kenya and Uganda want 4 million shillings from Kenya.": {"UGX"},
	} {
		got := inArticle(t, "", text)
		if len(got) != 1 || !cmp.Equal(want, got[0].Mentions[0].Else) {
			t.Errorf("%q: %+v, want %v", text, got, want)
		}
	}
}

// TestBounds derives the interval that a sum's words mean.
func TestBounds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"$5": "5..5", "over $5": "5..", "at least $5": "5..", "$5 or more": "5..", "about $5": "5..5", "nearly $10": "9..10", "just under $10": "9..10", "under $5": "..5", "up to $5": "..5",
		"no more than $5": "..5", "$5 or less": "..5", "between $5 and $8": "5..8", "$5-8 million": "5000000..8000000", "millions of dollars": "2000000..1000000000",
		"several million dollars": "2000000..10000000", "a multimillion-dollar": "2000000..1000000000", "of -$5": "-5..-5",
	} {
		got := money.Find("", "It is "+text+" here.")
		if len(got) != 1 {
			t.Errorf("%q: %+v", text, got)
			continue
		}
		side := func(d *corpus.Decimal) string {
			if d == nil {
				return ""
			}
			return d.String()
		}
		lo, hi := got[0].Bounds()
		if b := side(lo) + ".." + side(hi); b != want {
			t.Errorf("%q: %s, want %s", text, b, want)
		}
	}
}

// TestPer reads the unit of a price.
func TestPer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"$3 a gallon": "gallon", "$40 per barrel": "barrel", "$75-a-barrel": "barrel", "$15 an hour": "hour", "$20/month": "month", "$5 each": "item", "$5 apiece": "item", "$5 a piece": "item",
		"$9 annually": "year", "$9 per annum": "year", "$9 per capita": "person", "$5 million a year": "year", "$5 million a year ago": "", "$5 million a year earlier": "", "$5 million a deal": "",
		"$60 per square foot": "square foot", "$7 per 1,000 cubic feet": "1,000 cubic feet", "$8 each month": "month", "$8 every week": "week", "$5 per cent": "", "$2 a share": "share",
		"€1.20 per kWh": "kWh", "$5 monthly payments": "",
	} {
		got := money.Find("", "It is "+text+" now.")
		if len(got) != 1 || got[0].Per != want {
			t.Errorf("%q: %+v, want %q", text, got, want)
		}
	}
}
