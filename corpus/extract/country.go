package extract

import (
	"strings"
	"sync"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// siteCountry returns the country that the page gives as its publisher's, ISO 3166-1 alpha-2, and the rule that found it. Neither
// the domain nor the language is taken for one: both are used far from home.
func (s *source) siteCountry() (string, string) {
	for _, said := range []statement{{s.ld.country, "json-ld:addressCountry"}, {s.meta.first("og:country-name"), "og:country-name"}} {
		if code := countryCode(said.text); code != "" {
			return code, said.rule
		}
	}
	return "", ""
}

// addressCountry returns the country in the address of a publisher as it is written.
func addressCountry(v any, byID map[string]object, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if country := addressCountry(x, byID, depth+1); country != "" {
				return country
			}
		}
	case object:
		if full := byID[str(v["@id"])]; len(full) > len(v) {
			v = full
		}
		if country := str(v["addressCountry"]); country != "" {
			return country
		}
		return addressCountry(firstOf(v, "address", "location"), byID, depth+1)
	}
	return ""
}

// countryCode reads a code of two letters or an English name.
func countryCode(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 2 {
		s = strings.ToUpper(s)
		if s == "UK" {
			return "GB"
		}
		if region, err := xlanguage.ParseRegion(s); err == nil && region.IsCountry() {
			return region.String()
		}
		return ""
	}
	return countryNames()[strings.ToLower(s)]
}

// countryNames maps the English names of countries, in small letters, to their codes.
var countryNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{"usa": "US", "united states of america": "US", "great britain": "GB", "england": "GB"}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := xlanguage.ParseRegion(string(a) + string(b))
			if err != nil || !region.IsCountry() || region.String() != string(a)+string(b) {
				continue
			}
			if name := english.Name(region); name != "" {
				names[strings.ToLower(name)] = region.String()
			}
		}
	}
	return names
})
