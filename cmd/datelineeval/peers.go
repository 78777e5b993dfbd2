package main

// peers are the figures of other tools where they were measured on the same set, by task, set and column of the scorer.
var peers = map[string]string{
	"people/seeds/name_R":                         "best peer: 12 of 14 names",
	"people/uner-ewt dev/F1":                      "CoreNLP 86.4, compromise 60.8, prose 38.9",
	"people/crossner politics/F1":                 "CoreNLP 88.7, compromise 66.2, prose 59.4",
	"countries/lgl named/F1":                      "country-named-entity-recognition 80.1, flashgeotext 76.5, geotext 35.9",
	"extract/aeb dev/body_F1":                     "go-trafilatura 96.9, go-readability 95.7",
	"extract/fundus en dev/body_F1":               "go-trafilatura 95.6, go-readability 93.1",
	"extract/fundus en dev/title":                 "go-trafilatura 82.5, go-readability 77.5",
	"extract/fundus en dev/date":                  "go-trafilatura 95.0, go-readability 95.0",
	"extract/fundus en dev/author_F1":             "go-trafilatura 88.6, go-readability 76.2",
	"amounts/recognizers english dev/cases_right": "on all 196 sentences, of which these are a part: Recognizers-Text 78.6, wink-nlp 39.3, quantulum3 21.9, compromise 13.3",
	"speed/people":                                "CoreNLP 0.12, compromise 0.05, prose 0.04",
	"speed/data":                                  "CoreNLP 32",
}

// aims are what the design asks for, by the same names.
var aims = map[string]string{
	"people/seeds/name_R":                         "14 of 14",
	"people/seeds/name_P":                         "nobody else",
	"countries/seeds/F1":                          "100",
	"extract/aeb dev/body_F1":                     "≥ 97.5",
	"extract/fundus en dev/body_F1":               "≥ 96.5",
	"extract/fundus en dev/title":                 "≥ 95",
	"extract/fundus en dev/date":                  "≥ 97",
	"extract/fundus en dev/author_F1":             "≥ 92",
	"countries/lgl named/R":                       "≥ 98",
	"countries/lgl named/F1":                      "≥ 84",
	"amounts/seeds/all_F1":                        "100",
	"amounts/recognizers english dev/cases_right": "≥ 90",
	"speed/people":                                "≥ 2",
	"speed/scan":                                  "≥ 20",
	"speed/data":                                  "≤ 8",
}
