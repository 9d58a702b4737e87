package render

import "strconv"

// Coloured puts text in console colours, numbered as System.ConsoleColor; -1 leaves a colour as it is.
func Coloured(text string, foreground, background int) string {
	if foreground < 0 && background < 0 {
		return text
	}
	return colourSequence(foreground, 30) + colourSequence(background, 40) + text + "\x1b[0m"
}

// colourSequence is the escape sequence of a console colour; base is 30 for text and 40 for its background.
func colourSequence(colour, base int) string {
	if colour < 0 || colour > 15 {
		return ""
	}
	// ConsoleColor counts blue, green, red in its lowest bits, terminals red, green, blue.
	code := base + (colour&1)<<2 + colour&2 + (colour&4)>>2
	if colour >= 8 {
		code += 60
	}
	return "\x1b[" + strconv.Itoa(code) + "m"
}
