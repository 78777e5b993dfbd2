package when_test

import (
	"testing"
	"time"

	"dateline/corpus/when"

	"github.com/google/go-cmp/cmp"
)

var said = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func TestParse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{ // the date in ISO 8601 to its precision, and the rule
		"2025-01-30":                                   "2025-01-30 iso",
		"2025-01":                                      "2025-01 iso",
		"2025-01-30Z":                                  "2025-01-30 iso",
		"2025-01-30T10:15:00Z":                         "2025-01-30T10:15:00Z iso",
		"2025-01-30t10:15:00z":                         "2025-01-30T10:15:00Z iso",
		"2025-01-30T10:15:00.123+02:00":                "2025-01-30T10:15:00+02:00 iso",
		"2025-01-30T10:15:00+02":                       "2025-01-30T10:15:00+02:00 iso",
		"2025-01-30T10:15-0500":                        "2025-01-30T10:15:00-05:00 iso",
		"2025-01-30T10:15:00 +01:00":                   "2025-01-30T10:15:00+01:00 iso",
		" 2025-01-30  10:15 ":                          "2025-01-30T10:15:00Z iso",
		"2025-01-30 10:15:00 UTC":                      "2025-01-30T10:15:00Z iso",
		"2025-01-30 10:15:00 +0000 UTC":                "2025-01-30T10:15:00Z iso",
		"2025-01-30 10:15:00 -0500":                    "2025-01-30T10:15:00-05:00 iso",
		"2025/1/3":                                     "2025-01-03 iso",
		"2025.01.30":                                   "2025-01-30 iso",
		"20250130":                                     "2025-01-30 compact",
		"20250130101500":                               "2025-01-30T10:15:00Z compact",
		"20250130T101500-0500":                         "2025-01-30T10:15:00-05:00 compact",
		"1738232100":                                   "2025-01-30T10:15:00Z epoch",
		"1738232100000":                                "2025-01-30T10:15:00Z epoch",
		"Thu, 30 Jan 2025 10:15:00 GMT":                "2025-01-30T10:15:00Z rfc2822",
		"Thu, 30 Jan 2025 10:15:00 EST":                "2025-01-30T10:15:00-05:00 rfc2822",
		"30 Jan 2025 10:15 +0100":                      "2025-01-30T10:15:00+01:00 rfc2822",
		"Thu Jan 30 10:15:00 2025":                     "2025-01-30T10:15:00Z rfc2822",
		"Thu Jan 30 10:15:00 +0000 2025":               "2025-01-30T10:15:00Z rfc2822",
		"Thu Jan 30 10:15:00 EST 2025":                 "2025-01-30T10:15:00-05:00 rfc2822",
		"January 30, 2025":                             "2025-01-30 written",
		"JANUARY 30TH, 2025":                           "2025-01-30 written",
		"Thursday, January 30, 2025":                   "2025-01-30 written",
		"30 January 2025":                              "2025-01-30 written",
		"30th of January, 2025":                        "2025-01-30 written",
		"Jan. 30 '25":                                  "2025-01-30 written",
		"Published on January 30, 2025":                "2025-01-30 written",
		"Last updated: 30 Jan 2025 10:15":              "2025-01-30T10:15:00Z written",
		"Jan. 30, 2025 10:15 a.m. ET":                  "2025-01-30T10:15:00-05:00 written",
		"July 30, 2025 at 10:15 PM ET":                 "2025-07-30T22:15:00-04:00 written",
		"10:15 GMT, 30 January 2025":                   "2025-01-30T10:15:00Z written",
		"5:51 PM ET, Thu January 30, 2025":             "2025-01-30T17:51:00-05:00 written",
		"30 Jan 2025 | 1015 GMT":                       "2025-01-30T10:15:00Z written",
		"30 January 2025, 10:15 (GMT+3)":               "2025-01-30T10:15:00+03:00 written",
		"30 January 2025 16:45 +05:30":                 "2025-01-30T16:45:00+05:30 written",
		"30-JAN-2025 10:15:01.79":                      "2025-01-30T10:15:01Z written",
		"Jan 30, 2025 12:05 a.m.":                      "2025-01-30T00:05:00Z written",
		"30. Januar 2025":                              "2025-01-30 written",
		"Stand: 30.01.2025, 10:15 Uhr":                 "2025-01-30T10:15:00Z written",
		"Donnerstag, 30. Januar 2025, 10.15 Uhr":       "2025-01-30T10:15:00Z written",
		"Veröffentlicht am 30. Jänner 2025 um 10:15":   "2025-01-30T10:15:00Z written",
		"30. Juli 2025 um 10:15 MESZ":                  "2025-07-30T10:15:00+02:00 written",
		"30.01.2025":                                   "2025-01-30 written",
		"3.2.2025":                                     "2025-02-03 written",
		"30 janvier 2025":                              "2025-01-30 written",
		"Publié le 1er février 2025 à 10h15":           "2025-02-01T10:15:00Z written",
		"le jeudi 30 janv. 2025 à 10 h 15":             "2025-01-30T10:15:00Z written",
		"30 de enero de 2025":                          "2025-01-30 written",
		"30 ENE 2025 - 10:15 CET":                      "2025-01-30T10:15:00+01:00 written",
		"1.º de fevereiro de 2025":                     "2025-02-01 written",
		"30/jan/2025 às 10h15":                         "2025-01-30T10:15:00Z written",
		"Pubblicato il 30 gennaio 2025 alle ore 10:15": "2025-01-30T10:15:00Z written",
		"mar 28 gen 2025":                              "2025-01-28 written",
		"donderdag 30 januari 2025 om 10:15 uur":       "2025-01-30T10:15:00Z written",
		"30 января 2025 г., 14:05":                     "2025-01-30T14:05:00Z written",
		"14:05, 30 января 2025":                        "2025-01-30T14:05:00Z written",
		"30 січня 2025, 14:05":                         "2025-01-30T14:05:00Z written",
		"30 stycznia 2025, godz. 14:05":                "2025-01-30T14:05:00Z written",
		"30. ledna 2025 v 14:05":                       "2025-01-30T14:05:00Z written",
		"30. 1. 2025 14:05":                            "2025-01-30T14:05:00Z written",
		"2025. január 30. 14:05":                       "2025-01-30T14:05:00Z written",
		"30. tammikuuta 2025 klo 14.05":                "2025-01-30T14:05:00Z written",
		"den 30 januari 2025 kl. 14.05":                "2025-01-30T14:05:00Z written",
		"30. jan. 2025 kl. 14.05":                      "2025-01-30T14:05:00Z written",
		"30 Ocak 2025 Perşembe 14:05":                  "2025-01-30T14:05:00Z written",
		"30 Ιανουαρίου 2025":                           "2025-01-30 written",
		"2025年1月30日":                                   "2025-01-30 written",
		"2025年1月30日 星期四 下午2:05":                        "2025-01-30T14:05:00Z written",
		"2025年01月30日14时05分":                            "2025-01-30T14:05:00Z written",
		"2025年1月30日(木) 14時05分":                         "2025-01-30T14:05:00Z written",
		"令和7年1月30日":                                    "2025-01-30 written",
		"２０２５年１月３０日":                                   "2025-01-30 written",
		"2025년 1월 30일 오후 2시 5분":                        "2025-01-30T14:05:00Z written",
		"입력 2025.01.30. 오후 2:05":                       "2025-01-30T14:05:00Z written",
		"30 يناير 2025":                                "2025-01-30 written",
		"٣٠ يناير ٢٠٢٥":                                "2025-01-30 written",
		"الخميس 30 كانون الثاني 2025":                  "2025-01-30 written",
		"الأربعاء، 28 آب/أغسطس 2013":                   "2013-08-28 written",
		"۱۱ بهمن ۱۴۰۳":                                 "2025-01-30 written",
		"30 जनवरी 2025":                                "2025-01-30 written",
		"३० जनवरी २०२५":                                "2025-01-30 written",
		"30 ม.ค. 2568 14:05 น.":                        "2025-01-30T14:05:00Z written",
		"30 มกราคม 2568":                               "2025-01-30 written",
		"30 tháng 1, 2025":                             "2025-01-30 written",
		"Thứ năm, 30/1/2025, 14:05 (GMT+7)":            "2025-01-30T14:05:00+07:00 written",
		"Kamis, 30 Jan 2025 14:05 WIB":                 "2025-01-30T14:05:00+07:00 written",
		"30 בינואר 2025":                               " ", // the particle is written together
		"01/30/2025":                                   "2025-01-30 written",
		"30/01/2025":                                   "2025-01-30 written",
		"05/05/2025":                                   "2025-05-05 written",
		"January 2025":                                 "2025-01 written",
		"30 January 2025 (30/01/2025)":                 "2025-01-30 written",

		"01/02/2025":                        " ", // January or February
		"2025":                              " ",
		"January 30":                        " ", // no year
		"1/30/25":                           " ",
		"yesterday":                         " ", // of when?
		"2 hours ago":                       " ",
		"Monday":                            " ",
		"32 January 2025":                   " ",
		"30 February 2025":                  " ",
		"2025-02-30":                        " ",
		"N/A":                               " ",
		"null":                              " ",
		"0000-00-00 00:00:00":               " ",
		"":                                  " ",
		"the 2025 budget, as voted":         " ",
		"12345":                             " ",
		"99999999":                          " ",
		"Thu, 30 Jan 2025 10:15:00 Nowhere": " ",
		"30 January 2025, 31 January 2025":  " ",
		"listopad 2025":                     " ", // October in Croatian, November in Czech
		"192.168.1.2025":                    " ",
		"version 1.2.2025.3":                " ",
		"Jane Doe, 30 January 2025":         " ",
	} {
		d := when.Parse(in, when.Options{})
		if got := d.String() + " " + d.From; got != want {
			t.Errorf("%q is read as %q, want %q", in, got, want)
		}
	}
}

func TestParseByLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, language, region, want string
	}{
		{"01/02/2025", "fr", "", "2025-02-01"},
		{"01/02/2025", "en", "", ""},
		{"01/02/2025", "en", "US", "2025-01-02"},
		{"01/02/2025", "en", "GB", "2025-02-01"},
		{"01/02/2025", "en", "CA", ""},
		{"01.02.25", "de", "", "2025-02-01"},
		{"30/01/99", "it", "", "1999-01-30"},
		{"3. listopada 2025.", "hr", "", "2025-10-03"},
		{"3 listopada 2025", "pl", "", "2025-11-03"},
		{"1403/11/11", "fa", "", "2025-01-30"},
		{"30/01/2568", "th", "", "2025-01-30"},
		{"30. Januar 2025 12:30 am", "de", "", "2025-01-30T12:30:00Z"},
	} {
		d := when.Parse(c.in, when.Options{Said: said, Language: c.language, Region: c.region})
		if d.String() != c.want {
			t.Errorf("%q in %s-%s is read as %q, want %q", c.in, c.language, c.region, d, c.want)
		}
	}
}

func TestParseRelative(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"3 hours ago":           "2026-06-01",
		"13 hours ago":          "2026-05-31",
		"Updated 5 minutes ago": "2026-06-01T11:55:00Z",
		"an hour ago":           "2026-06-01",
		"2 days ago":            "2026-05-30",
		"yesterday":             "2026-05-31",
		"Yesterday at 10:15":    "2026-05-31T10:15:00Z",
		"today, 10:15 am":       "2026-06-01T10:15:00Z",
		"vor 3 Stunden":         "2026-06-01",
		"heute, 10:15 Uhr":      "2026-06-01T10:15:00Z",
		"gestern":               "2026-05-31",
		"il y a 3 heures":       "2026-06-01",
		"hier à 10h15":          "2026-05-31T10:15:00Z",
		"hace 2 días":           "2026-05-30",
		"há 2 dias":             "2026-05-30",
		"2 giorni fa":           "2026-05-30",
		"2 dagen geleden":       "2026-05-30",
		"2 дня назад":           "2026-05-30",
		"сегодня, 10:15":        "2026-06-01T10:15:00Z",
		"2天前":                   "2026-05-30",
		"2日前":                   "2026-05-30",
		"2일 전":                  "2026-05-30",
		"منذ يومين":             "2026-05-30",
		"منذ ٣ ساعات":           "2026-06-01",
		"2 dni temu":            "2026-05-30",
		"2 gün önce":            "2026-05-30",
		"för 2 dagar sedan":     "2026-05-30",
		"2 weeks ago":           "",
		"in 2 days":             "",
		"5 hours":               "",
		"soon":                  "",
	} {
		if d := when.Parse(in, when.Options{Said: said}); d.String() != want {
			t.Errorf("%q is read as %q, want %q", in, d, want)
		}
		if d := when.Parse(in, when.Options{}); d.Known() {
			t.Errorf("%q is read as %q without knowing when it was said", in, d)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in       string
		language string
		want     []string // text of the date, date, label
	}{
		{"By Jane Doe, Norvale. Published 30 January 2025 at 10:15 GMT. Updated: 31 January 2025", "en",
			[]string{"30 January 2025 at 10:15 GMT=2025-01-30T10:15:00Z published", "31 January 2025=2025-01-31 updated"}},
		{"Publié le 30/01/2025 à 10h15 - Mis à jour le 02/02/2025 à 09:00", "fr",
			[]string{"30/01/2025 à 10h15=2025-01-30T10:15:00Z published", "02/02/2025 à 09:00=2025-02-02T09:00:00Z updated"}},
		{"입력 2025.01.30 14:05 수정 2025.01.31 09:00", "ko",
			[]string{"2025.01.30 14:05=2025-01-30T14:05:00Z published", "2025.01.31 09:00=2025-01-31T09:00:00Z updated"}},
		{"Erstellt: 30.01.2025, 10:15 Uhr | Aktualisiert: 31.01.2025", "de",
			[]string{"30.01.2025, 10:15 Uhr=2025-01-30T10:15:00Z published", "31.01.2025=2025-01-31 updated"}},
		{"© 2025 Harbour Post. Tel. 030 12 34 2025", "en", nil},
		{"posted 01/02/2025", "en", []string{"01/02/2025=2025-02-01 or 2025-01-02 published"}},
		{"最終更新：2025年1月31日 公開：2025年1月30日", "ja", []string{"2025年1月31日=2025-01-31 updated", "2025年1月30日=2025-01-30 published"}},
		{"The ferries of 12-14 March 2025 and of May 2025", "en", []string{"14 March 2025=2025-03-14", "May 2025=2025-05"}},
	} {
		var got []string
		for _, f := range when.Find(c.in, when.Options{Language: c.language}) {
			line := c.in[f.Start:f.End] + "=" + f.Date.String()
			if f.Other.Known() {
				line += " or " + f.Other.String()
			}
			got = append(got, line+map[when.Label]string{when.Published: " published", when.Updated: " updated"}[f.Label])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestWithout(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Jane Doe. Published: 30 January 2025, 10:15": "Jane Doe| ",
		"山田太郎　公開：2025年1月30日 更新：2025年1月31日":            "山田太郎\u3000|  | ",
		"2025.01.30 14:05 홍길동 기자":                     "|  홍길동 기자",
		"Jane Doe":                                    "Jane Doe",
	} {
		if got := when.Without(in, when.Options{}); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
