package mail_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus/importer/mail"
)

const limit = 1 << 20

func parse(t *testing.T, text string) mail.Message {
	t.Helper()
	msg, err := mail.Read(strings.NewReader(text), limit)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

// texts tells what a message holds: its parts as "type body", the messages inside it in brackets.
func texts(msg mail.Message) []string {
	var all []string
	for _, part := range msg.Parts {
		all = append(all, part.MediaType+" "+string(part.Body))
	}
	for _, inner := range msg.Messages {
		all = append(all, fmt.Sprintf("[%s %s]", inner.Header.Text("Subject"), strings.Join(texts(inner), " ")))
	}
	return all
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"no header":            {"\nA text.\n", []string{"text/plain A text.\n"}},
		"only a header":        {"Subject: A", nil},
		"a line that is none":  {"Subject: A\nthis is no header\nX: y\n\nA text.", []string{"text/plain A text."}},
		"type not understood":  {"Content-Type: text; charset\n\nA text.", []string{"text/plain A text."}},
		"parameters broken":    {"Content-Type: multipart/mixed; foo bar; boundary=x\n\n--x\n\nA\n--x--\n", []string{"text/plain A"}},
		"preamble, epilogue":   {"Content-Type: multipart/mixed; boundary=x\n\nB\n--x\n\nA\n--x--\nC\n", []string{"text/plain A"}},
		"boundary with spaces": {"Content-Type: multipart/mixed; boundary=\"x y\"\n\n--x y  \n\nA\n--x y--", []string{"text/plain A"}},
		"an outer boundary ends an inner part": {"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=z\n\n--z\n\nA\n--x\n\nB\n--x--\n",
			[]string{"text/plain A", "text/plain B"}},
		"one boundary begins as another": {"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x1\n\n--x1\n\nA\n--x1--\n--x--\n", []string{"text/plain A"}},
		"a part without a body":          {"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n--x\n\nA\n--x--", []string{"text/plain A"}},
		"a digest":                       {"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: One\n\nA\n--x\n\nSubject: Two\n\nB\n--x--", []string{"[One text/plain A]", "[Two text/plain B]"}},
		"an attached page":               {"Content-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n<p>", nil},
		"quoted-printable":               {"Content-Transfer-Encoding: Quoted-Printable\n\nA=20b=C3=A9=\n c =ZZ =3D 100%=", []string{"text/plain A bé c =ZZ = 100%"}},
		"base64":                         {"Content-Transfer-Encoding: base64\n\nQSB0\nZXh0Lg==\n-- \nfooter", []string{"text/plain A text.~\x8a-z"}},
		"a long line":                    {"\n" + strings.Repeat("--x", 60_000), []string{"text/plain " + strings.Repeat("--x", 60_000)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, texts(parse(t, c.text))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestHeader(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"plain":                      "plain",
		"folded\r\n  twice":          "folded twice",
		"=?utf-8?q?Caf=C3=A9_news?=": "Café news",
		"=?UTF-8?B?Q2Fmw6k=?= and =?utf-8*en?Q?tea?=": "Café and tea",
		"=?utf-8?b?4oA=?= =?utf-8?b?lA==?=":           "—",
		"=?utf-8?q?one_?= =?utf-8?q?two?=":            "one two",
		"=?iso-8859-2?q?=A3=F3d=BC?=":                 "Łódź",
		"=?no-such-charset?q?abc?=":                   "abc",
		"=?utf-8?q?never closed":                      "=?utf-8?q?never closed",
		"Le caf\xe9 est rouvert \xe0 Sen\xe9":         "Le café est rouvert à Sené",
	} {
		if got := parse(t, "Subject: "+written+"\r\n\r\n").Header.Text("subject"); got != want {
			t.Errorf("%q is read as %q, not %q", written, got, want)
		}
	}
	for written, want := range map[string]mail.Sender{
		"Ada Quill <ada@news.paper.co.uk>":        {Name: "Ada Quill", Address: "ada@news.paper.co.uk", Domain: "paper.co.uk"},
		`"Quill, Ada" <ada@paper.example>`:        {Name: "Quill, Ada", Address: "ada@paper.example", Domain: "paper.example"},
		"ada@paper.example (Ada Quill)":           {Name: "Ada Quill", Address: "ada@paper.example", Domain: "paper.example"},
		"ada@paper.example":                       {Address: "ada@paper.example", Domain: "paper.example"},
		`"ada@paper.example" <ada@paper.example>`: {Address: "ada@paper.example", Domain: "paper.example"},
		"=?utf-8?q?The_Post?= <post@LOCALHOST>":   {Name: "The Post", Address: "post@LOCALHOST", Domain: "localhost"},
		"The Post":                                {Name: "The Post"},
		"":                                        {},
	} {
		if got := parse(t, "From: "+written+"\n\n").Header.From(); got != want {
			t.Errorf("%q is read as %+v, not %+v", written, got, want)
		}
	}
}

func TestMailbox(t *testing.T) {
	t.Parallel()
	const from = "From ada@wire.example Wed Mar  5 10:00:00 2025\n"
	for name, c := range map[string]struct {
		box  string
		want []string
	}{
		"two":                  {from + "Subject: A\n\nOne\n\n" + from + "Subject: B\n\nTwo\n", []string{"1 A One\n\n", "6 B Two\n"}},
		"quoted":               {from + "Subject: A\n\n>From here\n>>From there\n>no\n", []string{"1 A From here\n>From there\n>no\n"}},
		"not quoted":           {from + "Subject: A\n\nX\n\nFrom here to 10:00\nfar away\n", []string{"1 A X\n\nFrom here to 10:00\nfar away\n"}},
		"no empty line before": {from + "Subject: A\n\nX\n" + from + "Subject: B\n", []string{"1 A X\n" + from + "Subject: B\n"}},
		"something before":     {"X\n\n" + from + "Subject: A\n\nOne\n", []string{"3 A One\n"}},
		"an open multipart":    {from + "Subject: A\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nOne\n\n" + from + "Subject: B\n\nTwo\n", []string{"1 A One\n\n", "9 B Two\n"}},
		"CR LF":                {strings.ReplaceAll(from+"Subject: A\n\nOne\n\n"+from+"Subject: B\n\nTwo\n", "\n", "\r\n"), []string{"1 A One\r\n\r\n", "6 B Two\r\n"}},
		"nothing":              {"", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box := mail.NewMailbox(strings.NewReader(c.box), limit)
			var got []string
			for {
				msg, err := box.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				line := fmt.Sprintf("%d %s", msg.Line, msg.Header.Get("Subject"))
				for _, part := range msg.Parts {
					line += " " + string(part.Body)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	small := func(text string) mail.Message {
		msg, err := mail.Read(strings.NewReader(text), 1000)
		if err != nil {
			t.Fatal(err)
		}
		return msg
	}
	if msg := small("Subject: A\n\n" + strings.Repeat("text ", 1000)); !msg.Large || len(msg.Bytes) > 1000 || !msg.Parts[0].Cut {
		t.Errorf("a long text: large %v, %d bytes kept", msg.Large, len(msg.Bytes))
	}
	picture := "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nA\n--x\nContent-Type: image/png\n\n" + strings.Repeat("iVBORw0KGgo=\n", 1000) + "--x--\n"
	if msg := small(picture); msg.Large || len(msg.Parts) != 1 {
		t.Errorf("a long picture: large %v, %d texts", msg.Large, len(msg.Parts))
	}
	deep := ""
	for i := range 10_000 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	if msg := parse(t, deep+"\nA"); len(msg.Parts) > 1 {
		t.Errorf("%d texts of a deep message", len(msg.Parts))
	}
	many := "Content-Type: multipart/mixed; boundary=x\n" + strings.Repeat("\n--x\nContent-Type: message/rfc822\n\nSubject: A\n\nB", 5_000)
	if msg := parse(t, many); len(msg.Messages) > 1_000 {
		t.Errorf("%d messages", len(msg.Messages))
	}
	if msg := parse(t, strings.Repeat("X: "+strings.Repeat("y", 100)+"\n", 10_000)+"\nA"); len(msg.Parts) != 1 || len(msg.Header) > 1 {
		t.Errorf("a long header: %d texts, %d headers", len(msg.Parts), len(msg.Header))
	}
}

// FuzzRead: what is kept of a message is within the limit and reads as the same texts again.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Subject: =?utf-8?q?a?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nA\n--x\nContent-Type: message/rfc822\n\nSubject: B\n\nC\n--x--\n"))
	f.Add([]byte("From: a@b\nContent-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C1=\n\n"))
	f.Add([]byte("Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: A\n\nB\n--x\n\n\nC"))
	f.Fuzz(func(t *testing.T, b []byte) {
		const limit = 4096
		msg, err := mail.Read(bytes.NewReader(b), limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(msg.Bytes) > limit {
			t.Fatalf("%d bytes kept", len(msg.Bytes))
		}
		_, _ = msg.Header.From(), msg.Root()
		again, err := mail.Read(bytes.NewReader(msg.Bytes), limit)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(texts(msg), texts(again)); diff != "" && !msg.Large {
			t.Fatalf("-first +again:\n%s", diff)
		}
	})
}

func FuzzMailbox(f *testing.F) {
	f.Add([]byte("From a@b Wed Mar  5 10:00:00 2025\nSubject: A\n\n>From x\n\nFrom a@b 10:00\nX: y\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		box := mail.NewMailbox(bytes.NewReader(b), limit)
		kept := 0
		for last := 0; ; {
			msg, err := box.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if msg.Line <= last {
				t.Fatalf("a message on line %d after one on line %d", msg.Line, last)
			}
			last = msg.Line
			if kept += len(msg.Bytes); kept > len(b) {
				t.Fatalf("%d bytes kept of %d", kept, len(b))
			}
		}
	})
}
