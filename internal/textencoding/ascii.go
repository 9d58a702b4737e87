package textencoding

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// ascii is US-ASCII: what lies beyond is a question mark in both directions, as .NET has it.
type ascii struct{}

// NewDecoder implements encoding.Encoding.
func (ascii) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: asciiTransformer{size: func([]byte) int { return 1 }}}
}

// NewEncoder implements encoding.Encoding.
func (ascii) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: asciiTransformer{size: runeSize}}
}

// runeSize is the length of the character that b begins with; 0 if it is not complete.
func runeSize(b []byte) int {
	if !utf8.FullRune(b) {
		return 0
	}
	_, n := utf8.DecodeRune(b)
	return n
}

type asciiTransformer struct {
	transform.NopResetter
	size func([]byte) int
}

// Transform implements transform.Transformer.
func (t asciiTransformer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if nDst == len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		n, c := 1, src[nSrc]
		if c >= utf8.RuneSelf {
			if n = t.size(src[nSrc:]); n == 0 {
				if !atEOF {
					return nDst, nSrc, transform.ErrShortSrc
				}
				n = 1
			}
			c = '?'
		}
		dst[nDst] = c
		nDst++
		nSrc += n
	}
	return nDst, nSrc, nil
}
