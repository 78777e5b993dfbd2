// Package country finds the countries that a news article speaks of.
//
// A country is named (by name, alias, abbreviation or demonym) or only implied by
// a place inside it; both are kept, told apart by Country.Named, and every mention
// says which rule recognised it. The rules are:
//
//	name          CLDR's English name, a usual short name, or an official name: "Ivory Coast"
//	abbreviation  in exact case, with or without points: "U.S.", "DPRK"
//	demonym       adjective or people: "Taiwanese", "Swedes"
//	prefix        a combining form before another demonym: "Sino-Russian"
//	slip          a usual typing slip, a hint for the country meant: "United Emirates"
//	state         a US or Australian state (implied): "New Jersey"
//	province      a Canadian province (implied)
//	city-state    a place and its state, one mention (implied): "Atlanta, Georgia"
//	county        a county or parish of the United States (implied): "Cook County"
//	region        another part of a country, or a first-level division (implied): "Scotland", "Hyogo", "Delta State"
//	government    a body or house that stands for a government (implied): "Kremlin", "Downing Street"
//	capital       a capital (implied): "Cairo"
//	city          a large city (implied): "Shanghai"; in other languages listed capitals and bodies too
//	dateline      a capital or city that stands alone in a dateline (implied): "LAGOS —"
//
// The first five name the country, the others imply it. The gone states have the
// codes SU, YU, DD and CS (Czechoslovakia).
//
// What looks like a country and is none gives no mention: people ("Chad Smith"),
// phrases ("Guinea pig", "South American", "Bank of America"), languages ("spoke in
// French"), currencies ("Swiss francs"), streets and rivers, and words whose other reading the article supports
// ("Georgia" beside "Savannah"). Those readings are data, see the files in data/ and sense.go; a city's name
// that several places share is weighed in locate.go. What else the words could have meant stands in Mention.Else.
//
// Country.Centrality is computed in centrality.go. Cities come from GeoNames (https://www.geonames.org, CC BY 4.0) and first-level
// divisions from the Unicode CLDR, chosen by the command in gengazetteer; the other data states its source at the top of each file.
//
// "Korea" and "Korean" alone are KR, but nothing where the article speaks of North
// Korea and not of the South. "Congo" is CD unless the article points to Brazzaville.
// "Jersey" needs evidence of the Channel Islands. England, Scotland, Wales and Northern Ireland are parts of a
// country and imply it, but Finder.Code knows them, since readers ask by them.
//
// The English rules are meant for English text. FindIn reads Spanish, French, German, Portuguese, Italian, Dutch,
// Russian, Chinese, Japanese, Korean and Arabic by lexicons and gazetteers of their own; in others it knows the names of countries, and
// with Latin letters the English gazetteer: see foreign.go and gazetteer.go.
package country
