package object

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// FormatGuid is Guid.ToString(format): D, N, B, P or X.
func FormatGuid(g Guid, format string) (string, error) {
	d := fmt.Sprintf("%x-%x-%x-%x-%x", g[0:4], g[4:6], g[6:8], g[8:10], g[10:16])
	switch format {
	case "", "d", "D":
		return d, nil
	case "n", "N":
		return hex.EncodeToString(g[:]), nil
	case "b", "B":
		return "{" + d + "}", nil
	case "p", "P":
		return "(" + d + ")", nil
	case "x", "X":
		return fmt.Sprintf("{0x%x,0x%x,0x%x,{0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x,0x%02x}}", g[0:4], g[4:6],
			g[6:8], g[8], g[9], g[10], g[11], g[12], g[13], g[14], g[15]), nil
	}
	return "", NewException("System.FormatException",
		`Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".`)
}

func errGuid(message string) error { return NewException("System.FormatException", "%s", message) }

// ParseGuid is Guid.Parse: the forms N, D, B, P and X.
func ParseGuid(text string) (Guid, error) {
	s := strings.TrimSpace(text)
	if len(s) < 32 {
		return Guid{}, errGuid("Unrecognized Guid format.")
	}
	switch {
	case s[0] == '(':
		return parseGuidDashes(s, "(", ")", "Guid should contain 32 digits with 4 dashes "+
			"(xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).")
	case s[0] == '{' && s[9] == '-':
		return parseGuidDashes(s, "{", "}", "Guid should contain 32 digits with 4 dashes "+
			"(xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).")
	case s[0] == '{':
		return parseGuidHex(s)
	case s[8] == '-':
		return parseGuidDashes(s, "", "", "Guid should contain 32 digits with 4 dashes "+
			"(xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).")
	case len(s) != 32:
		return Guid{}, errGuid("Guid should contain only 32 digits (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx).")
	}
	return guidDigits(s)
}

func guidDigits(s string) (g Guid, err error) {
	if _, err := hex.Decode(g[:], []byte(s)); err != nil {
		return Guid{}, errGuid("Guid string should only contain hexadecimal characters.")
	}
	return g, nil
}

func parseGuidDashes(s, open, end, message string) (Guid, error) {
	body := strings.TrimSuffix(strings.TrimPrefix(s, open), end)
	if len(s) != 36+len(open)+len(end) || len(body) != 36 ||
		body[8] != '-' || body[13] != '-' || body[18] != '-' || body[23] != '-' {
		return Guid{}, errGuid(message)
	}
	return guidDigits(body[:8] + body[9:13] + body[14:18] + body[19:23] + body[24:])
}

// parseGuidHex reads {0x…,0x…,0x…,{0x…, …}}.
func parseGuidHex(s string) (g Guid, err error) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, s)
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}}") {
		return g, errGuid("Could not find a brace, or the length between the previous token and the brace was zero " +
			"(i.e., '0x,'etc.).")
	}
	parts := strings.Split(strings.Replace(s[1:len(s)-2], "{", "", 1), ",")
	widths := [...]int{4, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1}
	if len(parts) != len(widths) {
		return g, errGuid("Unrecognized Guid format.")
	}
	at := 0
	for i, part := range parts {
		digits, ok := strings.CutPrefix(strings.ToLower(part), "0x")
		n, err := strconv.ParseUint(digits, 16, widths[i]*8)
		if !ok || err != nil {
			return g, errGuid("Expected 0x prefix.")
		}
		for j := widths[i] - 1; j >= 0; j-- {
			g[at+j] = byte(n)
			n >>= 8
		}
		at += widths[i]
	}
	return g, nil
}
