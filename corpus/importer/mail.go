package importer

import (
	"errors"
	"io"
	"net/url"
	"regexp"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/clean"
	"dateline/corpus/importer/mail"
)

// Every message with a text is an article: its subject is the title, its date the publication date, its Message-ID the
// external id, the sender's domain the source. The sender's name is the outlet's in mail to subscribers, else the
// author's. Of a text in two forms HTML is read, as a page if it says of itself that it is one (a saved article),
// else as a text of which every word counts but lines of links around it (maillinks.go). A page saved as MHTML is read as the page that it holds; its date is when it
// was saved.

func decodeEML(d *decoding) error {
	msg, err := mail.Read(d.r, d.im.limits.Record)
	if err != nil {
		return err
	}
	return d.message(&msg, 0)
}

func decodeMbox(d *decoding) error {
	box := mail.NewMailbox(d.r, d.im.limits.Record)
	for {
		msg, err := box.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err == nil:
			err = d.message(&msg, msg.Line)
		}
		if err != nil {
			return err
		}
	}
}

// message hands over a message and those inside it.
func (d *decoding) message(msg *mail.Message, line int) error {
	switch {
	case msg.Large:
		return d.aside(line, "%s", tooLarge(d.im.limits.Record))
	case len(msg.Parts) == 0 && len(msg.Messages) == 0 && len(msg.Other) > 0:
		return d.aside(line, "no text in the message: only %s", label(strings.Join(msg.Other, ", ")))
	case len(msg.Parts) == 0 && len(msg.Messages) == 0:
		return d.aside(line, "no text in the message")
	}
	if len(msg.Parts) > 0 {
		raw := messageHead(msg.Header)
		raw.Original = corpus.Original{Bytes: msg.Bytes, MediaType: "message/rfc822"}
		messageText(&raw, msg.Parts)
		if err := d.item(raw, line); err != nil {
			return err
		}
	}
	for i := range msg.Messages {
		if err := d.message(&msg.Messages[i], line); err != nil {
			return err
		}
	}
	return nil
}

// messageHead is what the header of a message says of an article.
func messageHead(h mail.Header) corpus.Raw {
	from := h.From()
	raw := corpus.Raw{
		ExternalID: strings.Trim(h.Get("Message-ID"), " <>"),
		URL:        messageURL(h),
		Source:     corpus.Source{Domain: from.Domain},
		Title:      h.Text("Subject"),
		Published:  h.Text("Date"),
		Language:   h.Text("Content-Language"),
	}
	if t := h.Date(); !t.IsZero() {
		raw.Published = t.Format(time.RFC3339)
	}
	switch {
	case from.Name == "":
	case toSubscribers(h):
		raw.Source.Name = from.Name
	default:
		raw.Authors = []string{from.Name}
	}
	return raw
}

// toSubscribers reports whether a message is an outlet's to its readers and not one of a discussion.
func toSubscribers(h mail.Header) bool {
	if post := h.Get("List-Post"); post != "" && !strings.HasPrefix(strings.ToUpper(post), "NO") {
		return false
	}
	bulk := strings.ToLower(h.Get("Precedence"))
	return bulk == "bulk" || bulk == "list" || h.Get("List-Unsubscribe") != "" || h.Get("List-Id") != "" || h.Get("X-RSS-Feed") != ""
}

// messageURL returns the address at which a message can be read on the web, where its header names it.
func messageURL(h mail.Header) string {
	for _, name := range []string{"Archived-At", "X-RSS-URL", "Content-Location"} {
		if address := strings.Trim(h.Get(name), " <>"); isWeb(address) {
			return address
		}
	}
	return ""
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// saysPage matches what pages say of themselves and mail does not.
var saysPage = regexp.MustCompile(`(?i)<article[\s>]|<meta[^>]+property=["']?(og|article):|rel=["']?canonical|application/ld\+json`)

// messageText gives an item the text of a message.
func messageText(raw *corpus.Raw, parts []mail.Part) {
	var pages, texts []string
	for i, part := range parts {
		switch {
		case part.MediaType == "text/plain":
			texts = append(texts, plainPart(part))
		case saysPage.Match(part.Body) && raw.HTML == nil:
			raw.HTML, raw.Charset = parts[i].Body, part.Charset
		default:
			pages = append(pages, withoutLinkLines(decodePart(part)))
		}
	}
	switch {
	case raw.HTML != nil:
	case len(pages) > 0:
		raw.Fragment = strings.Join(pages, "\n")
	default:
		raw.Text = strings.Join(texts, "\n\n")
	}
}

func decodePart(part mail.Part) string {
	text, _, _, err := clean.Decode(part.Body, part.Charset)
	if err != nil {
		return ""
	}
	return text
}

// plainPart returns a plain text; lines that were broken on the way are joined where the text says so (RFC 3676).
func plainPart(part mail.Part) string {
	text := strings.ReplaceAll(decodePart(part), "\r\n", "\n")
	if !part.Flowed {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(line, " ") // stuffing
		bare := strings.TrimSuffix(line, "\n")
		if strings.HasSuffix(bare, " ") && bare != "-- " {
			line = bare
		}
		b.WriteString(line)
	}
	return b.String()
}

func decodeMHTML(d *decoding) error {
	msg, err := mail.Read(d.r, d.im.limits.Record)
	if err != nil {
		return err
	}
	root := msg.Root()
	switch {
	case root == nil:
		return d.aside(0, "no page in the saved web archive")
	case root.Cut:
		return d.aside(0, "%s", tooLarge(d.im.limits.Record))
	}
	raw := corpus.Raw{
		Original: corpus.Original{Bytes: root.Body, MediaType: "text/html"},
		HTML:     root.Body,
		Charset:  root.Charset,
		Fetched:  msg.Header.Date(),
	}
	for _, address := range []string{msg.Header.Get("Snapshot-Content-Location"), root.Location, msg.Header.Get("Content-Location")} {
		if address = strings.TrimSpace(address); raw.URL == "" && isWeb(address) {
			raw.URL = address
		}
	}
	return d.item(raw, 0)
}
