package dotnet

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/partnershell/partnershell/shell/object"
)

// webEncoder is HtmlEncoder, UrlEncoder or JavaScriptEncoder of System.Text.Encodings.Web.
type webEncoder struct {
	class   string
	relaxed bool
}

// Type implements object.Object.
func (e webEncoder) Type() *object.Type {
	return object.LibraryType("System.Text.Encodings.Web." + e.class)
}

// encode escapes what is not plainly text of the Basic Latin block.
func (e webEncoder) encode(s string) string {
	var b strings.Builder
	for _, r := range s {
		if e.plain(r) {
			b.WriteRune(r)
			continue
		}
		switch e.class {
		case "HtmlEncoder":
			b.WriteString(htmlEscape(r))
		case "UrlEncoder":
			for _, c := range []byte(string(r)) {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		default:
			b.WriteString(scriptEscape(r))
		}
	}
	return b.String()
}

func (e webEncoder) plain(r rune) bool {
	switch {
	case r > '~' && e.relaxed:
		return unicode.IsPrint(r)
	case r < ' ' || r > '~':
		return false
	case e.class == "UrlEncoder":
		return r < 0x7F && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-._~", r))
	case e.relaxed:
		return r != '"' && r != '\\'
	case e.class == "JavaScriptEncoder" && (r == '\\' || r == '`'):
		return false
	}
	return !strings.ContainsRune("<>&'\"+", r)
}

func htmlEscape(r rune) string {
	switch r {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&quot;"
	}
	return fmt.Sprintf("&#x%X;", r)
}

func scriptEscape(r rune) string {
	for i, c := range "\b\t\n\f\r\\" {
		if r == c {
			return `\` + `btnfr\`[i:i+1]
		}
	}
	if r == '"' {
		return `\u0022`
	}
	var b strings.Builder
	for _, u := range unitsOf(string(r)) {
		fmt.Fprintf(&b, `\u%04X`, u)
	}
	return b.String()
}

func webEncoderClass(name string) class {
	return class{
		staticProperties: getters{
			"Default":                   constant(webEncoder{class: name}),
			"UnsafeRelaxedJsonEscaping": constant(webEncoder{class: name, relaxed: true}),
		},
		methods: methods{"Encode": do(func(e webEncoder, a args) object.Value { return e.encode(a.text(0)) })},
	}
}

// asciiClass is System.Text.Ascii, as far as its arguments are no spans.
func asciiClass() class {
	return class{statics: methods{"IsValid": static(func(a args) object.Value { return a.int64(0) < 0x80 })}}
}

// formattable is System.FormattableString: a format and what it formats.
type formattable struct {
	format string
	values []object.Value
}

// Type implements object.Object.
func (*formattable) Type() *object.Type {
	return object.LibraryType("System.Runtime.CompilerServices.FormattableStringFactory+ConcreteFormattableString")
}

// Text implements object.Texter.
func (f *formattable) Text() string { s, _ := f.Format("", object.CurrentCulture); return s }

// Format implements object.Formatter.
func (f *formattable) Format(_ string, c *object.Culture) (string, error) {
	text, err := stringFormat(append(args{c, f.format}, f.values...))
	if err != nil {
		return "", err
	}
	return text.(string), nil
}

func formattableClass(name string) class {
	if strings.HasSuffix(name, "FormattableStringFactory") {
		return class{statics: methods{"Create": try(func(a args) (object.Value, error) {
			if a.at(0) == nil {
				return nil, argumentNull("format")
			}
			return &formattable{a.text(0), a.items(1)}, nil
		})}}
	}
	written := func(c *object.Culture) method {
		return try(func(a args) (object.Value, error) {
			f, ok := a.at(0).(*formattable)
			if !ok {
				return nil, argumentNull("formattable")
			}
			return orError(f.Format("", c))
		})
	}
	return class{
		properties: getters{
			"Format":        get(func(f *formattable) object.Value { return f.format }),
			"ArgumentCount": get(func(f *formattable) object.Value { return i32(len(f.values)) }),
		},
		methods: methods{
			"GetArguments": do(func(f *formattable, _ args) object.Value { return object.NewArray(f.values...) }),
			"GetArgument":  call(func(f *formattable, a args) (object.Value, error) { return itemAt(f.values, a.int(0)) }),
			"ToString":     call(func(f *formattable, a args) (object.Value, error) { return orError(f.Format("", a.culture(0))) }),
		},
		statics: methods{
			"Invariant":      written(object.InvariantCulture),
			"CurrentCulture": try(func(a args) (object.Value, error) { return written(object.CurrentCulture)(nil, a) }),
		},
		order: []string{"Format", "ArgumentCount"},
	}
}
