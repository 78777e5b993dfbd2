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
	{"CDN$", "CAD"}, {"Cdn$", "CAD"}, {"CAN$", "CAD"}, {"$US", "USD"}, {"$A", "AUD"}, {"$NZ", "NZD"}, {"$C", "CAD"}, {"$HK", "HKD"}, {"$S", "SGD"}, {"$F", "FJD"}, {"BDS$", "BBD"}, {"S/.", "PEN"}, {"S/", "PEN"}, {"U$S", "USD"}, {"U$D", "USD"}, {"u$s", "USD"}, {"Bs.", "VES"}, {"VN₫", "VND"}, {"CUC$", "CUC"}, {"MOP$", "MOP"}, {"T$", "TOP"}, {"Z$", "ZWL"}, {"L$", "LRD"}, {"AR$", "ARS"}, {"Col$", "COP"}, {"COL$", "COP"}, {"CLP$", "CLP"}, {"RD$", "DOP"}, {"M$", "MYR"}, {"GH₵", "GHS"}, {"GH¢", "GHS"},
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
	BAM GEL RON XAF XCD XOF XPF YER ZAR ZMW DEM FRF ITL ESP NLG BEF ATS FIM IEP GRD PTE BTC ETH USDT USDC`)

// looseCodes are words of English as well: they need a separator or magnitude in the number.
var looseCodes = wordSet("ALL BOB COP CUP MAD MOP PEN SOS TOP TRY")

// smallCodes are also written small.
var smallCodes = wordSet("usd eur gbp aud cad nzd jpy cny chf inr hkd sgd krw zar brl mxn rub sek nok dkk btc pln czk huf ils aed php thb myr idr twd sar egp vnd")

// aliases are abbreviations that serve as codes: in this case only, before or after a number.
var aliases = map[string]string{
	"RMB": "CNY", "rmb": "CNY", "Rs": "INR", "RS": "INR", "rs": "INR", "Re": "INR", "RM": "MYR", "NTD": "TWD", "KSh": "KES", "Sh": "KES", "Shs": "KES", "ZiG": "ZWG", "Ksh": "KES", "Kshs": "KES", "NIS": "ILS", "Br": "ETB", "TL": "TRY", "VNĐ": "VND", "VNd": "VND", "NRs": "NPR", "PKRs": "PKR",
	"USh": "UGX", "Ush": "UGX", "TSh": "TZS", "Tsh": "TZS", "Tk": "BDT", "Rp": "IDR", "Bs": "VES", "Php": "PHP", "PhP": "PHP", "Dh": "AED", "Dhs": "AED", "DM": "DEM", "SFr": "CHF", "Sfr": "CHF", "FFr": "FRF",
	"SKr": "SEK", "Skr": "SEK", "NKr": "NOK", "Nkr": "NOK", "DKr": "DKK", "Dkr": "DKK", "KD": "KWD", "BD": "BHD", "QR": "QAR", "LE": "EGP", "L.E": "EGP", "GHc": "GHS", "XBT": "BTC", "Ft": "HUF", "Kc": "CZK", "Kz": "AOA",
}

// aliasFamilies are the families of abbreviations that several countries use.
var aliasFamilies = map[string]string{"Rs": "rupee", "RS": "rupee", "rs": "rupee", "Re": "rupee", "Sh": "shilling", "Shs": "shilling", "Dh": "dirham", "Dhs": "dirham", "Br": "birr"}

// initials are capitals before a number that has a separator or magnitude: "N200 billion". K, W, B and D
// stand before sizes and the like too, and need a magnitude.
var initials = map[string]string{"N": "NGN", "R": "ZAR", "P": "PHP", "Y": "JPY", "SR": "SAR", "JD": "JOD", "RO": "OMR", "Ps": "MXN", "MK": "MWK", "LL": "LBP", "K": "ZMW", "W": "KRW", "B": "THB", "D": "GMD"}

// nations are adjectives and names before a word of currency, as country codes.
var nations = map[string]string{
	"us": "US", "american": "US", "canadian": "CA", "australian": "AU", "aussie": "AU", "hong": "HK", "singapore": "SG", "singaporean": "SG", "taiwan": "TW", "taiwanese": "TW",
	"jamaican": "JM", "namibian": "NA", "fijian": "FJ", "fiji": "FJ", "liberian": "LR", "brunei": "BN", "zimbabwean": "ZW", "zimbabwe": "ZW", "british": "GB", "uk": "GB", "egyptian": "EG",
	"lebanese": "LB", "syrian": "SY", "sudanese": "SD", "irish": "IE", "cyprus": "CY", "cypriot": "CY", "indian": "IN", "pakistani": "PK", "nepalese": "NP", "nepali": "NP", "mauritian": "MU",
	"swiss": "CH", "french": "FR", "belgian": "BE", "luxembourg": "LU", "cfa": "XOF", "congolese": "CD", "rwandan": "RW", "burundian": "BI", "mexican": "MX", "philippine": "PH", "filipino": "PH", "argentine": "AR",
	"argentinian": "AR", "argentinean": "AR", "chilean": "CL", "colombian": "CO", "cuban": "CU", "uruguayan": "UY", "dominican": "DO", "iranian": "IR", "saudi": "SA", "saudiriyal": "SA", "qatari": "QA", "omani": "OM",
	"yemeni": "YE", "kuwaiti": "KW", "iraqi": "IQ", "jordanian": "JO", "bahraini": "BH", "algerian": "DZ", "tunisian": "TN", "libyan": "LY", "serbian": "RS", "yugoslav": "YU", "moroccan": "MA", "emirati": "AE", "uae": "AE",
	"swedish": "SE", "norwegian": "NO", "danish": "DK", "icelandic": "IS", "czech": "CZ", "turkish": "TR", "italian": "IT", "maltese": "MT", "kenyan": "KE", "ugandan": "UG", "tanzanian": "TZ", "somali": "SO", "austrian": "AT",
	"german": "DE", "deutsche": "DE", "finnish": "FI", "chinese": "CN", "japanese": "JP", "russian": "RU", "thai": "TH", "malaysian": "MY", "malaysia": "MY", "indonesian": "ID", "brazilian": "BR", "ukrainian": "UA", "polish": "PL", "hungarian": "HU",
	"israeli": "IL", "nigerian": "NG", "ghanaian": "GH", "vietnamese": "VN", "kazakh": "KZ", "georgian": "GE", "romanian": "RO", "bulgarian": "BG", "dutch": "NL", "portuguese": "PT", "spanish": "ES", "greek": "GR",
	"haitian": "HT", "bhutanese": "BT", "trinidadian": "TT", "trinidad": "TT", "guernsey": "GB", "jersey": "GB", "manx": "GB", "barbadian": "BB", "barbados": "BB", "belizean": "BZ", "belize": "BZ", "bahamian": "BS", "guyanese": "GY",
	"guyana": "GY", "surinamese": "SR", "cayman": "KY", "solomon": "SB", "caribbean": "XCD", "bermudian": "BM", "bermuda": "BM", "zambian": "ZM", "malawian": "MW", "mozambican": "MZ", "angolan": "AO", "ethiopian": "ET",
	"gambian": "GM", "honduran": "HN", "guatemalan": "GT", "nicaraguan": "NI", "panamanian": "PA", "paraguayan": "PY", "peruvian": "PE", "bolivian": "BO", "venezuelan": "VE", "armenian": "AM",
	"azerbaijani": "AZ", "azeri": "AZ", "belarusian": "BY", "belarusan": "BY", "belarus": "BY", "turkmen": "TM", "tajik": "TJ", "uzbek": "UZ", "kyrgyz": "KG", "moldovan": "MD", "albanian": "AL", "macedonian": "MK", "cambodian": "KH", "lao": "LA", "laotian": "LA",
	"burmese": "MM", "myanmar": "MM", "mongolian": "MN", "afghan": "AF", "bangladeshi": "BD", "guinean": "GN", "djiboutian": "DJ", "comorian": "KM", "malagasy": "MG", "gibraltar": "GI", "falkland": "FK",
	"united": "US", "east": "XCD", "papua": "PG", "botswana": "BW", "syria": "SY", "yemen": "YE",
	"south": "ZA/KR", "new": "NZ/TW", "sri": "LK", "north": "KP", "costa": "CR", "kambodschanische": "KH", "finnische": "FI",
}

// families give the code of a currency that several countries have, by country.
var families = map[string]map[string]string{
	"dollar": {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "SG": "SGD", "TW": "TWD", "JM": "JMD", "NA": "NAD", "FJ": "FJD", "LR": "LRD", "BN": "BND", "ZW": "ZWL",
		"TT": "TTD", "BB": "BBD", "BZ": "BZD", "BS": "BSD", "GY": "GYD", "SR": "SRD", "KY": "KYD", "SB": "SBD", "XCD": "XCD", "BM": "BMD"},
	"pound": {"GB": "GBP", "EG": "EGP", "LB": "LBP", "SY": "SYP", "SD": "SDG", "IE": "IEP", "CY": "CYP", "SS": "SSP", "GI": "GIP", "FK": "FKP"},
	"rupee": {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR"},
	"franc": {"CH": "CHF", "FR": "FRF", "BE": "BEF", "LU": "LUF", "XOF": "XOF", "CD": "CDF", "RW": "RWF", "BI": "BIF", "GN": "GNF", "DJ": "DJF", "KM": "KMF",
		"SN": "XOF", "ML": "XOF", "CI": "XOF", "BF": "XOF", "TG": "XOF", "BJ": "XOF", "NE": "XOF", "GW": "XOF", "CM": "XAF", "GA": "XAF", "TD": "XAF", "CG": "XAF", "CF": "XAF", "GQ": "XAF",
		"NC": "XPF", "PF": "XPF"},
	"cfa":      {"SN": "XOF", "ML": "XOF", "CI": "XOF", "BF": "XOF", "TG": "XOF", "BJ": "XOF", "NE": "XOF", "GW": "XOF", "CM": "XAF", "GA": "XAF", "TD": "XAF", "CG": "XAF", "CF": "XAF", "GQ": "XAF"},
	"ruble":    {"RU": "RUB", "BY": "BYN"},
	"kwacha":   {"ZM": "ZMW", "MW": "MWK"},
	"centavo":  {"MX": "MXN", "PH": "PHP", "AR": "ARS", "CL": "CLP", "CO": "COP", "CU": "CUP", "UY": "UYU", "DO": "DOP", "BR": "BRL", "HN": "HNL", "BO": "BOB", "NI": "NIO", "MZ": "MZN"},
	"sol":      {"PE": "PEN"},
	"k":        {"ZM": "ZMW", "PG": "PGK", "MW": "MWK"},
	"centime":  {"FR": "EUR", "BE": "EUR", "LU": "EUR", "CH": "CHF", "MA": "MAD", "DZ": "DZD", "HT": "HTG"},
	"manat":    {"AZ": "AZN", "TM": "TMT"},
	"leu":      {"RO": "RON", "MD": "MDL"},
	"real":     {"BR": "BRL"},
	"b$":       {"BS": "BSD", "BN": "BND"},
	"birr":     {"ET": "ETB", "BY": "BYN"},
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
	code    string
	family  string
	end     int
	minor   bool
	strict  bool  // needs a magnitude, a separator or decimals in its number
	word    bool  // a word, not a sign or code
	initial bool  // one of initials
	doubt   bool  // an initial before a bare number, which needs a country that the article speaks of
	scale   bool  // needs a magnitude
	quoted  bool  // a name of a currency before a number, as in tables of rates
	letter  bool  // "p" or "c" right after its number
	weight  bool  // "pounds" without an adjective
	power   int   // of a magnitude written into it: "MEUR"
	nation  bool  // an adjective says whose it is
	day     bool  // "Fr.", which is a day of the week as well
	worth   int64 // of a word for several of the unit, such as "grand"
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
		if strings.HasPrefix(s[i:], c.text) && (c.text[0] != '$' || len(c.text) == 1 || numberFollows(s, i+len(c.text))) {
			return currency{code: c.code, family: signFamilies[c.text], end: i + len(c.text)}, true
		}
	}
	return currency{}, false
}

// signFamilies are the families of signs that several countries use.
var signFamilies = map[string]string{"B$": "b$"}

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
	case text == "mdd" || text == "mdp":
		c.code, c.power = map[string]string{"mdd": "USD", "mdp": "MXN"}[text], 6
	case aliases[text] != "":
		c.code = aliases[text]
		if strings.HasPrefix(s[w.end:], ".") && (len(text) == 2 && text[0]|0x20 == 'r' || digitAt(s, w.end+1)) { // "Rs. 5", "Ksh.412 million"
			c.end++
		}
		c.family = aliasFamilies[text]
	case smallCodes[text]:
		c.code = strings.ToUpper(text)
	default:
		return currency{}, false
	}
	return c, true
}

// readUnit reads the currency after a number at i: sign, code, or word with its adjective.
func (lx *lexicon) readUnit(s string, i int) (currency, bool) {
	if i >= len(s) {
		return currency{}, false
	}
	if !isLetter(s[i]) {
		if c, ok := readSign(s, i); ok {
			return signOwner(s, c), true
		}
		if c, ok := readHanUnit(s, i); ok {
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
	if !readWord(s, lx.article(s, i), &w) {
		return currency{}, false
	}
	if w.end < len(s) && (s[w.end] == '$' || s[w.end] == '.') {
		if c, ok := readSign(s, i); ok {
			return c, true
		}
	}
	if lx.unitSieve != nil && w.n > 1 && !lx.unitSieve.holdsKey(&w) {
		return currency{}, false
	}
	if c, ok := readCode(s, &w); ok {
		return c, true
	}
	nation, national := nations[string(w.text())]
	if national {
		if c, ok := lx.readNational(s, w.end, nation); ok {
			return c, true
		}
	}
	if u, ok := lx.units[string(w.text())]; ok {
		return lx.readOwner(s, lx.minorOf(s, lx.euroCents(s, u.found(&w)))), true
	}
	if w.n == 1 && !w.capital && i > 0 && isDigit(s[i-1]) && !digitAt(s, w.end) && (s[i] == 'p' || s[i] == 'c') {
		c := currency{code: "GBP", end: w.end, minor: true, word: true, letter: true}
		if s[i] == 'c' {
			c.code, c.family = "USD", "dollar"
		}
		return c, true
	}
	if lx.english {
		return currency{}, false
	}
	return lx.readAdjective(s, &w)
}

// readNational reads the unit after the adjective of a nation: "hong kong dollars",
// "U.S. dollars".
func (lx *lexicon) readNational(s string, end int, nation string) (currency, bool) {
	var w word
	for range 4 {
		if end < len(s) && s[end] == '.' {
			end++
		}
		at, ok := blank(s, end)
		if !ok || !readWord(s, at, &w) {
			return currency{}, false
		}
		key := string(w.text())
		if u, ok := lx.units[key]; ok {
			c := u.found(&w)
			nation, _, _ = strings.Cut(nation, "/")
			c.own(nation)
			return c, true
		}
		switch key {
		case "korean":
			nation = map[bool]string{true: "KP", false: "KR"}[nation == "KP"]
		case "taiwan", "taiwanese":
			nation = "TW"
		case "sudan", "sudanese":
			nation = "SS"
		case "kingdom":
			nation = "GB"
		case "arab":
			nation = "AE"
		case "kong", "zealand", "african", "lankan", "rican", "israeli", "sterling", "states", "emirates", "caribbean", "islands", "islander", "new", "and", "tobago", "guinean", "guinea", "republic":
		default:
			return currency{}, false
		}
		end = w.end
	}
	return currency{}, false
}

// euroCents takes the "cents" of "12 euro cents".
func (lx *lexicon) euroCents(s string, c currency) currency {
	var w word
	if at, ok := glue(s, c.end); c.code == "EUR" && ok && at > c.end && isLetter(s[at]) && readWord(s, at, &w) {
		if key := string(w.text()); key == "cent" || key == "cents" {
			c.minor, c.end = true, w.end
		}
	}
	return c
}

// minorOf takes the major unit that a minor one is of: "centavos de dólar", "centimes d'euro".
func (lx *lexicon) minorOf(s string, c currency) currency {
	at, ok := blank(s, c.end)
	if lx.english || !c.minor || !ok || at == c.end || !letterAt(s, at) {
		return c
	}
	next := lx.skipOf(s, at)
	var w word
	if next == at || !readWord(s, next, &w) {
		return c
	}
	u, ok := lx.units[string(w.text())]
	if !ok || u.minor {
		return c
	}
	major := lx.readOwner(s, u.found(&w))
	major.minor, major.strict, major.weight = true, false, false
	return major
}

// own gives a currency to a nation.
func (c *currency) own(nation string) {
	if nation == "XOF" { // the countries of the two CFA francs
		c.strict, c.code, c.family = false, "XOF", "cfa"
		return
	}
	c.strict, c.weight, c.nation = false, false, true
	if code := families[c.family][nation]; code != "" {
		c.code = code
	}
}

// stemOf returns the country of an adjective by its beginning, or "".
func (lx *lexicon) stemOf(w *word) string {
	key := string(w.text())
	for n := len(key); n >= 2; n-- {
		if nation, ok := lx.stems[key[:n]]; ok && (n >= 4 || n == len(key)) {
			return nation
		}
	}
	return ""
}

// readAdjective reads a unit after an adjective that is known by its beginning: "kanadische Dollar".
func (lx *lexicon) readAdjective(s string, w *word) (currency, bool) {
	nation := lx.stemOf(w)
	if nation == "" {
		return currency{}, false
	}
	at, ok := glue(s, w.end)
	var next word
	if !ok || !readWord(s, at, &next) {
		return currency{}, false
	}
	u, ok := lx.units[string(next.text())]
	if !ok {
		return currency{}, false
	}
	c := u.found(&next)
	c.own(nation)
	return c, true
}

// readOwner takes the adjective or name of a nation after a unit: "dólares australianos", "dollars de
// Hong Kong", "francs suisses".
func (lx *lexicon) readOwner(s string, c currency) currency {
	at, ok := blank(s, c.end)
	var w word
	if c.family == "" || !ok || at == c.end || !letterAt(s, at) || !readWord(s, at, &w) {
		return c
	}
	if lx.english {
		if c.weight && string(w.text()) == "sterling" {
			c.own("GB")
			c.end = w.end
		}
		return c
	}
	named := lx.of[string(w.text())]
	if named {
		if at, ok = blank(s, w.end); !ok || !readWord(s, at, &w) || !w.capital {
			return c
		}
	} else if w.capital && !w.caps {
		return c
	}
	nation := lx.stemOf(&w)
	if nation == "" || families[c.family][nation] == "" {
		return c
	}
	if nation == "HK" || nation == "NZ" {
		var second word
		if at, ok = glue(s, w.end); ok && readWord(s, at, &second) && secondNames[string(second.text())] {
			w.end = second.end
		}
	}
	c.own(nation)
	c.end = w.end
	return c
}

// secondNames end names of two words.
var secondNames = wordSet("kong zélandais zélandaise zelandeses zelândia")

// signOwner takes the letters of a nation after a dollar sign that follows its number: "10 $ CA", "5 $ hk".
func signOwner(s string, c currency) currency {
	if s[c.end-1] != '$' || c.code != "USD" {
		return c
	}
	at, ok := blank(s, c.end)
	var w word
	if !ok || !letterAt(s, at) || !readWord(s, at, &w) {
		return c
	}
	if code := signNations[string(w.text())]; code != "" && (w.n > 1 && w.caps || followsSpaceless(s, w.end)) && !digitAt(s, w.end) {
		c.code, c.end = code, w.end
	}
	return c
}

// followsSpaceless reports that a word ends its clause.
func followsSpaceless(s string, i int) bool {
	at, _ := blank(s, i)
	return at >= len(s) || s[at] == '.' || s[at] == ',' || s[at] == ')'
}

// signNations are letters after a dollar sign.
var signNations = map[string]string{"c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD", "hk": "HKD", "hkd": "HKD", "us": "USD", "usd": "USD", "au": "AUD", "aud": "AUD", "nz": "NZD", "nzd": "NZD"}
