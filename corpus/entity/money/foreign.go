package money

import "dateline/corpus"

// The words of other languages of the news. Adjectives of nations are given by their beginnings.

var spanish = &vocabulary{
	comma: true,
	numbers: map[string]int64{
		"cero": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
		"diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
		"veinte": 20, "veintiún": 21, "veintiuno": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27,
		"veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90,
		"cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700,
		"ochocientos": 800, "novecientos": 900, "doscientas": 200, "trescientas": 300, "cuatrocientas": 400, "quinientas": 500,
	},
	scales:     map[string]int{"mil": 3, "millón": 6, "millon": 6, "millones": 6, "billón": 12, "billones": 12},
	magnitudes: map[string]int{"mil": 3, "miles": 3, "millón": 6, "millon": 6, "millones": 6, "mm": 6, "billón": 12, "billon": 12, "billones": 12},
	heaps:      map[string]int{"decenas": 1, "docenas": 1, "cientos": 2, "centenares": 2, "miles": 3, "millones": 6},
	some:       map[string]span{"varios": {2, 10}, "varias": {2, 10}, "algunos": {2, 10}},
	halves:     wordSet("medio media"),
	and:        wordSet("y"),
	to:         wordSet("a"),
	or:         wordSet("o u"),
	between:    wordSet("entre"),
	from:       wordSet("de desde"),
	of:         wordSet("de"),
	more:       wordSet("más mas"),
	less:       wordSet("menos"),
	units: parseUnits(`USD dollar: dólar dólares dolar dolares
EUR: euro euros
MXN peso: peso pesos
GBP pound: libra! libras
JPY: yenes yen
CHF franc: franco! francos
DEM mark: marco! marcos
SEK krone: corona! coronas!
RUB: rublo rublos
INR rupee: rupia rupias
CNY: yuanes
BRL: real! reales!
KWD dinar: dinares
AED dirham: dirhams
ESP: peseta pesetas
KES shilling: chelines
MXN/100 centavo: centavo centavos
EUR/100: céntimo céntimos
GBP/100 pound: penique peniques
CRC: colón colones
BOB: boliviano! bolivianos!
PYG: guaraní guaraníes
HNL: lempira lempiras
`),
	stems: map[string]string{"estadounid": "US", "norteameric": "US", "american": "US", "neozeland": "NZ", "suiz": "CH", "francés": "FR", "frances": "FR", "belg": "BE",
		"egip": "EG", "libanes": "LB", "sirio": "SY", "irland": "IE", "esterlin": "GB", "británic": "GB", "indi": "IN", "suec": "SE", "norueg": "NO", "danes": "DK",
		"checa": "CZ", "turca": "TR", "italian": "IT", "alem": "DE", "finland": "FI", "iraní": "IR", "saud": "SA", "iraqu": "IQ", "jordan": "JO", "kuwait": "KW",
		"argel": "DZ", "tunec": "TN", "marroqu": "MA", "kenian": "KE", "mexican": "MX", "argentin": "AR", "chilen": "CL", "colombian": "CO", "uruguay": "UY", "dominican": "DO",
		"cuban": "CU", "filipin": "PH", "australian": "AU", "canadiens": "CA", "canadien": "CA", "singapur": "SG", "taiwan": "TW", "hong": "HK", "jamai": "JM"},
	purposes: wordSet("en para por"),
	stops: wordSet(`el la los las un una unos unas lo al del de en para por con sin a ante desde hasta sobre entre y o e u que como cuando donde según tras durante
		es son fue fueron era ha han había se su sus este esta estos estas más menos no ya pero porque si dijo cada`),
	generic: wordSet("total suma importe monto cantidad cifra orden más cerca alrededor menos"),
	whens:   wordSet("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre año años mes meses trimestre semestre semana día total efecto lunes martes miércoles jueves viernes"),
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    "más de; mas de; superior a; superiores a; por encima de; supera los; superan los; superó los",
		corpus.AtLeast: "al menos; por lo menos; como mínimo; un mínimo de; no menos de; cuando menos",
		corpus.About:   "cerca de; unos; unas; alrededor de; aproximadamente; en torno a; en torno a los; alrededor de los; cerca de los; aproximados; unos aproximadamente",
		corpus.Nearly:  "casi; casi los; poco menos de",
		corpus.Under:   "menos de; inferior a; inferiores a; por debajo de",
		corpus.UpTo:    "hasta; hasta los; como máximo; un máximo de; no más de; máximo",
	}),
}

var portuguese = &vocabulary{
	comma: true,
	numbers: map[string]int64{
		"zero": 0, "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9,
		"dez": 10, "onze": 11, "doze": 12, "treze": 13, "catorze": 14, "quatorze": 14, "quinze": 15, "dezesseis": 16, "dezasseis": 16, "dezessete": 17, "dezassete": 17, "dezoito": 18,
		"dezenove": 19, "dezanove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90,
		"cem": 100, "cento": 100, "duzentos": 200, "trezentos": 300, "quatrocentos": 400, "quinhentos": 500, "seiscentos": 600, "setecentos": 700, "oitocentos": 800, "novecentos": 900,
		"duzentas": 200, "trezentas": 300, "quatrocentas": 400, "quinhentas": 500,
	},
	scales: map[string]int{"mil": 3, "milhão": 6, "milhao": 6, "milhões": 6, "milhoes": 6, "bilhão": 9, "bilhao": 9, "bilhões": 9, "bilhoes": 9, "bilião": 12, "biliões": 12, "trilhão": 12, "trilhões": 12},
	magnitudes: map[string]int{"mil": 3, "milhão": 6, "milhao": 6, "milhões": 6, "milhoes": 6, "mi": 6, "bilhão": 9, "bilhao": 9, "bilhões": 9, "bilhoes": 9, "bi": 9,
		"bilião": 12, "biliões": 12, "trilhão": 12, "trilhões": 12, "trilhoes": 12, "tri": 12},
	heaps:   map[string]int{"dezenas": 1, "centenas": 2, "milhares": 3, "milhões": 6, "bilhões": 9},
	some:    map[string]span{"vários": {2, 10}, "várias": {2, 10}, "alguns": {2, 10}},
	halves:  wordSet("meio meia"),
	and:     wordSet("e"),
	to:      wordSet("a até"),
	or:      wordSet("ou"),
	between: wordSet("entre"),
	from:    wordSet("de"),
	of:      wordSet("de"),
	more:    wordSet("mais"),
	less:    wordSet("menos"),
	units: parseUnits(`USD dollar: dólar dólares dolar dolares
EUR: euro euros
BRL: real reais reals
GBP pound: libra! libras
JPY: iene ienes
CHF franc: franco! francos
DEM mark: marco! marcos
SEK krone: coroa! coroas!
RUB: rublo rublos
INR rupee: rupia rupias
CNY: iuan iuans yuans
AOA: kwanza kwanzas
PTE: escudo escudos
BRL/100: centavo centavos
EUR/100: cêntimo cêntimos
GBP/100 pound: penies
`),
	stems: map[string]string{"norte": "US", "estaduniden": "US", "suíç": "CH", "suiç": "CH", "frances": "FR", "inglesa": "GB", "britân": "GB", "sueca": "SE", "norueg": "NO",
		"dinamarq": "DK", "filipin": "PH", "finland": "FI", "alem": "DE", "neozeland": "NZ", "canaden": "CA"},
	purposes: wordSet("em para por pela pelo"),
	stops: wordSet(`o a os as um uma uns umas ao à do da dos das de em no na nos nas para por pela pelo com sem até sobre entre e ou que como quando onde segundo após durante
		é são foi foram era há se seu sua seus suas este esta mais menos não já mas porque disse cada`),
	generic: wordSet("total soma valor montante quantia ordem mais cerca menos"),
	whens:   wordSet("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro ano anos mês meses trimestre semestre semana dia total segunda terça quarta quinta sexta"),
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    "mais de; mais do que; acima de; superior a; superiores a; ultrapassa; ultrapassou os",
		corpus.AtLeast: "pelo menos; ao menos; no mínimo; um mínimo de; não menos de; a partir de",
		corpus.About:   "cerca de; aproximadamente; em torno de; por volta de; uns; umas; perto de",
		corpus.Nearly:  "quase; pouco menos de",
		corpus.Under:   "menos de; abaixo de; inferior a; inferiores a",
		corpus.UpTo:    "até; até os; no máximo; um máximo de; não mais de",
	}),
}

var french = &vocabulary{
	comma: true,
	numbers: map[string]int64{
		"zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
		"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
		"soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
	},
	scales:     map[string]int{"cent": 2, "cents": 2, "mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12},
	magnitudes: map[string]int{"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "md": 9, "mds": 9, "mrd": 9, "billion": 12, "billions": 12},
	heaps:      map[string]int{"dizaines": 1, "centaines": 2, "milliers": 3, "millions": 6, "milliards": 9},
	some:       map[string]span{"plusieurs": {2, 10}, "quelques": {2, 10}},
	halves:     wordSet("demi demie"),
	and:        wordSet("et"),
	to:         wordSet("à a"),
	or:         wordSet("ou"),
	between:    wordSet("entre"),
	from:       wordSet("de"),
	of:         wordSet("de d"),
	more:       wordSet("plus"),
	less:       wordSet("moins"),
	units: parseUnits(`USD dollar: dollar dollars
EUR: euro euros
GBP pound: livre! livres!
JPY: yen yens
CHF franc: franc francs
XOF cfa: fcfa
DEM mark: mark! marks!
SEK krone: couronne! couronnes!
RUB: rouble roubles
INR rupee: roupie roupies
CNY: yuan yuans
AED dirham: dirham dirhams
EUR/100 centime: centime centimes
USD/100 dollar: cents
`),
	stems: map[string]string{"améric": "US", "néo": "NZ", "suiss": "CH", "français": "FR", "belg": "BE", "égyp": "EG", "libanais": "LB", "syrien": "SY", "irland": "IE", "sterling": "GB",
		"britann": "GB", "indien": "IN", "suéd": "SE", "norvég": "NO", "danois": "DK", "tchèq": "CZ", "turq": "TR", "italien": "IT", "allemand": "DE", "finland": "FI", "irak": "IQ",
		"jordan": "JO", "koweï": "KW", "algér": "DZ", "tunis": "TN", "maroc": "MA", "kény": "KE", "mexic": "MX", "argentin": "AR", "chilien": "CL", "colomb": "CO", "philippin": "PH",
		"austral": "AU", "canad": "CA", "singap": "SG", "taïw": "TW", "hong": "HK", "cfa": "XOF", "congol": "CD", "rwand": "RW", "burund": "BI", "saoud": "SA", "iranien": "IR", "qatar": "QA"},
	purposes: wordSet("en pour"),
	stops: wordSet(`le la les l un une des du de d en pour par avec sans à au aux sur sous entre et ou que qui dont comme quand où selon après avant pendant depuis
		est sont a ont été était se son sa ses ce cette ces leur leurs plus moins ne pas mais car si dit chaque contre dans`),
	generic: wordSet("total somme montant ordre plus près environ moins"),
	whens:   wordSet("janvier février mars avril mai juin juillet août septembre octobre novembre décembre an ans année années mois trimestre semestre semaine jour total lundi mardi mercredi jeudi vendredi"),
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    "plus de; plus d'; supérieur à; supérieure à; au-delà de; plus que",
		corpus.AtLeast: "au moins; au minimum; un minimum de; pas moins de; à partir de; minimum",
		corpus.About:   "environ; quelque; autour de; approximativement; à peu près; aux alentours de; aux environs de; d'environ",
		corpus.Nearly:  "près de; près d'; presque; quasiment; un peu moins de",
		corpus.Under:   "moins de; moins d'; inférieur à; inférieure à; en dessous de",
		corpus.UpTo:    "jusqu'à; au plus; au maximum; un maximum de; pas plus de; maximum",
	}),
}

var germanNumbers = map[string]int64{
	"null": 0, "ein": 1, "eine": 1, "einen": 1, "einer": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
	"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
	"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}

var german = &vocabulary{
	comma:      true,
	split:      germanNumber,
	numbers:    germanNumbers,
	scales:     map[string]int{"hundert": 2, "tausend": 3, "million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billion": 12, "billionen": 12},
	magnitudes: map[string]int{"tausend": 3, "tsd": 3, "million": 6, "millionen": 6, "mio": 6, "mill": 6, "milliarde": 9, "milliarden": 9, "mrd": 9, "md": 9, "billion": 12, "billionen": 12, "bio": 12},
	heaps:      map[string]int{"dutzende": 1, "hunderte": 2, "tausende": 3, "zehntausende": 4, "hunderttausende": 5, "millionen": 6, "milliarden": 9},
	some:       map[string]span{"mehrere": {2, 10}, "einige": {2, 10}, "mehreren": {2, 10}, "einigen": {2, 10}},
	halves:     wordSet("halbe halben"),
	and:        wordSet("und"),
	to:         wordSet("bis"),
	or:         wordSet("oder"),
	between:    wordSet("zwischen"),
	from:       wordSet("von"),
	of:         wordSet("von"),
	more:       wordSet("mehr"),
	less:       wordSet("weniger"),
	units: parseUnits(`USD dollar: dollar dollars
EUR: euro euros
GBP pound: pfund!
JPY: yen
CHF franc: franken
FRF: franc francs
DEM mark: mark! dm
SEK krone: kronen krone
RUB: rubel
INR rupee: rupien rupie
CNY: yuan renminbi
TRY lira: lira
PLN: złoty zloty
UAH: hrywnja griwna
EUR/100: cent cents
USD/100: us-cent
DEM/100: pfennig
`),
	stems: map[string]string{"us": "US", "amerikan": "US", "austral": "AU", "kanad": "CA", "neuseel": "NZ", "hongkong": "HK", "singap": "SG", "taiwan": "TW", "schweiz": "CH", "franz": "FR",
		"belg": "BE", "ägypt": "EG", "libanes": "LB", "syrisch": "SY", "irisch": "IE", "sterling": "GB", "britisch": "GB", "englisch": "GB", "indisch": "IN", "pakistan": "PK",
		"schwed": "SE", "norweg": "NO", "dänisch": "DK", "isländ": "IS", "tschech": "CZ", "türk": "TR", "italien": "IT", "deutsch": "DE", "finnisch": "FI", "iranisch": "IR",
		"kolumb": "CO", "mexikan": "MX", "argentin": "AR", "chilen": "CL", "philippin": "PH", "kambodsch": "KH", "südkorean": "KR", "irakisch": "IQ", "jordan": "JO", "kuwait": "KW",
		"algerisch": "DZ", "tunesisch": "TN", "marokkan": "MA", "kenian": "KE"},
	purposes: wordSet("für an"),
	stops: wordSet(`der die das des dem den ein eine einen einem einer eines im in am an auf für von vom mit ohne zu zum zur bei nach vor seit über unter zwischen und oder dass
		ist sind war waren wird werden wurde wurden hat haben hatte sich sein seine ihr ihre mehr weniger nicht aber weil wenn wie als so auch noch nur bis bezahlen zahlen investieren gezahlt bezahlt
		investiert ausgegeben erhalten verloren sagte teilte kosten kostet betragen`),
	generic: wordSet("höhe summe gesamtsumme betrag gesamt wert"),
	whens:   wordSet("januar februar märz april mai juni juli august september oktober november dezember jahr jahre jahren monat quartal halbjahr woche tag montag dienstag mittwoch donnerstag freitag"),
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    "mehr als; über; gut; oberhalb von; jenseits von; jenseits der",
		corpus.AtLeast: "mindestens; wenigstens; zumindest; nicht weniger als; ab; minimal",
		corpus.About:   "rund; etwa; ungefähr; circa; zirka; ca; um die; schätzungsweise; in etwa; annähernd",
		corpus.Nearly:  "knapp; fast; beinahe; nahezu; beinah",
		corpus.Under:   "unter; weniger als; unterhalb von",
		corpus.UpTo:    "bis zu; höchstens; maximal; nicht mehr als",
	}),
}

var russian = &vocabulary{
	comma: true,
	numbers: map[string]int64{"один": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10, "двадцать": 20,
		"тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60,
		"семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
		"миллион": 1_000_000, "миллиард": 1_000_000_000},
	of:     map[string]bool{},
	scales: map[string]int{"тысяча": 3, "тысячи": 3, "тысяч": 3, "миллион": 6, "миллиона": 6, "миллионов": 6, "миллиард": 9, "миллиарда": 9, "миллиардов": 9},
	magnitudes: map[string]int{"тысяча": 3, "тысячи": 3, "тысяч": 3, "тыс": 3, "миллион": 6, "миллиона": 6, "миллионов": 6, "млн": 6, "миллиард": 9, "миллиарда": 9, "миллиардов": 9,
		"млрд": 9, "триллион": 12, "триллиона": 12, "триллионов": 12, "трлн": 12},
	heaps:   map[string]int{"десятки": 1, "сотни": 2, "тысячи": 3, "миллионы": 6},
	some:    map[string]span{"несколько": {2, 10}},
	halves:  wordSet("полмиллиона полтора полторы"),
	and:     wordSet("и"),
	to:      wordSet("до"),
	or:      wordSet("или"),
	between: wordSet("между"),
	from:    wordSet("от"),
	units: parseUnits(`RUB ruble: рубль рубля рублей рублям рублями руб р
USD dollar: доллар доллара долларов долл
EUR: евро
GBP pound: фунт! фунта фунтов
JPY: иена иены иен йен
CNY: юань юаня юаней
UAH: гривна гривны гривен грн
KZT: тенге
CHF franc: франк франка франков
SEK krone: крона кроны крон кронах
INR rupee: рупия рупии рупий
TRY lira: лира лиры лир
PLN: злотый злотых злотого
KGS: сом! сома сомов
UZS: сум! сума сумов
AZN manat: манат маната манатов
GEL: лари
AMD: драм драма драмов
MDL leu: лей леев
MNT: тугрик тугриков
KRW won: вона воны вон!
MXN peso: песо
AED dirham: дирхам дирхама дирхамов
KWD dinar: динар динара динаров
IRR rial: риал риала риалов
BRL: реал! реалов
ZAR: рэнд рэнда рэндов ранд рандов
VND: донг донгов
THB: бат батов
ILS: шекель шекеля шекелей
HUF: форинт форинтов
RUB/100: копейка копейки копеек
USD/100: цент цента центов
BGN: лв лева
`),
	stems: map[string]string{"американск": "US", "канадск": "CA", "австралийск": "AU", "новозеландск": "NZ", "гонконгск": "HK", "сингапурск": "SG", "тайваньск": "TW", "британск": "GB", "египетск": "EG", "ливанск": "LB",
		"сирийск": "SY", "суданск": "SD", "индийск": "IN", "пакистанск": "PK", "непальск": "NP", "ланкийск": "LK", "швейцарск": "CH", "французск": "FR", "бельгийск": "BE", "мексиканск": "MX", "филиппинск": "PH",
		"аргентинск": "AR", "чилийск": "CL", "колумбийск": "CO", "кубинск": "CU", "иранск": "IR", "саудовск": "SA", "катарск": "QA", "оманск": "OM", "йеменск": "YE", "кувейтск": "KW", "иракск": "IQ", "иорданск": "JO",
		"бахрейнск": "BH", "алжирск": "DZ", "тунисск": "TN", "ливийск": "LY", "сербск": "RS", "марокканск": "MA", "шведск": "SE", "норвежск": "NO", "датск": "DK", "исландск": "IS", "чешск": "CZ", "турецк": "TR",
		"итальянск": "IT", "кенийск": "KE", "белорусск": "BY", "российск": "RU", "немецк": "DE", "германск": "DE", "финск": "FI", "южнокорейск": "KR", "туркменск": "TM", "азербайджанск": "AZ", "румынск": "RO", "молдавск": "MD", "сша": "US"},
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over: "более; больше; свыше; более чем; больше чем", corpus.AtLeast: "не менее; не менее чем; не меньше; как минимум; минимум; по меньшей мере; от", corpus.About: "около; примерно; порядка; приблизительно; в районе",
		corpus.Nearly: "почти; чуть менее; чуть меньше", corpus.Under: "менее; меньше; менее чем", corpus.UpTo: "до; не более; не более чем; не больше; максимум",
	}),
}

var arabic = &vocabulary{
	clitics: true,
	numbers: map[string]int64{
		"ثلاثة": 3, "ثلاث": 3, "أربعة": 4, "أربع": 4, "خمسة": 5, "خمس": 5, "ستة": 6, "ست": 6, "سبعة": 7, "سبع": 7, "ثمانية": 8, "ثماني": 8, "تسعة": 9, "تسع": 9, "عشرة": 10, "عشر": 10,
		"عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30, "أربعين": 40, "أربعون": 40, "خمسين": 50, "خمسون": 50, "ستين": 60, "ستون": 60, "سبعين": 70, "سبعون": 70, "ثمانين": 80, "ثمانون": 80, "تسعين": 90, "تسعون": 90,
		"مئة": 100, "مائة": 100, "مئتي": 200, "مائتي": 200, "مئتا": 200, "مائتا": 200, "ألفي": 2000, "ألفا": 2000, "ألفين": 2000,
		"مليون": 1_000_000, "مليوني": 2_000_000, "مليونا": 2_000_000, "مليونين": 2_000_000, "مليار": 1_000_000_000, "ملياري": 2_000_000_000, "مليارا": 2_000_000_000, "مليارين": 2_000_000_000,
	},
	scales:     map[string]int{"ألف": 3, "آلاف": 3, "مليون": 6, "ملايين": 6, "مليار": 9, "مليارات": 9, "تريليون": 12},
	magnitudes: map[string]int{"ألف": 3, "ألفا": 3, "ألفاً": 3, "آلاف": 3, "مليون": 6, "مليونا": 6, "مليوناً": 6, "ملايين": 6, "مليار": 9, "مليارا": 9, "ملياراً": 9, "مليارات": 9, "بليون": 9, "تريليون": 12, "تريليونات": 12},
	heaps:      map[string]int{"عشرات": 1, "مئات": 2, "آلاف": 3, "ملايين": 6, "مليارات": 9, "الآلاف": 3, "الملايين": 6, "المليارات": 9},
	and:        wordSet("و"),
	of:         wordSet("من"),
	or:         wordSet("أو"),
	to:         wordSet("إلى"),
	from:       wordSet("من"),
	between:    wordSet("بين"),
	units: parseUnits(`USD dollar: دولار دولارا دولاراً دولارات
EUR: يورو
GBP pound: إسترليني استرليني
SAR rial: ريال ريالا ريالاً ريالات
KWD dinar: دينار دينارا ديناراً دنانير
AED dirham: درهم درهما درهماً دراهم
EGP pound: جنيه جنيها جنيهاً جنيهات
TRY lira: ليرة ليرات
CHF franc: فرنك فرنكا فرنكاً فرنكات
SEK krone: كرونة كرونات كرون
INR rupee: روبية روبيات
KES shilling: شلن شلنا شلنات
JPY: ين
CNY: يوان
RUB: روبل روبلا روبلات
IRR: تومان
ZAR: راند
ILS: شيكل شيقل شواكل
USD/100: سنت سنتا سنتات
`),
	stems: map[string]string{"سعودي": "SA", "إماراتي": "AE", "كويتي": "KW", "عراقي": "IQ", "أردني": "JO", "قطري": "QA", "عماني": "OM", "يمني": "YE", "مغربي": "MA", "جزائري": "DZ",
		"تونسي": "TN", "ليبي": "LY", "مصري": "EG", "لبناني": "LB", "سوري": "SY", "تركي": "TR", "أمريكي": "US", "أميركي": "US", "امريكي": "US", "بحريني": "BH", "كندي": "CA", "أسترالي": "AU",
		"سوداني": "SD", "سويسري": "CH", "فرنسي": "FR", "بلجيكي": "BE", "هندي": "IN", "باكستاني": "PK", "نيبالي": "NP", "سويدي": "SE", "نرويجي": "NO", "دنماركي": "DK", "تشيكي": "CZ", "إيراني": "IR", "ايراني": "IR",
		"كيني": "KE", "أوغندي": "UG", "تنزاني": "TZ", "صومالي": "SO", "صربي": "RS", "إسترليني": "GB", "استرليني": "GB", "بريطاني": "GB", "سنغافوري": "SG", "نيوزيلندي": "NZ"},
	hedges: hedgeTable(map[corpus.Qualifier]string{
		corpus.Over:    "أكثر من; ما يزيد على; ما يزيد عن; يزيد على; يزيد عن; يفوق; تفوق; يتجاوز; تتجاوز",
		corpus.AtLeast: "على الأقل; ما لا يقل عن; لا يقل عن; لا تقل عن",
		corpus.About:   "حوالي; نحو; زهاء; تقريبا; قرابة; ما يقارب; ما يناهز",
		corpus.Nearly:  "ما يقرب من; يقرب من",
		corpus.Under:   "أقل من; دون",
		corpus.UpTo:    "حتى; يصل إلى; تصل إلى; ما يصل إلى; بحد أقصى; أقصاه",
	}),
}
