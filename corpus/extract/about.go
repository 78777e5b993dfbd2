package extract

import (
	"fmt"
	"regexp"
)

// about weighs whether a page speaks of the outlet itself: its staff, its terms, how to reach it. Its title says so, and it says
// nothing of being an article.
func (j *judgement) about() opinion {
	var o opinion
	o.add(j.says("about title"), 4, fmt.Sprintf("its title says %q", j.firstOfTitles("about title")))
	o.add(aboutPath.MatchString(j.path), 2, "its address is a page's about the outlet")
	o.add(j.article == 0, 1, "")
	o.add(j.headline("about title") != "", -3, "")
	o.points -= 2 * j.article
	return o
}

// aboutPath is an address that ends where outlets have such pages.
var aboutPath = regexp.MustCompile(`/(?:about(?:-?us)?|contacts?(?:-?us)?|imprint|impressum|kontakt[ey]?|datenschutz|agb|privacy(?:-?policy)?|terms(?:-(?:of-(?:use|service)|and-conditions))?|legal|mentions-legales|a-propos|qui-sommes-nous|quienes-somos|aviso-legal|contacto|chi-siamo|contatti|quem-somos|sobre(?:-nos)?|over-ons|colofon|om-oss|om-os|o-nas|o-nama|o-redakcii|kunye|hakkimizda|iletisim|tentang-kami|redaksi|masthead|staff|editorial-policy|corrections|careers|advertise)(?:\.[a-z]+)?/?$`)
