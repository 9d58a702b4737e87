package render

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/partnershell/partnershell/shell/object"
)

// ErrorText is an error record as the screen shows it under $ErrorView, without a line break at the end.
func ErrorText(rec *object.ErrorRecord, o Options) string {
	t := &errorText{rec: rec, opts: &o, palette: o.palette()}
	text := t.text()
	if o.Terminal {
		text = visible(text)
	}
	return text
}

// errorText writes one error record.
type errorText struct {
	palette
	rec  *object.ErrorRecord
	opts *Options
}

func (t *errorText) text() string {
	switch {
	case t.isNative():
		return t.err + t.message() + t.reset
	case object.EqualNames(t.opts.errorView(), "DetailedView"):
		return t.err + ErrorDetails(t.rec, *t.opts) + t.reset
	case object.EqualNames(t.opts.errorView(), "CategoryView"):
		return t.err + t.rec.CategoryMessage() + t.reset
	case object.EqualNames(t.opts.errorView(), "ConciseView"):
		return t.concise() + t.recommended()
	}
	return t.err + t.commandPrefix() + t.normal() + t.reset + t.recommended()
}

// isNative reports what a native program wrote to its error stream: it is shown as it is.
func (t *errorText) isNative() bool {
	return t.rec.ID == "NativeCommandErrorMessage" || t.rec.ID == "NativeCommandError"
}

func (t *errorText) message() string { return t.rec.Error() }

func (t *errorText) recommended() string {
	if strings.TrimSpace(t.rec.Recommended) == "" {
		return ""
	}
	return "\n" + t.err + "  Recommendation: " + t.rec.Recommended + t.reset
}

// commandPrefix is "Command : " of NormalView.
func (t *errorText) commandPrefix() string {
	name := t.rec.Position.InvokedName
	if name == "" || name == "&" || name == "." {
		name = t.rec.Position.Command
	}
	if name == "" {
		return ""
	}
	return name + " : "
}

// normal is NormalView: message, position, category, id.
func (t *errorText) normal() string {
	text := t.message()
	if t.rec.Position.Command != "" || t.rec.Category != object.ParserError {
		if position := PositionMessage(t.rec.Position); position != "" {
			text += "\n" + position
		}
	}
	return text + "\n+ CategoryInfo          : " + t.rec.CategoryMessage() +
		"\n+ FullyQualifiedErrorId : " + t.rec.FullyQualifiedErrorID()
}

// concise is ConciseView: "Reason: message", in a script with the line that failed.
func (t *errorText) concise() string {
	if !t.showsLine() {
		return t.err + t.reason() + ": " + t.err + t.bareMessage() + t.reset
	}
	return t.err + t.reason() + ": " + t.block() + t.reset
}

// showsLine reports whether the error has a line worth showing: it is in a script file, or not in the first line of
// what was typed. Errors of script modules are the module's business.
func (t *errorText) showsLine() bool {
	p := t.rec.Position
	if strings.HasSuffix(strings.ToLower(p.File), ".psm1") {
		return false
	}
	return p.File != "" || p.Line > 1 || t.rec.Category == object.ParserError
}

// bareMessage is the message; a parse error's carries its position in front, which is left out.
func (t *errorText) bareMessage() string {
	message := t.message()
	if t.rec.Details != "" || t.rec.Category != object.ParserError {
		return message
	}
	if _, rest, ok := strings.Cut(message, "~\n"); ok {
		message, _, _ = strings.Cut(rest, "\n\n")
	}
	return message
}

// block is the file, the line, the tildes below it and the message, each behind a bar.
func (t *errorText) block() string {
	p := t.rec.Position
	var b strings.Builder
	if p.File != "" {
		b.WriteString(t.reset + p.File + ":" + strconv.Itoa(p.Line))
	}
	number := strconv.Itoa(p.Line)
	margin := strings.Repeat(" ", max(len(number)-len("Line"), 0))
	prefix := t.errAccent + margin + "     | " + t.err
	b.WriteString("\n" + t.errAccent + margin + "Line |\n")
	if x, ok := newExcerpt(p); ok {
		b.WriteString(t.errAccent + strings.Repeat(" ", max(4-len(number), 0)) + number + " | " + t.reset + " ")
		b.WriteString(t.highlight(x) + "\n" + prefix + " " + x.underline() + "\n")
	}
	b.WriteString(t.err + t.wrapped(prefix))
	return b.String()
}

// highlight colours the part of the line that the tildes are below.
func (t *errorText) highlight(x excerpt) string {
	if t.errAccent == "" || x.length >= units(x.text)-1 {
		return x.text
	}
	runes := []rune(x.text)
	from, to := unitIndex(runes, x.start), unitIndex(runes, x.start+x.length)
	return string(runes[:from]) + t.errAccent + string(runes[from:to]) + t.reset + string(runes[to:])
}

// unitIndex is the index of the rune at a distance in UTF-16 units.
func unitIndex(runes []rune, distance int) int {
	for i, c := range runes {
		if distance <= 0 {
			return i
		}
		distance--
		if c > 0xffff {
			distance--
		}
	}
	return len(runes)
}

// wrapped is the message behind the bar, broken at blanks where it is wider than the window; in a script file line
// breaks become blanks.
func (t *errorText) wrapped(prefix string) string {
	message := t.bareMessage()
	if t.rec.Position.File == "" && t.rec.Category != object.ParserError {
		return prefix + message
	}
	message = strings.NewReplacer("\n", " ", "\t", " ").Replace(message)
	window := t.opts.window()
	visible := utf8.RuneCountInString(object.WithoutSequences(prefix))
	if visible+utf8.RuneCountInString(message) <= window {
		return prefix + message
	}
	var lines []string
	for visible+utf8.RuneCountInString(message) > window {
		piece, ok := cutAtBlank(message, window-visible)
		if !ok {
			if lines == nil { // the blank of the prefix is the last there is
				lines = append(lines, prefix[:strings.LastIndexByte(prefix, ' ')])
			}
			break
		}
		lines = append(lines, prefix+piece)
		message = strings.TrimSpace(message[len(piece):])
	}
	return strings.Join(append(lines, prefix+message), "\n")
}

// cutAtBlank is the first n characters of s up to the last blank among them; ok is false where there is none.
func cutAtBlank(s string, n int) (piece string, ok bool) {
	runes := []rune(s)
	head := string(runes[:min(max(n, 0), len(runes))])
	i := strings.LastIndexAny(head, " \t\n\r\f\v")
	return head[:max(i, 0)], i > 0
}

// reason is the word in front of the message: what failed, or the kind of error.
func (t *errorText) reason() string {
	rec, p := t.rec, t.rec.Position
	switch {
	case rec.Thrown && isRuntimeException(rec):
		return "Exception"
	case p.Command != "" && t.opts.commandExists(p.Command):
		return p.Command
	case rec.Activity != "":
		return rec.Activity
	case p.Command != "":
		return p.Command
	case p.InvokedName != "":
		return p.InvokedName
	case rec.Category != object.NotSpecified:
		return rec.Category.String()
	case rec.Exception != nil:
		return rec.CategoryReason()
	}
	return "Error"
}

func (o *Options) commandExists(name string) bool {
	return o.CommandExists == nil || o.CommandExists(name)
}

// isRuntimeException reports whether the exception is PowerShell's own kind, which remembers that it was thrown.
func isRuntimeException(rec *object.ErrorRecord) bool {
	if rec.Exception == nil {
		return false
	}
	runtimeException := object.ExceptionType("System.Management.Automation.RuntimeException")
	return rec.Exception.Class != nil && rec.Exception.Class.AssignableTo(runtimeException)
}
