package filesystem

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"strings"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/dotnet"
	"github.com/partnershell/partnershell/shell/object"
)

func getFileHashCommand() *command.Command {
	return &command.Command{
		Name: "Get-FileHash", Class: "Microsoft.PowerShell.Commands.GetFileHashCommand", Module: utilityModule,
		Synopsis:    "Computes the hash of a file.",
		Description: "Two files with the same hash have the same content. SHA256 is the default; SHA1 and MD5 are for comparing with old lists only.",
		Examples: []command.Example{
			{Code: `Get-FileHash report.csv | Select-Object Algorithm, Hash`, Setup: `'x' | Set-Content report.csv`, Remarks: "The SHA256 hash."},
			{Code: `(Get-FileHash *.csv -Algorithm SHA512).Count`, Setup: `'x' | Set-Content report.csv`, Remarks: "Many files."},
		},
		New:         func() command.Processor { return &getFileHash{Algorithm: "SHA256"} },
		DefaultSet:  "Path",
		OutputTypes: []string{"Microsoft.PowerShell.Commands.FileHashInfo"},
	}
}

// getFileHash is Get-FileHash: computes the hash of a file.
type getFileHash struct {
	Path        []string     `ps:"set=Path pos=0 mandatory pipeline byname" help:"The files, wildcards allowed."`
	LiteralPath []string     `ps:"alias=PSPath,LP set=LiteralPath pos=0 mandatory byname" help:"The files, without wildcards."`
	InputStream object.Value `ps:"type=System.IO.Stream set=StreamParameterSet pos=0 mandatory" help:"A stream to read instead of a file."`
	Algorithm   string       `ps:"pos=1 values=SHA1,SHA256,SHA384,SHA512,MD5" help:"The algorithm: SHA1, SHA256, SHA384, SHA512 or MD5."`
}

// Process implements command.Processor.
func (c *getFileHash) Process(inv *command.Invocation) error {
	if inv.Set == "StreamParameterSet" {
		r, ok := object.Base(c.InputStream).(io.Reader)
		if !ok {
			return badArgument("InputStream")
		}
		return c.write(inv, r, nil)
	}
	o := newSelection(c.Path, c.LiteralPath)
	o.force = true
	s := sessionOf(inv)
	for _, path := range o.paths {
		one := o
		one.paths = []string{path}
		if err := c.hashAll(inv, s, one); err != nil {
			return err
		}
	}
	return nil
}

// hashAll hashes the files that one path means; folders are left out.
func (c *getFileHash) hashAll(inv *command.Invocation, s *session, o selection) error {
	path := o.paths[0]
	places, err := s.expand(path, o)
	if err == nil && len(places) == 0 && !o.isPattern(path) {
		e := s.missing(path, o)
		if record, ok := e.(*object.ErrorRecord); ok && record.ID == "PathNotFound" {
			record.ID = "FileNotFound"
		}
		err = e
	}
	if err := report(inv, err); err != nil {
		return err
	}
	for _, p := range places {
		if p.isFiles() && !p.isContainer() {
			if err := report(inv, c.hashFile(inv, p.path)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *getFileHash) hashFile(inv *command.Invocation, path string) error {
	f, err := os.Open(path)
	if err != nil {
		exception := ioException(err, path)
		return failure(exception.Class.FullName(), "UnauthorizedAccessError", object.PermissionDenied, path,
			"The file '%s' cannot be read: %s", path, exception.Message)
	}
	defer f.Close()
	return c.write(inv, f, path)
}

func newHash(algorithm string) hash.Hash {
	switch strings.ToUpper(algorithm) {
	case "SHA1":
		return sha1.New()
	case "SHA384":
		return sha512.New384()
	case "SHA512":
		return sha512.New()
	case "MD5":
		return md5.New()
	}
	return sha256.New()
}

func (c *getFileHash) write(inv *command.Invocation, r io.Reader, path object.Value) error {
	h := newHash(c.Algorithm)
	ctx := inv.Context()
	if _, err := io.Copy(h, stoppable{ctx, r}); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return failure("System.IO.IOException", "FileReadError", object.ReadError, path, "%s", plainReason(err))
	}
	return inv.Write(&fileHash{strings.ToUpper(c.Algorithm), strings.ToUpper(hex.EncodeToString(h.Sum(nil))), path})
}

// fileHash is FileHashInfo.
type fileHash struct {
	algorithm, hash string
	path            object.Value // $null for a stream
}

// Type implements object.Object.
func (*fileHash) Type() *object.Type {
	return object.LibraryType("Microsoft.PowerShell.Commands.FileHashInfo")
}

func init() {
	dotnet.Provide("Microsoft.PowerShell.Commands.FileHashInfo", func() []*object.Member {
		return []*object.Member{
			reader("Algorithm", "string", func(h *fileHash) object.Value { return h.algorithm }),
			reader("Hash", "string", func(h *fileHash) object.Value { return h.hash }),
			reader("Path", "string", func(h *fileHash) object.Value { return h.path }),
		}
	})
}
