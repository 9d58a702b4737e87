package render

import (
	"math"
	"strings"
)

// customWriter lays out the tokens of a custom view or of a group's heading.
type customWriter struct {
	f      *Formatter
	width  int
	frames []token
	buffer strings.Builder
}

const noWidth = math.MaxInt32

// writeCustom writes tokens into lines of a width, and what is left in the end as a line of its own.
func (f *Formatter) writeCustom(tokens []token, width int) error {
	w := &customWriter{f: f, width: width}
	if err := w.tokens(tokens, 0); err != nil {
		return err
	}
	return w.flush()
}

const maxCustomDepth = 50

func (w *customWriter) tokens(tokens []token, depth int) error {
	for _, t := range tokens {
		if err := w.token(t, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *customWriter) token(t token, depth int) error {
	switch t.kind {
	case textToken:
		w.buffer.WriteString(t.text)
	case newLineToken:
		return w.flush()
	case groupToken:
		if depth < maxCustomDepth {
			return w.tokens(t.tokens, depth+1)
		}
	case frameToken:
		if depth < maxCustomDepth {
			w.frames = append(w.frames, t)
			err := w.tokens(t.tokens, depth+1)
			w.frames = w.frames[:len(w.frames)-1]
			return err
		}
	}
	return nil
}

// flush writes the buffered text, indented as the frames around it say.
func (w *customWriter) flush() error {
	left, first := 0, 0
	for _, frame := range w.frames {
		left += frame.left
		first = frame.first
	}
	text := w.buffer.String()
	w.buffer.Reset()
	useful := w.width - left
	if useful <= 0 {
		text = ""
	}
	if max(first, -first) >= useful {
		first = 0
	}
	firstWidth, restWidth, firstIndent, restIndent := useful-first, useful, left+first, left
	if first < 0 { // hanging: the first line begins where the frame does, the others further in
		firstWidth, restWidth, firstIndent, restIndent = useful, useful+first, left, left-first
	}
	for i, line := range w.f.wrapLines(text, firstWidth, restWidth) {
		indent := restIndent
		if i == 0 {
			indent = firstIndent
		}
		if err := w.f.writeLine(padding(indent) + line); err != nil {
			return err
		}
	}
	return nil
}
