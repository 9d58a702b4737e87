package dotnet

import (
	"os"

	"github.com/partnershell/partnershell/shell/object"
)

// fileOpeners are the methods of File that open a file as a stream, a reader or a writer.
func fileOpeners() methods {
	open := func(flags int) method {
		return onPath(func(p string, _ args) (object.Value, error) { return openStream(p, flags) })
	}
	write := func(appending bool) method {
		return onPath(func(p string, a args) (object.Value, error) { return newFileWriter(p, appending, encodingIn(nil)) })
	}
	return methods{
		"Open":       try(newFileStream),
		"OpenRead":   open(os.O_RDONLY),
		"OpenWrite":  open(os.O_CREATE | os.O_WRONLY),
		"Create":     open(os.O_CREATE | os.O_TRUNC | os.O_RDWR),
		"CreateText": write(false),
		"AppendText": write(true),
		"OpenText": onPath(func(p string, a args) (object.Value, error) {
			return object.New(object.LibraryType("System.IO.StreamReader"), []object.Value{p})
		}),
		"AppendAllBytes": onPath(func(p string, a args) (object.Value, error) {
			b, ok := a.bytes(1)
			if !ok {
				return nil, argumentNull("bytes")
			}
			f, err := os.OpenFile(p, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666)
			if err != nil {
				return nil, ioError(err, p)
			}
			defer f.Close()
			_, err = f.Write(b)
			return object.Nothing, ioError(err, p)
		}),
	}
}
