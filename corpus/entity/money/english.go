package money

import "dateline/corpus"

// english holds the words of English. Its units are the base of every language, since
// most currencies have one name in all.
var english = &vocabulary{
	numbers: map[string]int64{
		"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
		"seventy": 70, "eighty": 80, "ninety": 90,
	},
	scales: map[string]int{
		"hundred": 2, "thousand": 3, "lakh": 5, "lakhs": 5, "million": 6, "crore": 7, "crores": 7, "billion": 9, "trillion": 12,
		"quadrillion": 15, "mln": 6, "bln": 9,
	},
	magnitudes: map[string]int{
		"hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "crore": 7, "crores": 7, "cr": 7,
		"million": 6, "millions": 6, "mln": 6, "mn": 6, "m": 6, "mm": 6, "mil": 6, "mill": 6, "mio": 6, "milion": 6, "millon": 6,
		"billion": 9, "billions": 9, "bln": 9, "bn": 9, "b": 9, "bil": 9, "mrd": 9, "mld": 9, "bilion": 9,
		"milioni": 6, "millioner": 6, "miljoner": 6, "miljoen": 6, "miljard": 9, "miliardi": 9, "milliarder": 9, "miljarder": 9, "milyon": 6, "milyar": 9,
		"trillion": 12, "trillions": 12, "trn": 12, "tr": 12, "tn": 12, "arab": 9, "kharab": 11, "l": 5, "tln": 12, "trln": 12, "t": 12, "triliun": 12, "miliar": 9, "juta": 6, "quadrillion": 15, "tỷ": 9, "triệu": 6,
	},
	heaps: map[string]int{
		"tens": 1, "dozens": 1, "scores": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12, "lakhs": 5, "crores": 7,
		"multimillion": 6, "multibillion": 9, "multitrillion": 12,
	},
	some:     map[string]span{"several": {2, 10}, "few": {2, 10}, "couple": {2, 3}, "many": {2, 10}, "multiple": {2, 10}},
	halves:   wordSet("half quarter"),
	articles: wordSet("a an"),
	and:      wordSet("and"),
	to:       wordSet("to"),
	or:       wordSet("or"),
	between:  wordSet("between"),
	from:     wordSet("from"),
	of:       wordSet("of"),
	more:     wordSet("more"),
	less:     wordSet("less"),
	units:    parseUnits(englishUnits),
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    `over; more than; in excess of; above; exceeding; upwards of; upward of; north of; greater than; higher than; surpassing; topping; better than`,
		corpus.AtLeast: `at least; no less than; not less than; a minimum of; minimum of; as little as; no fewer than; no lower than; starting at; at a minimum; minimum`,
		corpus.About: `about; around; roughly; approximately; approx; some; an estimated; estimated; circa; in the region of; on the order of; ca; in the order of;
			in the neighborhood of; in the neighbourhood of; something like; somewhere around; reportedly; an average of; averaging; an approximate; a reported`,
		corpus.Nearly: `nearly; almost; close to; just under; just below; just shy of; just short of; approaching; nearing; shy of; a little under; slightly under; a shade under`,
		corpus.Under:  `under; less than; below; fewer than; lower than; south of`,
		corpus.UpTo: `up to; as much as; at most; no more than; not more than; a maximum of; maximum of; as many as; not exceeding; maximum; as high as; at maximum;
			a ceiling of; capped at; no higher than; not to exceed`,
	}),
}

// englishUnits are names of currencies in English, and of some as English news writes them.
const englishUnits = `USD dollar: dollar dollars dlr dlrs dollor dollors
USD: buck bucks greenbacks
USD*1000: grand
GBP*10: tenner tenners
GBP*5: fiver fivers
EUR: euro euros €ur
XOF cfa: cfa! fcfa
XEU: ecu! ecus
GBP pound: pound pounds
GBP: stg sterling quid
JPY: yen yens
CNY: yuan yuans renminbi kuai
KRW won: won!
INR rupee: rupee rupees
IDR: rupiah rupiahs
MYR: ringgit ringgits
THB: baht bahts
CHF franc: franc francs
DEM mark: mark! marks! deutschmark deutschmarks deutschemark deutschemarks
MXN peso: peso pesos
BRL: real! reais reals
BRC: cruzado cruzados
BRE: cruzeiro cruzeiros
ARA: austral! australes
IRR: ریال
IRR rial: rial rials toman tomans
SAR rial: riyal riyals
KWD dinar: dinar dinars
AED dirham: dirham dirhams
SEK krone: krona kronor crown! crowns!
NOK krone: krone kroner krones
ISK: kronur
CZK: koruna korunas kč
SEK krone: kr
TRY lira: lira liras
ITL lira: lire
KES shilling: shilling shillings
RUB ruble: ruble rubles rouble roubles
ZAR: rand rands
NGN: naira nairas
GHS: cedi cedis
ILS: shekel shekels nis
PLN: zloty zlotys zlotych zloties zł złoty złote złotych
HUF: forint forints
UAH: hryvnia hryvnias hryvnya hryvnyas
KZT: tenge
AZN manat: manat manats
GEL: lari laris
VND: dong dongs đồng đ vnđ
BDT: taka takas
ZMW kwacha: kwacha kwachas
ETB: birr birrs
AFN: afghani afghanis
MMK: kyat kyats
MNT: tugrik tugriks tugrug tugrugs tögrög tögrögs
AMD: dram! drams!
KGS: soms!
WST: tala!
TOP: paanga
VES: bolivar bolivars bolivares bolívar bolívares
PYG: guarani guaranies guarani guaranis guaraníes
GTQ: quetzal quetzales
HNL: lempira lempiras
BTN: ngultrum ngultrums
CRC: colon! colons!
NIO: cordoba! cordobas córdobas
CRC: colón colones
PEN sol: soles!
PEI: inti! intis
ECS: sucre! sucres
BOB: boliviano! bolivianos!
NLG: guilder guilders
PTE: escudo escudos
ATS: schilling schillings
ESP: peseta pesetas
GRD: drachma drachmas
FIM: markka markkas
RON leu: leu! lei
BGN: lev! leva
ALL: lek! leks
MKD: denar denars
KHR: riel riels
LAK: kip
EGP: genih geneh
BWP: pula
MZN: metical meticals meticais
AOA: kwanza kwanzas
GMD: dalasi dalasis
SLE: leone! leones
MGA: ariary
HTG: gourde gourdes
PGK: kina!
PAB: balboa balboas
MOP: pataca patacas
AWG: florin florins
TJS: somoni somonis
UZS: soum sum! soums
TRY: tl!
BTC: bitcoin bitcoins
EUR/100: eurocent eurocents
USD/100 dollar: cent cents cts
USD/100: ct! penny pennies ¢
GBP/100 pound: pence
RUB/100: kopeck kopecks kopeks kopek
UAH/100: kopiykas
INR/100 rupee: paise paisa
DEM/100: pfennig pfennigs
MXN/100 centavo: centavo centavos
GHS/100: pesewa pesewas
NGN/100: kobo
CHF/100 franc: rappen
EUR/100 centime: centime centimes
CNY/100: fen!
MYR/100: sen!
SEK/100 krone: öre øre
PLN/100: grosz groszy
ILS/100: agorot
EGP/100 pound: piastre piastres piasters
`
