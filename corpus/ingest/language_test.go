package ingest_test

import (
	"testing"

	"dateline/corpus/ingest"
)

func TestDetectLanguage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The council of Norrhaven voted on Monday to close the old bridge, which has been unsafe for years.":                                                                                                           "en",
		"THE COUNCIL OF NORRHAVEN VOTED ON MONDAY TO CLOSE THE OLD BRIDGE, WHICH HAS BEEN UNSAFE FOR YEARS.":                                                                                                           "en",
		"Die Regierung hat am Dienstag den Haushalt beschlossen und will weiter sparen. Die Opposition kritisierte die Pläne scharf und kündigte an, im Parlament gegen das Gesetz zu stimmen.":                        "de",
		"Le gouvernement a adopté mardi le budget de l'année prochaine et veut continuer à réduire les dépenses. L'opposition a vivement critiqué ces plans et a annoncé qu'elle voterait contre la loi au parlement.": "fr",
		"Правительство во вторник обсудило бюджет на следующий год и решило сократить расходы, сообщил министр финансов. Оппозиция раскритиковала планы и заявила, что будет голосовать против закона в парламенте.": "ru",
		"内阁星期二开会讨论预算，并决定在明年减少支出。反对党批评这一计划。":                                                                             "zh",
		"Net 1.1 mln vs 829,000\n\nSales 7.9 mln vs 9.4 mln\n\nAvg shrs 2,332,397 vs 1,901,222\n\nShr 45 cts vs 58 cts": "",
		"OPEN HIGH LOW CLOSE MAY7 10230 10250 JUL7 10390 10410 SEP7 10600 10620 DEC7 10800":                             "",
		"Bank rate up": "",
		"":             "",
	} {
		if got := ingest.DetectLanguage(text); got != want {
			t.Errorf("%.60q is %q, want %q", text, got, want)
		}
	}
}

func TestBaseLanguage(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "en", "EN-us": "en", "en_GB": "en", "eng": "en", "pt-BR": "pt", "zh-Hant-TW": "zh", "de, en": "de",
		"": "", "und": "", "English": "", "x": "", "!!": "",
	} {
		if got := ingest.BaseLanguage(tag); got != want {
			t.Errorf("BaseLanguage(%q) = %q, want %q", tag, got, want)
		}
	}
}
