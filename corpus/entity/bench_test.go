package entity_test

import (
	"strings"
	"testing"

	"dateline/corpus/entity/country"
	"dateline/corpus/entity/money"
)

// BenchmarkCountriesAndAmounts is the speed of both finders together, on text denser with facts than news is.
func BenchmarkCountriesAndAmounts(b *testing.B) {
	finder, err := country.New()
	if err != nil {
		b.Fatal(err)
	}
	for lang, paragraph := range map[string]string{
		"en": `LIMA, Peru (Wire) — Growers in Ica and La Libertad lost more than $4.5 million to the storm, Peruvian officials said on Monday,
and Chile offered 200 million pesos. A spokesman in Geneva told reporters that nothing had been agreed, and that the owners would wait
for a signal from the bank before they answered. Shares had risen a little, then fell back, and closed at 12.40 euros, where they began.
`,
		"de": `Die Bauern in Sachsen und in Nordspanien verloren nach Angaben aus Madrid mehr als 4,5 Millionen Euro. Ein Sprecher sagte am Montag,
dass nichts vereinbart sei und die Eigentümer auf ein Zeichen der Bank warteten. Die Schweiz bot 200 Millionen Franken.
`,
		"ru": `Фермеры Саратовской области потеряли более 4,5 млн рублей, сообщили в понедельник в Москве. Казахстан предложил помощь.
Представитель банка сказал, что ничего не решено и что владельцы ждут ответа из Новосибирска.
`,
		"zh": `湖南省农民损失超过450万元，官员周一在北京说。智利提供了援助。发言人说，双方尚未达成协议，业主仍在等待银行的答复。
`,
	} {
		b.Run(lang, func(b *testing.B) {
			body := strings.Repeat(paragraph, 20)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				money.FindIn(lang, "", body, finder.FindIn(lang, "", body, nil)...)
			}
		})
	}
}
