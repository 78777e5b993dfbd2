package content

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isNoise reports whether a block is no text of an article wherever it stands.
func (o *outline) isNoise(b *block) bool {
	const invitation, remark = 40, 15 // words
	pointed := b.linked > 0 || (b.bold+b.slanted)*2 >= b.size
	switch {
	case len(b.words) == 0, b.kinds&(isLabel|isNever) != 0, isTrailer(b), joinsNetwork(b):
		return true
	case isCounter(b) && !o.isItem(b), isCredit(b):
		return true
	case b.kinds&isOpening != 0 && pointed && len(b.words) <= invitation:
		return true
	case b.kinds&isInside != 0 && (pointed && len(b.words) <= invitation || len(b.words) <= remark):
		return true
	case b.linked*10 >= b.size*9 && (!o.isHeading(b) || o.isItem(b)):
		return true
	}
	return isReference(b) || namesNetworks(b)
}

// isFrame reports whether a block is a line that stands around an article: a date, a byline, an address, a stock phrase.
func isFrame(b *block) bool {
	const short, longest, several = 4, 30, 3 // words, numbers among them
	if b.kinds&(isOpening|isInside) != 0 {
		return true
	}
	if len(b.words) > longest || len(b.text) > 1000 {
		return false
	}
	if isAddress(b.text) || byline.MatchString(b.text) {
		return true
	}
	if b.size < 120 && b.numbers() >= several && b.numbers()*3 >= len(b.words) && clock.MatchString(b.text) {
		return true
	}
	if b.endsSentence() {
		return false
	}
	return len(b.words) <= short && strings.ContainsAny(b.text, "0123456789") || b.size < 120 && clock.MatchString(b.text)
}

// numbers counts the words of a block that begin with a digit.
func (b *block) numbers() int {
	n := 0
	for _, w := range b.words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// isCredit reports whether a block says whose a picture is.
func isCredit(b *block) bool {
	const longest = 10 // words
	return len(b.words) <= longest && credit.MatchString(b.text) && !strings.HasSuffix(b.text, ".")
}

// isSignature reports whether a block is a byline with a date.
func isSignature(b *block) bool {
	return isFrame(b) && byline.MatchString(b.text) && clock.MatchString(b.text)
}

var (
	byline  = regexp.MustCompile(`(?i)^(by|von|par|por|di|door|av|af|autor|author|auteur|autore|autora|автор|text|写真|文|記者)\s*:?\s+\p{Lu}`)
	clock   = regexp.MustCompile(`(?i)\b(19|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\bago$|\d+\s*年`)
	ticker  = regexp.MustCompile(`(?i)^\d{1,2}[:.h]\d\d\s?([ap]\.?m)?\D|\d+ (secs?|mins?|minutes?|hours?|hrs?) ago`)
	credit  = regexp.MustCompile(`(?i)^\W?(photos?|pictures?|images?|credits?|fotos?|bild(er)?|fotografía|fotografia|crédits?|créditos?|kuva|zdjęcie|фото|φωτογραφία|写真|图片|圖|사진)\s*[:：/©|]`)
	contact = regexp.MustCompile(`\w@\w|https?:|www\.`)
)

// isCounter reports whether a block is a place in a row ("1 of 6") or the time of an entry in a ticker.
func isCounter(b *block) bool {
	const numbers, longest = 3, 8 // words
	if b.endsSentence() || len(b.words) > longest {
		return false
	}
	if ticker.MatchString(b.text) {
		return true
	}
	for _, w := range b.words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsDigit(r) && w != "of" {
			return false
		}
	}
	return len(b.words) <= numbers
}

// isReference reports whether a block is a short label, a colon and a link: "Related: ...".
func isReference(b *block) bool {
	const longest = 30 // columns of the label
	at := strings.IndexAny(b.text, ":：|>»")
	if at <= 0 || b.linked == 0 {
		return false
	}
	label := columns(b.text[:at])
	return label <= longest && b.linked >= b.size-label-2
}

// isAddress reports whether a text is a web address alone.
func isAddress(text string) bool {
	return !strings.Contains(text, " ") && (strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "www."))
}

// isTrailer reports whether a block announces something to watch, hear or read elsewhere: "Watch: Ride along on the first bus".
func isTrailer(b *block) bool {
	const longest = 14 // words
	return len(b.words) <= longest && !b.endsSentence() && trailer.MatchString(b.text)
}

var trailer = regexp.MustCompile(`(?i)^\W*(watch|watch live|video|listen|podcast|read|read also|also read|read more|must read|in pictures|photos|gallery|related|explainer|see also|mira|mira también|lee|lee también|ver|vea|escucha|fotos|galería|leia|leia também|leia mais|veja|veja também|ouça|assista|voir|voir aussi|regarder|lire|lire aussi|écouter|en images|vidéo|sehen|hören|lesen|lesen sie auch|im video|bilder|guarda|leggi|leggi anche|ascolta|foto|kijk|kijk ook|lees|lees ook|luister|se|se også|se också|læs|læs også|les|les også|läs|läs också|lue|lue myös|katso|zobacz|zobacz też|czytaj|czytaj też|czytaj także|čtěte|čtěte také|смотрите|смотрите также|читайте|читайте также|слушайте|видео|фото|дивіться|читайте також|izle|oku|baca|baca juga|simak|tonton|xem|xem thêm|đọc thêm|διαβάστε|δείτε|شاهد|اقرأ|اقرأ أيضا|بالفيديو|קראו|צפו|看|影音|影片|动图|延伸閱讀|相關新聞|関連記事|動画|写真|관련기사|영상)\s*[:：]\s*\S`)

// joinsNetwork reports whether a short block asks its reader to join the outlet on a network.
func joinsNetwork(b *block) bool {
	const longest = 20 // words
	if len(b.words) > longest {
		return false
	}
	network, joins := false, false
	for i, w := range b.words {
		network = network || networks[w]
		joins = joins || i < 3 && calls[w] || i > 0 && calls[w] && (strings.Contains(b.text, ": ") || strings.Contains(b.text, "! ")) // as its first words, or behind a colon
	}
	return network && joins
}

// calls are the words, in the imperative, by which outlets ask readers to join them.
var calls = set("join follow subscribe folge folgen abonniere abonnieren rejoignez suivez abonnez únete síguenos sigue suscríbete entre participe siga inscreva iscriviti seguici segui volg abonneer följ følg dołącz obserwuj sledujte přidejte " +
	"присоединяйтесь подписывайтесь подпишитесь читайте приєднуйтесь підписуйтесь підпишіться katılın takip ikuti gabung bergabung انضم انضموا تابعنا تابعونا הצטרפו עקבו अकाउंट जुड़ें फॉलो ακολουθήστε urmărește urmăriți kövess kövessen seuraa")

var networks = set("facebook twitter instagram youtube telegram whatsapp linkedin pinterest tiktok snapchat reddit flipboard threads bluesky mastodon " +
	"viber vk вконтакте одноклассники телеграм")

// namesNetworks reports whether a short block with a link names several social networks.
func namesNetworks(b *block) bool {
	const longest, several = 25, 2 // words, networks
	if len(b.words) > longest || b.linked == 0 {
		return false
	}
	n := 0
	for _, w := range b.words {
		if networks[w] {
			n++
		}
	}
	return n >= several
}
