package dotnet

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

// newLine is Environment.NewLine.
var newLine = map[bool]string{true: "\r\n", false: "\n"}[runtime.GOOS == "windows"]

// started is when the process began, near enough for Environment.TickCount.
var started = time.Now()

func environmentClass() class {
	return class{
		staticProperties: getters{
			"NewLine":                constant(newLine),
			"MachineName":            value(func() object.Value { name, _ := os.Hostname(); return name }),
			"UserName":               value(func() object.Value { return userName() }),
			"UserDomainName":         value(func() object.Value { name, _ := os.Hostname(); return name }),
			"UserInteractive":        constant(true),
			"CurrentDirectory":       tryGet0(func() (object.Value, error) { return orError(os.Getwd()) }),
			"ProcessorCount":         value(func() object.Value { return i32(runtime.NumCPU()) }),
			"ProcessId":              value(func() object.Value { return i32(os.Getpid()) }),
			"ProcessPath":            value(func() object.Value { path, _ := os.Executable(); return path }),
			"Is64BitProcess":         constant(math.MaxInt > math.MaxInt32),
			"Is64BitOperatingSystem": constant(math.MaxInt > math.MaxInt32),
			"TickCount":              value(func() object.Value { return int32(time.Since(started).Milliseconds()) }),
			"TickCount64":            value(func() object.Value { return time.Since(started).Milliseconds() }),
			"ExitCode":               constant(int32(0)),
			"HasShutdownStarted":     constant(false),
			"SystemPageSize":         value(func() object.Value { return i32(os.Getpagesize()) }),
			"SystemDirectory":        constant(""),
			"Version":                value(func() object.Value { return &Version{10, 0, 0, -1} }),
			"OSVersion":              value(func() object.Value { return operatingSystem{} }),
			"CommandLine":            value(func() object.Value { return strings.Join(os.Args, " ") }),
			"CurrentManagedThreadId": constant(int32(1)),
		},
		staticSetters: setters{"CurrentDirectory": func(_, v object.Value) error { return ioError(os.Chdir(object.ToText(v)), object.ToText(v)) }},
		statics: methods{
			"GetEnvironmentVariable": static(func(a args) object.Value {
				if v, ok := os.LookupEnv(a.text(0)); ok {
					return v
				}
				return nil
			}),
			"SetEnvironmentVariable": static(func(a args) object.Value {
				if a.text(1) == "" {
					_ = os.Unsetenv(a.text(0))
				} else {
					_ = os.Setenv(a.text(0), a.text(1))
				}
				return object.Nothing
			}),
			"GetEnvironmentVariables": static(func(args) object.Value {
				h := object.NewHashtable()
				for _, e := range os.Environ() {
					name, v, _ := strings.Cut(e, "=")
					h.Set(name, v)
				}
				return h
			}),
			"ExpandEnvironmentVariables": static(func(a args) object.Value { return expandVariables(a.text(0)) }),
			"GetCommandLineArgs":         static(func(args) object.Value { return textArray(os.Args) }),
			"GetFolderPath":              static(func(a args) object.Value { return specialFolder(a.enum(0, 0)) }),
			"GetLogicalDrives":           static(func(args) object.Value { return textArray([]string{"/"}) }),
		},
	}
}

// tryGet0 is a static property that may fail.
func tryGet0(f func() (object.Value, error)) getter {
	return func(object.Value) (object.Value, error) { return f() }
}

func userName() string {
	for _, name := range []string{"USER", "USERNAME", "LOGNAME"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	if os.Getuid() == 0 {
		return "root"
	}
	return ""
}

// expandVariables replaces %NAME%; names that are not set stay.
func expandVariables(s string) string {
	var b strings.Builder
	for {
		start := strings.IndexByte(s, '%')
		if start < 0 {
			break
		}
		end := strings.IndexByte(s[start+1:], '%')
		if end < 0 {
			break
		}
		v, ok := os.LookupEnv(s[start+1 : start+1+end])
		if !ok {
			b.WriteString(s[:start+1+end])
			s = s[start+1+end:]
			continue
		}
		b.WriteString(s[:start] + v)
		s = s[start+end+2:]
	}
	return b.String() + s
}

// specialFolder is the folder of an Environment.SpecialFolder, as .NET finds it on Unix; on Windows by variables.
func specialFolder(n int64) string {
	home, _ := os.UserHomeDir()
	variable := func(name, otherwise string) string {
		if v := os.Getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	windows := runtime.GOOS == "windows"
	switch n {
	case 0, 16: // Desktop
		return filepath.Join(home, "Desktop")
	case 5: // MyDocuments
		if windows {
			return filepath.Join(home, "Documents")
		}
		return home
	case 13:
		return filepath.Join(home, "Music")
	case 39:
		return filepath.Join(home, "Pictures")
	case 26: // ApplicationData
		if windows {
			return os.Getenv("APPDATA")
		}
		return variable("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	case 28: // LocalApplicationData
		if windows {
			return os.Getenv("LOCALAPPDATA")
		}
		return variable("XDG_DATA_HOME", filepath.Join(home, ".local", "share"))
	case 35: // CommonApplicationData
		return variable("ProgramData", "/usr/share")
	case 40: // UserProfile
		return home
	case 36, 37:
		return os.Getenv("SystemRoot")
	case 38:
		return os.Getenv("ProgramFiles")
	case 21:
		return filepath.Join(home, "Templates")
	}
	return ""
}

// operatingSystem is Environment.OSVersion.
type operatingSystem struct{}

// Type implements object.Object.
func (operatingSystem) Type() *object.Type { return object.LibraryType("System.OperatingSystem") }

// Text implements object.Texter.
func (operatingSystem) Text() string { return platformName() + " " + "0.0" }

func platformName() string {
	if runtime.GOOS == "windows" {
		return "Microsoft Windows NT"
	}
	return "Unix"
}

func operatingSystemClass() class {
	number := int64(4)
	if runtime.GOOS == "windows" {
		number = 2
	}
	return class{
		properties: getters{
			"Platform":      value(func() object.Value { return object.NewEnum("System.PlatformID", number) }),
			"Version":       value(func() object.Value { return &Version{0, 0, -1, -1} }),
			"VersionString": value(func() object.Value { return operatingSystem{}.Text() }),
			"ServicePack":   constant(""),
		},
	}
}

// bitConverterClass is System.BitConverter; every system that this runs on is little-endian.
func bitConverterClass() class {
	c := class{
		staticProperties: getters{"IsLittleEndian": constant(true)},
		statics: methods{
			"GetBytes":          try(bitBytes),
			"ToString":          try(bitText),
			"ToBoolean":         try(func(a args) (object.Value, error) { b, err := bitsAt(a, 1); return len(b) > 0 && b[0] != 0, err }),
			"DoubleToInt64Bits": static(func(a args) object.Value { return int64(math.Float64bits(a.float(0))) }),
			"Int64BitsToDouble": static(func(a args) object.Value { return math.Float64frombits(uint64(a.int64(0))) }),
			"SingleToInt32Bits": static(func(a args) object.Value { return object.Int32(int32(math.Float32bits(float32(toFloat(a.at(0)))))) }),
			"Int32BitsToSingle": static(func(a args) object.Value { return math.Float32frombits(uint32(a.int64(0))) }),
		},
	}
	for name, r := range map[string]struct {
		size int
		read func(b []byte) object.Value
	}{
		"ToInt16":  {2, func(b []byte) object.Value { return int16(binary.LittleEndian.Uint16(b)) }},
		"ToUInt16": {2, func(b []byte) object.Value { return binary.LittleEndian.Uint16(b) }},
		"ToInt32":  {4, func(b []byte) object.Value { return int32(binary.LittleEndian.Uint32(b)) }},
		"ToUInt32": {4, func(b []byte) object.Value { return binary.LittleEndian.Uint32(b) }},
		"ToInt64":  {8, func(b []byte) object.Value { return int64(binary.LittleEndian.Uint64(b)) }},
		"ToUInt64": {8, func(b []byte) object.Value { return binary.LittleEndian.Uint64(b) }},
		"ToChar":   {2, func(b []byte) object.Value { return object.Char(binary.LittleEndian.Uint16(b)) }},
		"ToSingle": {4, func(b []byte) object.Value { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }},
		"ToDouble": {8, func(b []byte) object.Value { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }},
	} {
		c.statics[name] = try(func(a args) (object.Value, error) {
			b, err := bitsAt(a, r.size)
			if err != nil {
				return nil, err
			}
			return r.read(b), nil
		})
	}
	return c
}

// bitsAt are size bytes of an array from an index.
func bitsAt(a args, size int) ([]byte, error) {
	b, ok := a.bytes(0)
	if !ok {
		return nil, argumentNull("value")
	}
	at := a.int(1)
	if at < 0 || at >= len(b) {
		return nil, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than the size of the collection.")
	}
	if at > len(b)-size {
		return nil, argumentError("value", "Destination array is not long enough to copy all the items in the collection. Check array index and length.")
	}
	return b[at : at+size], nil
}

func bitBytes(a args) (object.Value, error) {
	b, ok := littleEndian(a.at(0))
	if !ok {
		return nil, object.ErrNotImplemented
	}
	return byteArray(b), nil
}

// littleEndian are the bytes of a number in memory.
func littleEndian(v object.Value) ([]byte, bool) {
	switch n := v.(type) {
	case bool:
		return []byte{byte(boolInt(n))}, true
	case int16, uint16, object.Char:
		i, _ := toInt64(n)
		return binary.LittleEndian.AppendUint16(nil, uint16(i)), true
	case int32, uint32:
		i, _ := toInt64(n)
		return binary.LittleEndian.AppendUint32(nil, uint32(i)), true
	case int64, uint64:
		i, _ := toInt64(n)
		return binary.LittleEndian.AppendUint64(nil, uint64(i)), true
	case float64:
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(n)), true
	case float32:
		return binary.LittleEndian.AppendUint32(nil, math.Float32bits(n)), true
	case uint8:
		return []byte{n}, true
	case int8:
		return []byte{byte(n)}, true
	}
	return nil, false
}

func bitText(a args) (object.Value, error) {
	b, ok := a.bytes(0)
	if !ok {
		return nil, argumentNull("value")
	}
	if a.has(1) {
		from := a.int(1)
		if from < 0 || from > len(b) {
			return nil, outOfRange("startIndex", "Index was out of range. Must be non-negative and less than the size of the collection.")
		}
		b = b[from:]
	}
	if a.has(2) {
		b = b[:min(max(a.int(2), 0), len(b))]
	}
	const digits = "0123456789ABCDEF"
	text := make([]byte, 0, 3*len(b))
	for i, x := range b {
		if i > 0 {
			text = append(text, '-')
		}
		text = append(text, digits[x>>4], digits[x&15])
	}
	return string(text), nil
}
