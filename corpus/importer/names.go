package importer

import (
	"slices"
	"strings"
)

// names of columns in other words and languages, by field, best first. Unlike aliases they are guesses, which are checked against
// the values and shown before they are used. They are compared as aliases are.
var foreign = map[string][]string{
	"id": {"articleuuid", "uuid", "storyid", "newsid", "docid", "documentid", "objectid"},
	"url": {"articlelink", "newsurl", "storyurl", "pageurl", "shareurl", "sourceurl", "originalurl", "address", "href", "webadresse", "adresse",
		"lien", "enlace", "direccion", "collegamento", "indirizzo", "endereco", "ligacao", "lank", "lenke", "odkaz", "adresurl", "baglanti", "ссылка",
		"адрес", "посилання", "链接", "网址", "鏈接", "網址", "リンク", "アドレス", "링크", "주소", "الرابط", "رابط", "لینک", "כתובת", "קישור", "लिंक"},
	"title": {"webtitle", "headlinetext", "articletitle", "newstitle", "posttitle", "heading", "subject", "überschrift", "ueberschrift", "titel",
		"schlagzeile", "titre", "título", "titulo", "titular", "titolo", "tytuł", "tytul", "nadpis", "titulek", "cím", "titlu", "otsikko", "rubrik",
		"overskrift", "tittel", "kop", "başlık", "baslik", "judul", "tiêuđề", "заголовок", "название", "назва", "наслов", "τίτλος",
		"标题", "標題", "题目", "タイトル", "見出し", "題名", "제목", "العنوان", "عنوان", "כותרת", "शीर्षक", "หัวข้อ"},
	"text": {"bodytext", "articletext", "articlecontent", "articlefulltext", "newscontent", "newstext", "storytext", "storybody", "posttext", "postcontent",
		"contenttext", "textbody", "plaintext", "bodyplain", "bodyhtml", "contenthtml", "texte", "texto", "testo", "tekst", "teksti", "inhalt", "artikeltext", "volltext",
		"haupttext", "contenu", "corps", "contenido", "cuerpo", "contenuto", "corpo", "conteúdo", "conteudo", "inhoud", "brödtext", "innehåll",
		"indhold", "brødtekst", "innhold", "sisältö", "leipäteksti", "treść", "tresc", "obsah", "szöveg", "tartalom", "conținut", "metin", "içerik",
		"icerik", "haber", "isi", "konten", "nộidung", "текст", "содержание", "содержимое", "зміст", "вміст", "садржај", "κείμενο", "περιεχόμενο",
		"内容", "正文", "內容", "本文", "記事", "본문", "내용", "المحتوى", "النص", "نص", "متن", "תוכן", "טקסט", "विषय", "सामग्री", "เนื้อหา"},
	"published": {"webpublicationdate", "firstpublished", "firstpublicationdate", "publishtime", "publicationtime", "publishedon", "dateposted", "postedat",
		"postdate", "releasedate", "issuedate", "newsdate", "articledate", "createdat", "created", "timestamp", "day", "datum", "veröffentlicht",
		"veroeffentlicht", "veröffentlichungsdatum", "erschienen", "datedepublication", "datepublication", "publié", "fecha", "fechapublicacion",
		"fechadepublicacion", "publicado", "data", "datapubblicazione", "datapublicacao", "datadepublicação", "dato", "päivämäärä", "julkaistu",
		"publicerad", "publisert", "dátum", "tarih", "yayıntarihi", "tanggal", "ngày", "дата", "датапубликации", "опубликовано", "датум",
		"ημερομηνία", "日期", "发布时间", "发布日期", "發布時間", "時間", "时间", "日付", "公開日", "掲載日", "날짜", "작성일", "등록일", "التاريخ", "تاريخ",
		"تاریخ", "תאריך", "तारीख", "दिनांक", "วันที่"},
	"authors": {"writer", "writers", "reporter", "journalist", "journalists", "postedby", "autor", "autoren", "verfasser", "auteur", "auteurs", "autores", "autore", "autori",
		"forfatter", "författare", "skribent", "kirjoittaja", "szerző", "yazar", "penulis", "tácgiả", "автор", "авторы", "автори", "συγγραφέας",
		"作者", "记者", "記者", "著者", "筆者", "기자", "작성자", "الكاتب", "المؤلف", "كاتب", "نویسنده", "כותב", "लेखक"},
	"source": {"newspaper", "journal", "media", "medium", "outletname", "newssource", "publishername", "quelle", "zeitung", "fuente", "fonte", "testata",
		"bron", "källa", "kilde", "lähde", "źródło", "zrodlo", "zdroj", "forrás", "kaynak", "sumber", "nguồn", "источник", "издание", "джерело", "πηγή",
		"来源", "媒体", "來源", "媒體", "出典", "媒体名", "매체", "언론사", "출처", "المصدر", "منبع", "מקור", "स्रोत"},
	"language": {"languagecode", "langcode", "locale", "sprache", "langue", "idioma", "lingua", "taal", "språk", "sprog", "kieli", "język", "jazyk", "nyelv", "dil", "bahasa",
		"язык", "мова", "语言", "語言", "言語", "언어", "اللغة", "زبان", "שפה", "भाषा"},
	"section":  {"desk", "newsdesk", "ressort", "rubrique", "sección", "seccion", "sezione", "seção", "рубрика", "раздел", "栏目", "版块", "분야", "القسم"},
	"keywords": {"schlagwörter", "stichwörter", "motsclés", "motscles", "palabrasclave", "etiquetas", "parolechiave", "palavraschave", "trefwoorden", "ключевыеслова", "теги", "关键词", "キーワード", "키워드"},
}

// teasers are what columns with the beginning of a text or a summary are called: the text only where there is no other.
var teasers = []string{"leadparagraph", "description", "summary", "abstract", "lead", "teaser", "snippet", "excerpt", "intro", "standfirst", "trailtext",
	"beschreibung", "zusammenfassung", "vorspann", "résumé", "chapeau", "resumen", "descripción", "descripcion", "entradilla", "riassunto", "sommario", "descrizione",
	"resumo", "descrição", "descricao", "samenvatting", "opis", "özet", "описание", "аннотация", "摘要", "简介", "概要", "요약", "الملخص"}

// notOwn are the keys of objects inside a record that have names and addresses of their own, not the article's.
var notOwn = set("author", "authors", "source", "publisher", "outlet", "image", "images", "thumbnail", "media", "multimedia", "video", "videos", "related", "relatedarticles",
	"recommended", "comments", "comment", "replies", "user", "owner", "site", "section", "category", "categories", "tags", "keywords", "topics",
	"links", "byline", "creator", "entities", "people", "places", "attachments", "ads", "seo", "metadata", "blog", "feed", "headline", "title", "content", "text", "body")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// ranks gives each name of a field its place in the list, the aliases first.
type ranks map[string]int

func ranksOf(f field) ranks {
	r := ranks{}
	for _, name := range slices.Concat(f.aliases, foreign[f.name]) {
		if p := plain(name); r[p] == 0 {
			r[p] = len(r) + 1
		}
	}
	return r
}

// of returns the rank of a path by its last part, 0 if it is no name of the field. Parts of what is not the article's own count for nothing.
func (r ranks) of(path string) int {
	parts := strings.Split(path, ".")
	for _, parent := range parts[:len(parts)-1] {
		if notOwn[plain(parent)] {
			return 0
		}
	}
	return r[plain(parts[len(parts)-1])]
}
