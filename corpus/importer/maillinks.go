package importer

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Mail to subscribers begins and ends with lines of links: "View in browser", "Unsubscribe | Manage preferences". Such a line
// is no text where each of its pieces is one of the phrases below, and only among the first and last few lines of a message.

const (
	linkLinesAtStart = 4
	linkLinesAtEnd   = 8
	longestLinkLine  = 200 // bytes
)

var (
	linkPhrase = regexp.MustCompile(`(?i)^(?:click here to )?(?:` + strings.Join([]string{
		`unsubscribe(?: (?:here|now|from (?:this|all|our|these) (?:list|e-?mails?|newsletters?)))?`,
		`(?:view|read|open|see) (?:it |this |the )?(?:(?:e-?mail|message|newsletter) )?(?:in|on) (?:your |a |the )?(?:web )?(?:browser|web|website)`, `view online|web version|view as a web ?page`,
		`(?:manage|update|change|edit|email) (?:your |my |email |newsletter |subscription )*(?:preferences|subscriptions?|settings)`,
		`(?:update|edit) (?:your |my )?profile|forward to a friend|add us to your address book|privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions)|contact us|subscribe`,
		`abmelden|abbestellen|newsletter (?:abbestellen|abmelden)|vom newsletter abmelden|im browser (?:ansehen|öffnen|anzeigen|lesen)|online(?:-version)? (?:ansehen|lesen)|online-?version|einstellungen (?:ändern|verwalten)|datenschutz(?:erklärung)?|impressum`,
		`se désabonner|se désinscrire|me désabonner|désinscription|désabonnement|(?:voir|lire|ouvrir) (?:cet e-?mail )?dans (?:le|votre|un) navigateur|(?:voir|lire) (?:la version )?en ligne|version en ligne|gérer (?:mes|vos) (?:préférences|abonnements)|mentions légales`,
		`darse de baja|cancelar (?:la )?suscripción|anular suscripción|ver (?:este correo )?en (?:el|su|tu) navegador|ver en línea|(?:gestionar|administrar) (?:mis |sus |tus )?(?:preferencias|suscripciones)|aviso legal|política de privacidad`,
		`cancella(?:ti| iscrizione)|annulla (?:l')?iscrizione|disiscriviti|(?:visualizza|apri|leggi) (?:questa e-?mail )?nel browser|gestisci (?:le )?preferenze`,
		`cancelar (?:a )?(?:inscrição|subscrição|assinatura)|descadastrar(?:-se)?|ver (?:este e-?mail )?no (?:seu )?navegador|gerenciar preferências|gerir preferências`,
		`uitschrijven|afmelden|bekijk (?:deze e-?mail |de nieuwsbrief )?(?:in (?:je|uw|de) browser|online)|voorkeuren (?:beheren|wijzigen)`,
		`avsluta prenumeration(?:en)?|avregistrera|avprenumerera|(?:visa|öppna|läs) i (?:webbläsaren|webbläsare)|afmeld(?: nyhedsbrev)?|avmeld|meld deg av|(?:vis|se|åbn|åpne) i (?:browser|browseren|nettleser|nettleseren)|peruuta tilaus|avaa selaimessa|näytä selaimessa`,
		`wypisz się|zrezygnuj z subskrypcji|(?:zobacz|otwórz|wyświetl) w przeglądarce|odhlásit(?: se)?|zobrazit v prohlížeči|leiratkozás|dezabonare|abonelikten (?:çık|ayrıl)|tarayıcıda (?:görüntüle|aç)|berhenti berlangganan`,
		`отписаться(?: от рассылки)?|(?:открыть|посмотреть|читать) в браузере|управление подпиской|настройки рассылки|відписатися|(?:відкрити|переглянути) у браузері|διαγραφή|προβολή στο(?:ν)? (?:browser|πρόγραμμα περιήγησης)`,
		`退订|取消订阅|在浏览器中(?:查看|打开)|管理订阅|取消訂閱|在瀏覽器中(?:查看|檢視)|配信停止(?:はこちら)?|購読(?:を)?(?:解除|停止)|ブラウザで(?:表示|見る|読む)|수신 ?거부|구독 ?(?:취소|해지)|브라우저에서 (?:보기|열기)`,
		`إلغاء الاشتراك|عرض في المتصفح|لغو اشتراک|הסר(?:ה)? מרשימת התפוצה|ביטול הרשמה|सदस्यता समाप्त करें`,
	}, "|") + `)$`)
	// linkLead is how a line begins that only leads to the message on the web.
	linkLead = regexp.MustCompile(`(?i)^(?:(?:having )?(?:trouble|problems?) (?:viewing|reading|seeing)|(?:if )?(?:you )?(?:can't|can’t|cannot|can not) (?:see|read|view)|(?:is this )?e-?mail not display|if this (?:e-?mail|message) (?:does not|doesn't|doesn’t|is not|isn't|isn’t) display` +
		`|(?:sollte|falls|wenn) (?:sie )?(?:diese|dieser|der|die|den) (?:e-?mail|newsletter|nachricht) nicht|si (?:vous ne (?:voyez|visualisez|parvenez)|no (?:puede|puedes) (?:ver|leer)|ce (?:message|mail) ne)|se non (?:riesci a|visualizzi)|se não (?:consegue|consegues) (?:ver|visualizar)|если (?:вы не видите|письмо не отображается))`)
	linkGlue  = regexp.MustCompile(`(?i)^(?:click here|here|or|and|to|hier|oder|und|ici|ou|et|aquí|aqui|o|y|e|qui|здесь|или|и)$`)
	linkBreak = regexp.MustCompile(`\s*[|•·›»–—/\x{200b}\x{feff}]\s*|\s+-\s+|,\s+`)
)

// withoutLinkLines returns the HTML of a message without the lines of links at its beginning and end.
func withoutLinkLines(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page
	}
	var m mailLines
	m.walk(root)
	m.end()
	removed := false
	for i, line := range m.lines {
		if (i < linkLinesAtStart || i >= len(m.lines)-linkLinesAtEnd) && isLinkLine(line) {
			removed = true
			for _, n := range line {
				n.Data = ""
			}
		}
	}
	var b strings.Builder
	if !removed || html.Render(&b, root) != nil {
		return page
	}
	return b.String()
}

// mailLines gathers the texts of a message, line by line as they are shown.
type mailLines struct {
	lines [][]*html.Node
	line  []*html.Node
}

func (m *mailLines) end() {
	if len(m.line) > 0 {
		m.lines = append(m.lines, m.line)
		m.line = nil
	}
}

var (
	noMailText   = []atom.Atom{atom.Head, atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript}
	inMailsLines = []atom.Atom{atom.A, atom.Span, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.Font, atom.Small, atom.Img, atom.Td,
		atom.Th, atom.Sub, atom.Sup, atom.S, atom.Big, atom.Abbr}
)

func (m *mailLines) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			m.line = append(m.line, n)
		}
		return
	case n.Type == html.ElementNode && slices.Contains(noMailText, n.DataAtom):
		return
	}
	block := n.Type == html.ElementNode && !slices.Contains(inMailsLines, n.DataAtom)
	if block {
		m.end()
	}
	for c := range n.ChildNodes() {
		m.walk(c)
	}
	if block {
		m.end()
	}
}

// isLinkLine reports whether a line is one of links.
func isLinkLine(line []*html.Node) bool {
	var pieces []string
	size := 0
	for _, n := range line {
		size += len(n.Data)
		if size > longestLinkLine {
			return false
		}
		pieces = append(pieces, linkBreak.Split(n.Data, -1)...)
	}
	for i := range pieces {
		pieces[i] = strings.Trim(strings.Join(strings.Fields(pieces[i]), " "), ".,:;!?()[]<>«»-→ ")
	}
	whole := strings.Join(strings.Fields(strings.Join(pieces, " ")), " ")
	if linkLead.MatchString(whole) || linkPhrase.MatchString(whole) {
		return true
	}
	phrases := 0
	for _, piece := range pieces {
		switch {
		case linkPhrase.MatchString(piece):
			phrases++
		case piece != "" && !linkGlue.MatchString(piece):
			return false
		}
	}
	return phrases > 0
}
