package money

import (
	"strings"
	"unicode/utf8"
)

// The currencies: signs, ISO 4217 codes, and words. Facts of ISO 4217 and of common
// use, written by hand for this project.

type sign struct{ text, code string }

// signs stand before a number, or after it. The longest that fits is read.
var signs = []sign{
	{"U.S.$", "USD"}, {"US$", "USD"}, {"us$", "USD"}, {"A$", "AUD"}, {"AU$", "AUD"}, {"Aus$", "AUD"}, {"C$", "CAD"}, {"c$", "CAD"}, {"Can$", "CAD"}, {"CA$", "CAD"},
	{"NZ$", "NZD"}, {"HK$", "HKD"}, {"S$", "SGD"}, {"SG$", "SGD"}, {"R$", "BRL"}, {"NT$", "TWD"}, {"Mex$", "MXN"}, {"MX$", "MXN"}, {"J$", "JMD"},
	{"TT$", "TTD"}, {"N$", "NAD"}, {"EC$", "XCD"}, {"F$", "FJD"}, {"FJ$", "FJD"}, {"B$", "BSD"}, {"Bds$", "BBD"}, {"BZ$", "BZD"}, {"G$", "GYD"},
	{"Z$", "ZWL"}, {"L$", "LRD"}, {"AR$", "ARS"}, {"Col$", "COP"}, {"COL$", "COP"}, {"CLP$", "CLP"}, {"RD$", "DOP"}, {"M$", "MYR"}, {"GH₵", "GHS"}, {"GH¢", "GHS"},
	{"I£", "IEP"}, {"£E", "EGP"}, {"RMB¥", "CNY"}, {"CN¥", "CNY"}, {"JP¥", "JPY"},
	{"$", "USD"}, {"＄", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"￡", "GBP"}, {"¥", "JPY"}, {"￥", "JPY"}, {"₹", "INR"}, {"₨", "INR"}, {"₽", "RUB"}, {"₩", "KRW"}, {"₦", "NGN"},
	{"₺", "TRY"}, {"₴", "UAH"}, {"₫", "VND"}, {"฿", "THB"}, {"₱", "PHP"}, {"₡", "CRC"}, {"₭", "LAK"}, {"₮", "MNT"}, {"₪", "ILS"}, {"₸", "KZT"}, {"₵", "GHS"},
	{"₲", "PYG"}, {"₾", "GEL"}, {"₼", "AZN"}, {"֏", "AMD"}, {"៛", "KHR"}, {"৳", "BDT"}, {"₤", "ITL"}, {"₿", "BTC"}, {"﷼", "IRR"}, {"Kč", "CZK"}, {"zł", "PLN"},
}

// codes are ISO 4217 codes in capitals, and those that are gone but stand in old news.
var codes = wordSet(`AED AFN AMD ANG AOA ARS AUD AWG AZN BBD BDT BGN BHD BIF BMD BND BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY CRC CVE
	CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
	KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PGK PHP PKR
	PLN PYG QAR RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SRD SSP STN SYP SZL THB TJS TMT TND TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
	XAF XCD XOF XPF YER ZAR ZMW DEM FRF ITL ESP NLG BEF ATS FIM IEP GRD PTE BTC ETH USDT USDC`)

// looseCodes are words of English as well: they need a separator or magnitude in the number.
var looseCodes = wordSet("ALL BAM BOB COP CUP GEL MAD MOP PEN RON SOS TOP TRY")

// smallCodes are also written small.
var smallCodes = wordSet("usd eur gbp aud cad nzd jpy cny chf inr hkd sgd krw zar brl mxn rub sek nok dkk btc")

// aliases are abbreviations that serve as codes: in this case only, before or after a number.
var aliases = map[string]string{
	"RMB": "CNY", "rmb": "CNY", "Rs": "INR", "RS": "INR", "rs": "INR", "Re": "INR", "RM": "MYR", "NTD": "TWD", "KSh": "KES", "Sh": "KES", "Ksh": "KES", "KSh.": "KES", "Kshs": "KES",
	"USh": "UGX", "Ush": "UGX", "TSh": "TZS", "Tsh": "TZS", "Tk": "BDT", "Rp": "IDR", "Dh": "AED", "Dhs": "AED", "DM": "DEM", "SFr": "CHF", "Sfr": "CHF", "SFr.": "CHF", "FFr": "FRF",
	"SKr": "SEK", "Skr": "SEK", "NKr": "NOK", "Nkr": "NOK", "DKr": "DKK", "Dkr": "DKK", "KD": "KWD", "BD": "BHD", "QR": "QAR", "LE": "EGP", "L.E": "EGP", "GHc": "GHS", "XBT": "BTC", "Ft": "HUF", "Kc": "CZK",
}

// initials are capitals before a number that has a separator or magnitude: "N200 billion".
var initials = map[string]string{"N": "NGN", "R": "ZAR", "P": "PHP", "Y": "JPY", "SR": "SAR", "JD": "JOD"}

// unit is a word of currency: its own code, or a family that an adjective decides.
type unit struct {
	code   string
	family string
	minor  bool
	strict bool // a word of other uses: it needs magnitude, a separator or an adjective
}

var units = map[string]unit{
	"dollar": {code: "USD", family: "dollar"}, "dollars": {code: "USD", family: "dollar"}, "dlr": {code: "USD", family: "dollar"}, "dlrs": {code: "USD", family: "dollar"},
	"buck": {code: "USD"}, "bucks": {code: "USD"}, "dólares": {code: "USD"}, "dolares": {code: "USD"},
	"euro": {code: "EUR"}, "euros": {code: "EUR"}, "ecu": {code: "XEU", strict: true}, "ecus": {code: "XEU"}, "€ur": {code: "EUR"},
	"pound": {code: "GBP", family: "pound"}, "pounds": {code: "GBP", family: "pound"}, "stg": {code: "GBP"}, "sterling": {code: "GBP"}, "quid": {code: "GBP"},
	"yen": {code: "JPY"}, "yens": {code: "JPY"}, "yuan": {code: "CNY"}, "renminbi": {code: "CNY"}, "kuai": {code: "CNY"}, "won": {code: "KRW", family: "won", strict: true},
	"rupee": {code: "INR", family: "rupee"}, "rupees": {code: "INR", family: "rupee"}, "rupiah": {code: "IDR"}, "rupiahs": {code: "IDR"}, "ringgit": {code: "MYR"}, "ringgits": {code: "MYR"}, "baht": {code: "THB"},
	"franc": {code: "CHF", family: "franc"}, "francs": {code: "CHF", family: "franc"}, "mark": {code: "DEM", family: "mark", strict: true}, "marks": {code: "DEM", family: "mark", strict: true},
	"peso": {code: "MXN", family: "peso"}, "pesos": {code: "MXN", family: "peso"}, "real": {code: "BRL", strict: true}, "reais": {code: "BRL"}, "reals": {code: "BRL"},
	"cruzado": {code: "BRC"}, "cruzados": {code: "BRC"}, "rial": {code: "IRR", family: "rial"}, "rials": {code: "IRR", family: "rial"}, "riyal": {code: "SAR", family: "rial"}, "riyals": {code: "SAR", family: "rial"},
	"dinar": {code: "KWD", family: "dinar"}, "dinars": {code: "KWD", family: "dinar"}, "dirham": {code: "AED", family: "dirham"}, "dirhams": {code: "AED", family: "dirham"},
	"krona": {code: "SEK", family: "krone"}, "kronor": {code: "SEK", family: "krone"}, "krone": {code: "NOK", family: "krone"}, "kroner": {code: "NOK", family: "krone"}, "kronur": {code: "ISK"},
	"crown": {code: "SEK", family: "krone", strict: true}, "crowns": {code: "SEK", family: "krone", strict: true}, "koruna": {code: "CZK"}, "korunas": {code: "CZK"}, "kr": {code: "SEK"},
	"lira": {code: "TRY", family: "lira"}, "liras": {code: "TRY", family: "lira"}, "lire": {code: "ITL", family: "lira"}, "shilling": {code: "KES", family: "shilling"}, "shillings": {code: "KES", family: "shilling"},
	"ruble": {code: "RUB"}, "rubles": {code: "RUB"}, "rouble": {code: "RUB"}, "roubles": {code: "RUB"}, "руб": {code: "RUB"}, "рублей": {code: "RUB"},
	"rand": {code: "ZAR"}, "rands": {code: "ZAR"}, "naira": {code: "NGN"}, "nairas": {code: "NGN"}, "cedi": {code: "GHS"}, "cedis": {code: "GHS"},
	"shekel": {code: "ILS"}, "shekels": {code: "ILS"}, "zloty": {code: "PLN"}, "zlotys": {code: "PLN"}, "zlotych": {code: "PLN"}, "forint": {code: "HUF"}, "forints": {code: "HUF"},
	"hryvnia": {code: "UAH"}, "hryvnias": {code: "UAH"}, "hryvnya": {code: "UAH"}, "tenge": {code: "KZT"}, "manat": {code: "AZN"}, "manats": {code: "AZN"}, "lari": {code: "GEL"}, "dong": {code: "VND"}, "taka": {code: "BDT"}, "takas": {code: "BDT"},
	"kwacha": {code: "ZMW"}, "birr": {code: "ETB"}, "afghani": {code: "AFN"}, "afghanis": {code: "AFN"}, "kyat": {code: "MMK"}, "kyats": {code: "MMK"}, "tugrik": {code: "MNT"}, "tugriks": {code: "MNT"},
	"bolivar": {code: "VES"}, "bolivars": {code: "VES"}, "bolivares": {code: "VES"}, "guarani": {code: "PYG"}, "guaranies": {code: "PYG"}, "quetzal": {code: "GTQ"}, "quetzales": {code: "GTQ"}, "lempiras": {code: "HNL"}, "cordobas": {code: "NIO"},
	"australes": {code: "ARA"}, "guilder": {code: "NLG"}, "guilders": {code: "NLG"}, "escudo": {code: "PTE"}, "escudos": {code: "PTE"}, "schilling": {code: "ATS"}, "schillings": {code: "ATS"}, "pesetas": {code: "ESP"}, "drachma": {code: "GRD"}, "drachmas": {code: "GRD"}, "markka": {code: "FIM"}, "markkas": {code: "FIM"},
	"lei": {code: "RON"}, "leva": {code: "BGN"}, "riel": {code: "KHR"}, "riels": {code: "KHR"}, "genih": {code: "EGP"}, "geneh": {code: "EGP"},
	"kč": {code: "CZK"}, "zł": {code: "PLN"}, "tl": {code: "TRY", strict: true}, "грн": {code: "UAH"}, "yenes": {code: "JPY"}, "ienes": {code: "JPY"},
	"bitcoin": {code: "BTC"}, "bitcoins": {code: "BTC"},

	"cent": {code: "USD", family: "dollar", minor: true}, "cents": {code: "USD", family: "dollar", minor: true}, "ct": {code: "USD", minor: true, strict: true}, "cts": {code: "USD", family: "dollar", minor: true},
	"penny": {code: "USD", minor: true}, "pennies": {code: "USD", minor: true}, "pence": {code: "GBP", family: "pound", minor: true}, "kopeck": {code: "RUB", minor: true}, "kopecks": {code: "RUB", minor: true}, "kopeks": {code: "RUB", minor: true},
	"kopiykas": {code: "UAH", minor: true}, "paise": {code: "INR", minor: true}, "pfennig": {code: "DEM", minor: true}, "pfennigs": {code: "DEM", minor: true}, "centavos": {code: "MXN", minor: true}, "centimes": {code: "CHF", family: "franc", minor: true},
	"¢": {code: "USD", minor: true}, "fen": {code: "CNY", minor: true, strict: true},
}

// nations are adjectives and names before a word of currency, as country codes.
var nations = map[string]string{
	"us": "US", "american": "US", "canadian": "CA", "australian": "AU", "aussie": "AU", "hong": "HK", "singapore": "SG", "singaporean": "SG", "taiwan": "TW", "taiwanese": "TW",
	"jamaican": "JM", "namibian": "NA", "fijian": "FJ", "liberian": "LR", "brunei": "BN", "zimbabwean": "ZW", "zimbabwe": "ZW", "british": "GB", "uk": "GB", "egyptian": "EG",
	"lebanese": "LB", "syrian": "SY", "sudanese": "SD", "irish": "IE", "cyprus": "CY", "cypriot": "CY", "indian": "IN", "pakistani": "PK", "nepalese": "NP", "nepali": "NP", "mauritian": "MU",
	"swiss": "CH", "french": "FR", "belgian": "BE", "luxembourg": "LU", "cfa": "XOF", "congolese": "CD", "rwandan": "RW", "burundian": "BI", "mexican": "MX", "philippine": "PH", "filipino": "PH", "argentine": "AR",
	"argentinian": "AR", "argentinean": "AR", "chilean": "CL", "colombian": "CO", "cuban": "CU", "uruguayan": "UY", "dominican": "DO", "iranian": "IR", "saudi": "SA", "saudiriyal": "SA", "qatari": "QA", "omani": "OM",
	"yemeni": "YE", "kuwaiti": "KW", "iraqi": "IQ", "jordanian": "JO", "bahraini": "BH", "algerian": "DZ", "tunisian": "TN", "libyan": "LY", "serbian": "RS", "yugoslav": "YU", "moroccan": "MA", "emirati": "AE", "uae": "AE",
	"swedish": "SE", "norwegian": "NO", "danish": "DK", "icelandic": "IS", "czech": "CZ", "turkish": "TR", "italian": "IT", "maltese": "MT", "kenyan": "KE", "ugandan": "UG", "tanzanian": "TZ", "somali": "SO", "austrian": "AT",
	"german": "DE", "finnish": "FI", "chinese": "CN", "japanese": "JP", "russian": "RU", "thai": "TH", "malaysian": "MY", "malaysia": "MY", "indonesian": "ID", "brazilian": "BR", "ukrainian": "UA", "polish": "PL", "hungarian": "HU",
	"israeli": "IL", "nigerian": "NG", "ghanaian": "GH", "vietnamese": "VN", "kazakh": "KZ", "georgian": "GE", "romanian": "RO", "bulgarian": "BG", "dutch": "NL", "portuguese": "PT", "spanish": "ES", "greek": "GR",
	"south": "ZA/KR", "new": "NZ/TW", "sri": "LK", "north": "KP", "costa": "CR", "kambodschanische": "KH", "finnische": "FI",
}

// families give the code of a currency that several countries have, by country.
var families = map[string]map[string]string{
	"dollar": {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "SG": "SGD", "TW": "TWD", "JM": "JMD", "NA": "NAD", "FJ": "FJD", "LR": "LRD", "BN": "BND", "ZW": "ZWL"},
	"pound":  {"GB": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG", "IE": "IEP", "CY": "CYP", "ZA": "SSP"},
	"rupee":  {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"},
	"franc": {"CH": "CHF", "FR": "FRF", "BE": "BEF", "LU": "LUF", "XOF": "XOF", "CD": "CDF", "RW": "RWF", "BI": "BIF",
		"SN": "XOF", "ML": "XOF", "CI": "XOF", "BF": "XOF", "TG": "XOF", "BJ": "XOF", "CM": "XAF", "GA": "XAF", "TD": "XAF"},
	"peso":     {"MX": "MXN", "PH": "PHP", "AR": "ARS", "CL": "CLP", "CO": "COP", "CU": "CUP", "UY": "UYU", "DO": "DOP"},
	"rial":     {"IR": "IRR", "SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER"},
	"dinar":    {"KW": "KWD", "IQ": "IQD", "JO": "JOD", "BH": "BHD", "DZ": "DZD", "TN": "TND", "LY": "LYD", "RS": "RSD", "YU": "YUD"},
	"dirham":   {"AE": "AED", "MA": "MAD"},
	"krone":    {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"},
	"lira":     {"TR": "TRY", "IT": "ITL", "LB": "LBP", "MT": "MTL", "SY": "SYP"},
	"shilling": {"KE": "KES", "UG": "UGX", "TZ": "TZS", "SO": "SOS", "AT": "ATS"},
	"won":      {"KR": "KRW", "KP": "KPW"},
	"mark":     {"DE": "DEM", "FI": "FIM"},
}

// currency is one found in a text.
type currency struct {
	code   string
	family string
	end    int
	minor  bool
	strict bool // needs a magnitude, a separator or decimals in its number
	word   bool // a word, not a sign or code
	weight bool // "pounds" without an adjective
	power  int  // of a magnitude written into it: "MEUR"
	nation bool // an adjective says whose it is
}

// shared returns the family of a word that several countries use, where nothing says whose it is.
func (c *currency) shared() string {
	if c.nation {
		return ""
	}
	return c.family
}

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// signsBy are the signs by their first byte, in the order of signs.
var signsBy = func() (by [256][]sign) {
	for _, s := range signs {
		by[s.text[0]] = append(by[s.text[0]], s)
	}
	return by
}()

// readSign reads a currency sign at i.
func readSign(s string, i int) (currency, bool) {
	if i >= len(s) {
		return currency{}, false
	}
	for _, c := range signsBy[s[i]] {
		if strings.HasPrefix(s[i:], c.text) {
			return currency{code: c.code, end: i + len(c.text)}, true
		}
	}
	return currency{}, false
}

// readCode reads a code or an abbreviation in the case it needs.
func readCode(s string, w *word) (currency, bool) {
	text := s[w.start:w.end]
	if len(text) < 2 || len(text) > 5 {
		return currency{}, false
	}
	c := currency{end: w.end}
	switch {
	case w.caps && codes[text], w.caps && looseCodes[text]:
		c.code, c.strict = text, looseCodes[text]
	case len(text) == 4 && text[0] == 'M' && w.caps && codes[text[1:]]:
		c.code, c.power = text[1:], 6
	case aliases[text] != "":
		c.code = aliases[text]
		if (text == "Rs" || text == "rs" || text == "RS" || text == "Re") && w.end < len(s) && s[w.end] == '.' {
			c.end++
		}
		c.family = map[bool]string{true: "rupee"}[c.code == "INR"]
	case smallCodes[text]:
		c.code = strings.ToUpper(text)
	default:
		return currency{}, false
	}
	return c, true
}

// readUnit reads the currency after a number at i: sign, code, or word with its adjective.
func readUnit(s string, i int) (currency, bool) {
	if i >= len(s) {
		return currency{}, false
	}
	if !isLetter(s[i]) {
		if c, ok := readSign(s, i); ok {
			return c, true
		}
		if strings.HasPrefix(s[i:], "¢") {
			return currency{code: "USD", family: "dollar", minor: true, end: i + len("¢")}, true
		}
		if s[i] < utf8.RuneSelf {
			return currency{}, false
		}
	}
	var w word
	if !readWord(s, i, &w) {
		return currency{}, false
	}
	if w.end < len(s) && (s[w.end] == '$' || s[w.end] == '.') {
		if c, ok := readSign(s, i); ok {
			return c, true
		}
	}
	if c, ok := readCode(s, &w); ok {
		return c, true
	}
	if u, ok := units[string(w.text())]; ok {
		return u.found(&w), true
	}
	nation, ok := nations[string(w.text())]
	if !ok {
		return currency{}, false
	}
	return readNational(s, w.end, nation)
}

func (u unit) found(w *word) currency {
	return currency{code: u.code, family: u.family, end: w.end, minor: u.minor, strict: u.strict, word: true, weight: u.family == "pound" && !u.minor}
}

// readNational reads the unit after the adjective of a nation: "hong kong dollars",
// "U.S. dollars".
func readNational(s string, end int, nation string) (currency, bool) {
	var w word
	for range 3 {
		if end < len(s) && s[end] == '.' {
			end++
		}
		at, ok := blank(s, end)
		if !ok || !readWord(s, at, &w) {
			return currency{}, false
		}
		key := string(w.text())
		if u, ok := units[key]; ok {
			c := u.found(&w)
			c.strict, c.weight, c.nation = false, false, true
			nation, _, _ = strings.Cut(nation, "/")
			if code := families[u.family][nation]; code != "" {
				c.code = code
			}
			return c, true
		}
		switch key {
		case "korean":
			nation = map[bool]string{true: "KP", false: "KR"}[nation == "KP"]
		case "taiwan", "taiwanese":
			nation = "TW"
		case "kong", "zealand", "african", "sudanese", "lankan", "rican", "israeli", "sterling":
		default:
			return currency{}, false
		}
		end = w.end
	}
	return currency{}, false
}
