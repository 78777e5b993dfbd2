package money

import "strings"

// The unit that a price is for follows it: "$3 a gallon", "$40 per barrel", "$75-a-barrel", "$20/month",
// "$5 each", "$9 annually". "a" opens a unit only before a noun that prices are told for, so that
// "$5 million a deal" has none, and neither has "$5 million a year ago".

// countables are the nouns that prices are told for.
var countables = wordSet(`gallon barrel bbl share month year hour day week night minute second tonne ton head person pound lb kilo kilogram kilogramme kg gram gramme
	ounce oz litre liter bushel mile km kilometre kilometer metre meter foot inch yard acre hectare unit ticket copy bottle pack packet box bag dozen pair plate
	meal seat ride trip visit game match session shift term semester quarter pupil student child worker employee household family customer user vehicle car truck carton
	case cup pint can loaf cow kwh mwh kilowatt-hour megawatt-hour megawatt watt word call vote room mouthful crate sack tin tray stick bunch slice shot roll sheet page
	subscriber resident taxpayer voter member passenger patient guest attendee container flight song download view click minute fortnight decade season episode
	lap mention stem animal calf bird pop throw glass jar jab dose pill treatment apartment house tree cord bale puff breath plot night-shift pallet block
	therm mmbtu token coin card gigabyte megabyte terabyte transaction message text round hole shell brick tablet square-foot carat night vial shares`)

// measures stand before such a noun and belong to it.
var measures = wordSet(`square cubic metric troy short long fluid ordinary common diluted basic working fine imperial million thousand hundred primary preferred school class
	american british outstanding fully full single individual adult extra additional academic calendar fiscal registered pre-split post-split flight light`)

// spans of time are also the beginning of another: "a year ago".
var (
	times   = wordSet("day week month year hour minute night second decade fortnight quarter season")
	shifted = wordSet("ago after before earlier later old since early late prior previously hence ahead following")
	often   = map[string]string{"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour", "nightly": "night", "quarterly": "quarter", "apiece": "item", "each": "item"}
)

// readPer reads the unit after a sum that ends at i, and where it ends; end is i where there is none.
func (lx *lexicon) readPer(s string, i int) (unit string, end int) {
	if i < len(s) && s[i] == '/' && letterAt(s, i+1) {
		return readNoun(s, i+1, i, false)
	}
	at, ok := glue(s, i)
	var w word
	if !ok || at == i || !readWord(s, at, &w) {
		return "", i
	}
	if !lx.english {
		if unit, end = lx.readForeignPer(s, &w, i); unit != "" {
			return unit, end
		}
	}
	switch key := string(w.text()); key {
	case "a", "an":
		next, ok := glue(s, w.end)
		if !ok {
			return "", i
		}
		if strings.HasPrefix(s[next:], "piece") && !letterAt(s, next+5) {
			return "item", next + 5
		}
		return readNoun(s, next, i, true)
	case "per", "every":
		next, ok := glue(s, w.end)
		if !ok {
			return "", i
		}
		return readNoun(s, next, i, key == "every")
	case "each":
		if unit, end := lx.eachOf(s, w.end, i); unit != "" {
			return unit, end
		}
		return often[key], w.end
	default:
		if often[key] != "" && !w.capital && !labels(s, w.end) {
			return often[key], w.end
		}
	}
	return "", i
}

// labels reports that "annually" and the like describe the noun after them: "$5 million monthly payments".
func labels(s string, i int) bool {
	at, _ := blank(s, i)
	var w word
	return letterAt(s, at) && readWord(s, at, &w) && !functions[string(w.text())] && !w.capital
}

// eachOf reads "each month" after a sum.
func (lx *lexicon) eachOf(s string, i, none int) (string, int) {
	at, ok := blank(s, i)
	if !ok {
		return "", none
	}
	return readNoun(s, at, none, true)
}

// readNoun reads the unit at i. Only a known one is taken where listed is set.
func readNoun(s string, i, none int, listed bool) (string, int) {
	start := i
	for digitAt(s, i) || i > start && i < len(s) && (s[i] == ',' || s[i] == ' ') && digitAt(s, i+1) || i > start && s[i-1] != ' ' && i < len(s) && s[i] == ' ' {
		i++
	}
	number := s[start:i]
	parts := []string{}
	for range 3 {
		var w word
		if !readWord(s, i, &w) {
			return "", none
		}
		key := string(w.text())
		switch {
		case key == "cent" || key == "percent":
			return "", none
		case key == "annum":
			return "year", w.end
		case key == "capita":
			return "person", w.end
		case measures[key] && len(parts) < 2:
			next, ok := glue(s, w.end)
			if !ok || !letterAt(s, next) {
				return "", none
			}
			parts = append(parts, key)
			i = next
			continue
		case listed && !countables[key], functions[key], listed && times[key] && follows(s, w.end, shifted):
			return "", none
		}
		name := s[w.start:w.end]
		if large := len(parts) > 0 && (parts[0] == "million" || parts[0] == "thousand" || parts[0] == "hundred"); !large && number == "" && name[1:] == strings.ToLower(name[1:]) {
			name = singularOf(key)
		}
		if number != "" {
			parts = append([]string{strings.TrimSpace(number)}, parts...)
			var noun word
			if at, ok := blank(s, w.end); ok && letterAt(s, at) && readWord(s, at, &noun) && countables[string(noun.text())] { // "per 90 kg bag"
				name, w.end = name+" "+string(noun.text()), noun.end
			}
		}
		return strings.Join(append(parts, name), " "), w.end
	}
	return "", none
}

// singularOf is the singular of a plural in s.
func singularOf(key string) string {
	switch key {
	case "feet":
		return "foot"
	case "bbl", "bbls":
		return "barrel"
	}
	if one, ok := strings.CutSuffix(key, "s"); ok && countables[one] {
		return one
	}
	return key
}

// follows reports that one of the words stands after i.
func follows(s string, i int, words map[string]bool) bool {
	at, ok := blank(s, i)
	var w word
	return ok && letterAt(s, at) && readWord(s, at, &w) && words[string(w.text())]
}

// openers of a unit in other languages, and the units where the opener means other things too.
var (
	perWords  = wordSet("pro je im par por à a al ao le la l der die das cada за в на")
	perAlways = wordSet("pro je")
	perNouns  = wordSet(`familia família famille foyer ménage hogar domicílio alumno estudiante empleado criança aluno haushalt familie kind stunde tag monat jahr woche liter tonne barrel fass stück person kopf aktie kilo kilogramm quadratmeter einheit ticket
		heure jour mois an année semaine litre tonne baril action personne kilo mètre unité tête pièce billet nuit
		hora día dia mes año semana litro tonelada barril acción persona kilo metro unidad cabeza noche boleto
		mês ano ação acção pessoa unidade cabeça quilo noite saca ingresso bilhete час день месяц год баррель литр тонну акцию человека`)
)

// readForeignPer reads "pro Stunde", "par litre", "por barril", "al mes", "le litre", "cada uno".
func (lx *lexicon) readForeignPer(s string, w *word, none int) (string, int) {
	key := string(w.text())
	if !perWords[key] {
		return "", none
	}
	i := w.end
	if key == "l" {
		if i >= len(s) || s[i] != '\'' && !strings.HasPrefix(s[i:], "’") {
			return "", none
		}
		_, size := nextRune(s, i)
		i += size
	}
	for range 2 {
		at, ok := blank(s, i)
		var noun word
		if !ok || !readWord(s, at, &noun) {
			return "", none
		}
		name := string(noun.text())
		if key == "cada" && (name == "uno" || name == "una" || name == "um" || name == "uma") {
			return "item", noun.end
		}
		if perNouns[name] || perAlways[key] {
			return s[noun.start:noun.end], noun.end
		}
		if name != "la" && name != "l" { // "a la semana"
			break
		}
		i = noun.end
	}
	return "", none
}
