package money

import "strings"

// Text in Chinese, Japanese and Arabic has digits and signs of its own. A folded text has ASCII for
// them, one character for one, so that code points stay where they are.

// folded is the ASCII that a character stands for, or itself.
func folded(r rune) rune {
	switch {
	case r >= '！' && r <= '～': // full width
		return r - '！' + '!'
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	case r >= '०' && r <= '९':
		return r - '०' + '0'
	case r == '٫':
		return '.'
	case r == '٬':
		return ','
	case r == '\u3000':
		return ' '
	case r == '￥':
		return '¥'
	case r == '￡':
		return '£'
	case r == '￠':
		return '¢'
	}
	return r
}

// fold returns the text with such characters replaced; most texts have none and come back as they are.
func fold(s string) string {
	for i := range len(s) {
		switch s[i] {
		case 0xD9, 0xDB, 0xEF, 0xE0, 0xE3:
			return strings.Map(folded, s)
		}
	}
	return s
}
