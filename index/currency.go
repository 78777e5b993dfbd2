package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bojanz/currency"
)

// currencyNames are the names of currencies in the plural, as English news writes them: those of today, and those that
// archives hold. A code without a name is its own.
var currencyNames = map[string]string{
	"USD": "US dollars", "EUR": "Euros", "GBP": "Pounds sterling", "JPY": "Japanese yen", "CNY": "Chinese yuan", "INR": "Indian rupees",
	"AUD": "Australian dollars", "CAD": "Canadian dollars", "NZD": "New Zealand dollars", "HKD": "Hong Kong dollars", "SGD": "Singapore dollars",
	"TWD": "Taiwan dollars", "CHF": "Swiss francs", "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner",
	"ISK": "Icelandic krónur", "PLN": "Polish zloty", "CZK": "Czech koruny", "HUF": "Hungarian forints", "RON": "Romanian lei",
	"BGN": "Bulgarian leva", "RSD": "Serbian dinars", "MKD": "Macedonian denars", "ALL": "Albanian lekë", "BAM": "Convertible marks",
	"MDL": "Moldovan lei", "UAH": "Ukrainian hryvnias", "BYN": "Belarusian roubles", "RUB": "Russian roubles", "GEL": "Georgian lari",
	"AMD": "Armenian drams", "AZN": "Azerbaijani manats", "TRY": "Turkish lira", "KZT": "Kazakh tenge", "UZS": "Uzbek soums",
	"KGS": "Kyrgyz soms", "TJS": "Tajik somoni", "TMT": "Turkmen manats", "MNT": "Mongolian tugriks", "AFN": "Afghan afghanis",
	"PKR": "Pakistani rupees", "BDT": "Bangladeshi taka", "LKR": "Sri Lankan rupees", "NPR": "Nepalese rupees", "BTN": "Bhutanese ngultrum",
	"MVR": "Maldivian rufiyaa", "MMK": "Myanmar kyat", "THB": "Thai baht", "LAK": "Lao kip", "KHR": "Cambodian riels", "VND": "Vietnamese dong",
	"MYR": "Malaysian ringgit", "IDR": "Indonesian rupiah", "PHP": "Philippine pesos", "BND": "Brunei dollars", "MOP": "Macanese patacas",
	"KRW": "South Korean won", "KPW": "North Korean won", "PGK": "Papua New Guinean kina", "FJD": "Fijian dollars", "SBD": "Solomon Islands dollars",
	"TOP": "Tongan paʻanga", "WST": "Samoan tala", "VUV": "Vanuatu vatu", "XPF": "CFP francs",
	"AED": "Emirati dirhams", "SAR": "Saudi riyals", "QAR": "Qatari riyals", "OMR": "Omani rials", "BHD": "Bahraini dinars", "KWD": "Kuwaiti dinars",
	"IQD": "Iraqi dinars", "IRR": "Iranian rials", "JOD": "Jordanian dinars", "LBP": "Lebanese pounds", "SYP": "Syrian pounds", "YER": "Yemeni rials",
	"ILS": "Israeli shekels", "EGP": "Egyptian pounds", "LYD": "Libyan dinars", "TND": "Tunisian dinars", "DZD": "Algerian dinars",
	"MAD": "Moroccan dirhams", "MRU": "Mauritanian ouguiyas", "SDG": "Sudanese pounds", "SSP": "South Sudanese pounds", "ETB": "Ethiopian birr",
	"ERN": "Eritrean nakfa", "DJF": "Djiboutian francs", "SOS": "Somali shillings", "KES": "Kenyan shillings", "UGX": "Ugandan shillings",
	"TZS": "Tanzanian shillings", "RWF": "Rwandan francs", "BIF": "Burundian francs", "CDF": "Congolese francs", "AOA": "Angolan kwanzas",
	"ZMW": "Zambian kwacha", "MWK": "Malawian kwacha", "MZN": "Mozambican meticais", "ZWL": "Zimbabwean dollars", "BWP": "Botswana pula",
	"NAD": "Namibian dollars", "ZAR": "South African rand", "LSL": "Lesotho maloti", "SZL": "Swazi emalangeni", "MGA": "Malagasy ariary",
	"MUR": "Mauritian rupees", "SCR": "Seychelles rupees", "KMF": "Comorian francs", "XAF": "Central African francs", "XOF": "West African francs",
	"NGN": "Nigerian naira", "GHS": "Ghanaian cedis", "GMD": "Gambian dalasi", "GNF": "Guinean francs", "SLE": "Sierra Leonean leones",
	"LRD": "Liberian dollars", "CVE": "Cape Verdean escudos", "STN": "São Tomé dobras",
	"BRL": "Brazilian reais", "MXN": "Mexican pesos", "ARS": "Argentine pesos", "CLP": "Chilean pesos", "COP": "Colombian pesos",
	"PEN": "Peruvian soles", "UYU": "Uruguayan pesos", "PYG": "Paraguayan guaraníes", "BOB": "Bolivian bolivianos", "VES": "Venezuelan bolívars",
	"CRC": "Costa Rican colones", "GTQ": "Guatemalan quetzals", "HNL": "Honduran lempiras", "NIO": "Nicaraguan córdobas", "PAB": "Panamanian balboas",
	"DOP": "Dominican pesos", "CUP": "Cuban pesos", "HTG": "Haitian gourdes", "JMD": "Jamaican dollars", "TTD": "Trinidad and Tobago dollars",
	"BBD": "Barbadian dollars", "BSD": "Bahamian dollars", "BZD": "Belize dollars", "BMD": "Bermudian dollars", "KYD": "Cayman Islands dollars",
	"GYD": "Guyanese dollars", "SRD": "Surinamese dollars", "XCD": "East Caribbean dollars", "ANG": "Antillean guilders", "AWG": "Aruban florins",
	"DEM": "German marks", "FRF": "French francs", "ITL": "Italian lire", "ESP": "Spanish pesetas", "PTE": "Portuguese escudos",
	"NLG": "Dutch guilders", "BEF": "Belgian francs", "ATS": "Austrian schillings", "FIM": "Finnish markkas", "IEP": "Irish pounds",
	"LUF": "Luxembourg francs", "CYP": "Cypriot pounds", "MTL": "Maltese liri", "YUD": "Yugoslav dinars", "SUR": "Soviet roubles",
	"BRC": "Brazilian cruzados", "BRE": "Brazilian cruzeiros", "ARA": "Argentine australes", "PEI": "Peruvian intis", "ECS": "Ecuadorian sucres",
	"CUC": "Cuban convertible pesos", "ZWG": "Zimbabwean gold", "FKP": "Falkland Islands pounds", "GIP": "Gibraltar pounds", "SHP": "Saint Helena pounds",
	"GRD": "Greek drachmas", "HRK": "Croatian kunas", "XEU": "European currency units", "BTC": "Bitcoin", "ETH": "Ether", "USDT": "Tether", "USDC": "USD Coin",
}

// CurrencyName is the English name of a currency in the plural, its code where it has none here.
func CurrencyName(code string) string {
	if name := currencyNames[code]; name != "" {
		return name
	}
	return code
}

// bucketLabel writes a value of facet Amounts as the interval that it stands for: "$1 million – $10 million".
func bucketLabel(value string) string {
	code, power := OfBucket(value)
	if power == "0" {
		return "under " + roundSum(code, 0)
	}
	if strings.Trim(power, "0") != "1" {
		return value
	}
	return roundSum(code, len(power)-1) + " – " + roundSum(code, len(power))
}

// roundSum writes 10^exp of a currency: "$1", "€10,000", "CHF 100 million".
func roundSum(code string, exp int) string {
	sign, ok := currency.GetSymbol(code, currency.NewLocale("en"))
	if !ok {
		sign = code
	}
	if last, _ := utf8.DecodeLastRuneInString(sign); unicode.IsLetter(last) {
		sign += "\u00a0"
	}
	return sign + roundNumber(exp)
}

// roundNumber writes 10^exp.
func roundNumber(exp int) string {
	if exp < 6 {
		digits := "1" + strings.Repeat("0", exp)
		if exp > 2 {
			digits = digits[:exp-2] + "," + digits[exp-2:]
		}
		return digits
	}
	scales := []string{" million", " billion", " trillion", " quadrillion", " quintillion", " sextillion"}
	scale := min(exp/3-2, len(scales)-1)
	return "1" + strings.Repeat("0", exp-3*(scale+2)) + scales[scale]
}
