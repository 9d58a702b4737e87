package entra

import (
	"encoding/base64"
	"net/http"
	"strings"
)

// ClaimsChallenge finds the claims that a service demands of a new token (continuous access evaluation): the
// claims parameter of the Bearer challenge in WWW-Authenticate, decoded to JSON. The Bearer challenge may stand
// behind another one in the same header line, so the line is not simply split at commas.
func ClaimsChallenge(header http.Header) (claims string, ok bool) {
	for _, line := range header.Values("WWW-Authenticate") {
		parameters := bearerParameters(line)
		if !strings.Contains(parameters, "insufficient_claims") {
			continue
		}
		if claims, ok = decodeClaims(parameter(parameters, "claims")); ok {
			return claims, true
		}
	}
	return "", false
}

// bearerParameters is the text after the Bearer scheme, wherever it starts outside quotes.
func bearerParameters(line string) string {
	const scheme = "bearer "
	quoted := false
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case quoted || (i > 0 && line[i-1] != ' ' && line[i-1] != ','):
		case len(line)-i >= len(scheme) && strings.EqualFold(line[i:i+len(scheme)], scheme):
			return line[i+len(scheme):]
		}
	}
	return ""
}

// parameter is the quoted value of a name in the parameters of a challenge.
func parameter(parameters, name string) string {
	quoted := false
	for i := 0; i < len(parameters); i++ {
		if parameters[i] == '"' {
			quoted = !quoted
		}
		if quoted || (i > 0 && parameters[i-1] != ' ' && parameters[i-1] != ',') {
			continue
		}
		if rest, found := strings.CutPrefix(parameters[i:], name+`="`); found {
			value, _, _ := strings.Cut(rest, `"`)
			return value
		}
	}
	return ""
}

// decodeClaims accepts the alphabets and paddings of base64 that services use.
func decodeClaims(encoded string) (string, bool) {
	encoded = strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(encoded)
	raw, err := base64.RawStdEncoding.DecodeString(encoded)
	if err != nil || len(raw) == 0 || raw[0] != '{' {
		return "", false
	}
	return string(raw), true
}
