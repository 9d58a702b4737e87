package dotnet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// drawn is Point or Size of System.Drawing: two whole numbers.
type drawn struct {
	class string
	x, y  int32
}

// The names of a class's two numbers.
var drawnParts = map[string][2]string{"Point": {"X", "Y"}, "Size": {"Width", "Height"}}

// Type implements object.Object.
func (d drawn) Type() *object.Type { return object.LibraryType("System.Drawing." + d.class) }

// Text implements object.Texter.
func (d drawn) Text() string {
	if d.class == "Size" {
		return fmt.Sprintf("{Width=%d, Height=%d}", d.x, d.y)
	}
	return fmt.Sprintf("{X=%d,Y=%d}", d.x, d.y)
}

// EqualTo implements object.Equatable.
func (d drawn) EqualTo(other object.Value) bool { return other == object.Value(d) }

// color is System.Drawing.Color: its name, if it has one, and how much of each it holds.
type color struct {
	name       string
	a, r, g, b uint8
}

// Type implements object.Object.
func (color) Type() *object.Type { return object.LibraryType("System.Drawing.Color") }

// Text implements object.Texter.
func (c color) Text() string {
	switch {
	case c.name != "":
		return "Color [" + c.name + "]"
	case c == color{}:
		return "Color [Empty]"
	}
	return fmt.Sprintf("Color [A=%d, R=%d, G=%d, B=%d]", c.a, c.r, c.g, c.b)
}

// EqualTo implements object.Equatable.
func (c color) EqualTo(other object.Value) bool { return other == object.Value(c) }

func (c color) argb() int32 {
	return int32(uint32(c.a)<<24 | uint32(c.r)<<16 | uint32(c.g)<<8 | uint32(c.b))
}

// namedColors are the colours that HTML names too, as far as scripts use them.
var namedColors = map[string]uint32{"Black": 0, "White": 0xFFFFFF, "Red": 0xFF0000, "Green": 0x008000, "Blue": 0x0000FF,
	"Yellow": 0xFFFF00, "Cyan": 0x00FFFF, "Magenta": 0xFF00FF, "Gray": 0x808080, "Silver": 0xC0C0C0, "Orange": 0xFFA500,
	"Purple": 0x800080, "Brown": 0xA52A2A, "Pink": 0xFFC0CB, "Navy": 0x000080, "Teal": 0x008080, "Lime": 0x00FF00,
	"Maroon": 0x800000, "Olive": 0x808000, "Aqua": 0x00FFFF, "Fuchsia": 0xFF00FF, "DarkRed": 0x8B0000, "DarkGreen": 0x006400,
	"DarkBlue": 0x00008B, "LightGray": 0xD3D3D3, "DarkGray": 0xA9A9A9, "Gold": 0xFFD700, "Crimson": 0xDC143C}

func colorNamed(name string) (color, bool) {
	for known, rgb := range namedColors {
		if strings.EqualFold(known, name) {
			return color{known, 255, uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb)}, true
		}
	}
	return color{name: name}, false
}

// colorOfHTML reads #RRGGBB, #RGB or a name.
func colorOfHTML(a args) (object.Value, error) {
	text := strings.TrimSpace(a.text(0))
	digits, isNumber := strings.CutPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 24)
	switch {
	case text == "":
		return color{}, nil
	case isNumber && err == nil && len(digits) == 6:
		return color{a: 255, r: uint8(n >> 16), g: uint8(n >> 8), b: uint8(n)}, nil
	case isNumber:
		return nil, formatError("The input string '%s' was not in a correct format.", digits)
	}
	if c, ok := colorNamed(text); ok {
		return c, nil
	}
	return nil, object.NewException("System.ArgumentException", "'%s' is not a valid value for 'Color'. (Parameter 'htmlColor')", text)
}

func drawingClass(name string) class {
	switch name {
	case "Color":
		return colorClass()
	case "ColorTranslator":
		return class{statics: methods{
			"FromHtml": try(colorOfHTML),
			"ToHtml": static(func(a args) object.Value {
				c, _ := a.at(0).(color)
				if c.name != "" {
					return c.name
				}
				return fmt.Sprintf("#%02X%02X%02X", c.r, c.g, c.b)
			}),
		}}
	}
	parts, ok := drawnParts[name]
	if !ok {
		return class{}
	}
	x := func(d *drawn) *int32 { return &d.x }
	y := func(d *drawn) *int32 { return &d.y }
	c := class{
		new:              static(func(a args) object.Value { return drawn{name, int32(a.int(0)), int32(a.int(1))} }),
		staticProperties: getters{"Empty": constant(drawn{class: name})},
		properties:       getters{"IsEmpty": get(func(d drawn) object.Value { return d.x == 0 && d.y == 0 })},
		methods:          methods{"ToString": do(func(d drawn, _ args) object.Value { return d.Text() })},
		order:            []string{"IsEmpty", parts[0], parts[1]},
	}
	for i, field := range []func(*drawn) *int32{x, y} {
		c.properties[parts[i]] = get(func(d drawn) object.Value { return object.Int32(*field(&d)) })
	}
	return c
}

func colorClass() class {
	part := func(f func(color) uint8) getter {
		return get(func(c color) object.Value { return f(c) })
	}
	c := class{
		staticProperties: getters{"Empty": constant(color{})},
		properties: getters{
			"A": part(func(c color) uint8 { return c.a }), "R": part(func(c color) uint8 { return c.r }),
			"G": part(func(c color) uint8 { return c.g }), "B": part(func(c color) uint8 { return c.b }),
			"Name": get(func(c color) object.Value {
				if c.name != "" {
					return c.name
				}
				return strconv.FormatUint(uint64(uint32(c.argb())), 16)
			}),
			"IsKnownColor":  get(func(c color) object.Value { return c.name != "" }),
			"IsNamedColor":  get(func(c color) object.Value { return c.name != "" }),
			"IsSystemColor": constant(false),
			"IsEmpty":       get(func(c color) object.Value { return c == color{} }),
		},
		statics: methods{
			"FromName": static(func(a args) object.Value { c, _ := colorNamed(a.text(0)); return c }),
			"FromArgb": static(func(a args) object.Value {
				switch len(a) {
				case 1:
					n := uint32(a.int64(0))
					return color{a: uint8(n >> 24), r: uint8(n >> 16), g: uint8(n >> 8), b: uint8(n)}
				case 3:
					return color{a: 255, r: uint8(a.int(0)), g: uint8(a.int(1)), b: uint8(a.int(2))}
				}
				return color{a: uint8(a.int(0)), r: uint8(a.int(1)), g: uint8(a.int(2)), b: uint8(a.int(3))}
			}),
		},
		methods: methods{
			"ToArgb":   do(func(c color, _ args) object.Value { return object.Int32(c.argb()) }),
			"ToString": do(func(c color, _ args) object.Value { return c.Text() }),
		},
		order: []string{"R", "G", "B", "A", "IsKnownColor", "IsEmpty", "IsNamedColor", "IsSystemColor", "Name"},
	}
	for name := range namedColors {
		c.staticProperties[name] = value(func() object.Value { v, _ := colorNamed(name); return v })
	}
	return c
}
