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
//	region        another part of a country (implied): "Scotland", "Tibet"
//	capital       a capital, or a body that stands for the government (implied): "Kremlin"
//	city          a large city (implied): "Shanghai"
//
// The first five name the country, the others imply it. The gone states have the
// codes SU, YU, DD and CS (Czechoslovakia).
//
// What looks like a country and is none gives no mention: people ("Chad Smith"),
// phrases ("Guinea pig", "South American", "Bank of America"), languages ("spoke in
// French"), currencies ("Swiss francs"), streets and rivers, and words whose other reading the article supports
// ("Georgia" beside "Savannah"). Those readings are data: see the files in data/.
//
// "Korea" and "Korean" alone are KR, but nothing where the article speaks of North
// Korea and not of the South. "Congo" is CD unless the article points to Brazzaville.
// "Jersey" needs evidence of the Channel Islands.
//
// The English rules are meant for English text. For text in another language FindIn
// keeps the names and abbreviations and adds CLDR's names in that language where
// the script parts words by spaces.
package country
