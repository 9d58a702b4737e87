package filesystem

import (
	"errors"
	"io"
	"os"
	"time"

	"github.com/partnershell/partnershell/internal/textencoding"
	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func getContentCommand() *command.Command {
	return &command.Command{
		Name: "Get-Content", Class: "Microsoft.PowerShell.Commands.GetContentCommand", Module: managementModule,
		Synopsis: "Reads a file line by line.",
		Description: "Each line is written as soon as it is read, so that files of any size can be searched with little memory. " +
			"-Raw gives the whole text as one string. Items of other drives can be read too: the value of a variable, " +
			"the code of a function.",
		Examples: []command.Example{
			{Code: `'a', 'b', 'c' | Set-Content lines.txt; Get-Content lines.txt -Tail 2`, Remarks: "The last lines."},
			{Code: `'{"id":1}' | Set-Content record.json; Get-Content record.json -Raw | ConvertFrom-Json`, Remarks: "A whole text."},
			{Code: `Get-Content service.log -Wait -Tail 10`, Remarks: "Shows what is written to a log, until Ctrl+C.", SkipRun: "does not end"},
		},
		New:         func() command.Processor { return &getContent{ReadCount: 1, TotalCount: -1, Tail: -1} },
		DefaultSet:  "Path",
		OutputTypes: []string{"System.Byte", "System.String"},
	}
}

// getContent is Get-Content: reads a file line by line.
type getContent struct {
	ReadCount    int64         `ps:"byname" help:"How many lines to write at once, as an array; 0: all."`
	TotalCount   int64         `ps:"alias=First,Head byname range=0..9223372036854775807" help:"How many lines to read from the beginning."`
	Tail         int32         `ps:"alias=Last byname range=0..2147483647" help:"How many lines to read from the end."`
	Path         []string      `ps:"set=Path pos=0 mandatory byname" help:"The files, wildcards allowed."`
	LiteralPath  []string      `ps:"alias=PSPath,LP set=LiteralPath mandatory byname" help:"The files, without wildcards."`
	Filter       string        `help:"A pattern that names must match, with * and ?."`
	Include      []string      `help:"Only items whose name matches one of these patterns."`
	Exclude      []string      `help:"Leaves out items whose name matches one of these patterns."`
	Force        object.Switch `help:"Reads hidden items as well."`
	Credential   object.Value  `ps:"type=System.Management.Automation.PSCredential byname" help:"Not supported by any drive."`
	Delimiter    string        `ps:"dynamic" help:"What separates the pieces, instead of line ends."`
	Wait         object.Switch `ps:"dynamic" help:"Goes on reading as the file grows, until Ctrl+C."`
	Raw          object.Switch `ps:"dynamic" help:"Reads the whole text as one string."`
	Encoding     object.Value  `ps:"dynamic notempty complete=encoding" help:"The text encoding: utf8, utf8BOM, unicode, ascii, or a code page."`
	AsByteStream object.Switch `ps:"dynamic" help:"Reads bytes instead of text."`

	encoding *textencoding.Encoding
	inv      *command.Invocation
}

// pollInterval is how often -Wait looks whether the file has grown.
const pollInterval = 100 * time.Millisecond

// Begin checks what cannot go together.
func (c *getContent) Begin(inv *command.Invocation) (err error) {
	if err := refuseCredential(c.Credential); err != nil {
		return err
	}
	c.inv = inv
	invalid := func(first, second string) error {
		return object.NewError(automation+"PSInvalidOperationException", "InvalidOperation", object.InvalidOperation,
			"The parameters %s and %s cannot be used together. Please specify only one parameter.", first, second)
	}
	switch {
	case bool(c.Raw) && c.Tail >= 0:
		return invalid("Raw", "Tail")
	case bool(c.Raw) && c.TotalCount >= 0:
		return invalid("Raw", "TotalCount")
	case bool(c.Raw && c.Wait):
		return invalid("Raw", "Wait")
	case c.Delimiter != "" && bool(c.AsByteStream):
		return invalid("Delimiter", "AsByteStream")
	}
	c.encoding, err = command.EncodingOf(inv, c.Encoding)
	return err
}

// Process implements command.Processor.
func (c *getContent) Process(inv *command.Invocation) error {
	if c.TotalCount >= 0 && c.Tail >= 0 {
		return inv.WriteError(object.NewError("System.InvalidOperationException", "TailAndHeadCannotCoexist", object.InvalidOperation,
			"The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."))
	}
	o := newSelection(c.Path, c.LiteralPath).matching(c.Filter, c.Include, c.Exclude, c.Force)
	return sessionOf(inv).each(inv, o, c.read)
}

// read writes what one item holds.
func (c *getContent) read(p place) error {
	if !p.isFiles() {
		return c.readItem(p)
	}
	if p.isContainer() {
		return failure("System.InvalidOperationException", "GetContainerContentException", object.InvalidOperation, p.path,
			"Unable to get content because it is a directory: '%s'. Please use 'Get-ChildItem' instead.", p.path)
	}
	f, err := os.Open(p.path)
	if err != nil {
		return readFailure(err, p.path)
	}
	defer f.Close()
	err = c.readFile(f)
	var pathError *os.PathError
	if errors.As(err, &pathError) {
		return readFailure(err, p.path)
	}
	return err
}

func readFailure(err error, path string) error {
	e := ioFailure(err, path, "GetContentReaderUnauthorizedAccessError", "GetContentReaderIOError")
	if e.Category == object.WriteError {
		e.Category = object.ReadError
	}
	return e
}

// readItem writes the value of a variable, the code of a function …
func (c *getContent) readItem(p place) error {
	t, ok := p.provider.(table)
	if !ok || p.path == "" {
		return terminating{badArgument("path")}
	}
	return c.inv.WriteAll(t.value(p.path))
}

func (c *getContent) readFile(f *os.File) error {
	switch {
	case bool(c.AsByteStream):
		return c.readBytes(f)
	case bool(c.Raw):
		return c.readRaw(f)
	case c.Tail >= 0:
		return c.readTail(f)
	}
	return c.readLines(f, newLineReader(f, c.encoding, c.Delimiter), c.TotalCount)
}

// readRaw writes the whole text; an empty file gives nothing.
func (c *getContent) readRaw(f *os.File) error {
	text, err := command.Await(c.inv.Context(), func() (string, error) { return readAll(f, c.encoding) })
	switch err {
	case nil:
		return c.inv.Write(text)
	case io.EOF:
		return nil
	}
	return err
}

// readAll is the whole text of a file, unless it is too long; io.EOF for an empty one.
func readAll(f *os.File, e *textencoding.Encoding) (string, error) {
	data, err := io.ReadAll(io.LimitReader(f, object.MaxText+1))
	if err != nil {
		return "", err
	}
	if len(data) == 0 {
		return "", io.EOF
	}
	if err := object.CheckText(len(data)); err != nil {
		return "", err
	}
	return decode(data, e)
}

// readLines writes lines until there are no more, or limit (if it is not negative).
func (c *getContent) readLines(f *os.File, lines *lineReader, limit int64) error {
	b := batch{size: c.ReadCount, write: c.inv.Write}
	ctx := c.inv.Context()
	for n := int64(0); limit < 0 || n < limit; n++ {
		line, _, err := lines.next()
		if err == io.EOF && bool(c.Wait) {
			if err := b.flush(); err != nil {
				return err
			}
			err = c.await(f)
			lines.resume()
			n--
			if err != nil {
				return err
			}
			continue
		}
		if err == io.EOF {
			break
		}
		if err == nil {
			err = b.add(line)
		}
		if err == nil && n&0xff == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
	return b.flush()
}

// await returns once there is more to read. A file that has become shorter is read from its beginning.
func (c *getContent) await(f *os.File) error {
	at, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	ticker := time.NewTicker(pollInterval)
	defer ticker.Stop()
	for {
		select {
		case <-c.inv.Context().Done():
			return c.inv.Context().Err()
		case <-ticker.C:
		}
		info, err := f.Stat()
		if err != nil {
			return err
		}
		if info.Size() < at {
			_, err = f.Seek(0, io.SeekStart)
			return err
		}
		if info.Size() > at {
			return nil
		}
	}
}

// readTail writes the last lines.
func (c *getContent) readTail(f *os.File) error {
	plain := c.Delimiter == "" && c.encoding.IsUTF8() && markedEncoding(f.Name()) == nil
	if !plain {
		return c.readTailForward(f)
	}
	start, err := tailStart(f, int(c.Tail))
	if err == nil {
		_, err = f.Seek(start, io.SeekStart)
	}
	if err != nil {
		return err
	}
	return c.readLines(f, newLineReader(f, c.encoding, ""), -1)
}

// tailStart finds where the last n lines begin, reading from the end.
func tailStart(f *os.File, n int) (int64, error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil || n == 0 {
		return size, err
	}
	block := make([]byte, 64<<10)
	found := 0
	for at := size; at > 0; {
		from := max(0, at-int64(len(block)))
		b := block[:at-from]
		if _, err := f.ReadAt(b, from); err != nil && err != io.EOF {
			return 0, err
		}
		for i := len(b) - 1; i >= 0; i-- {
			if b[i] != '\n' || from+int64(i) == size-1 {
				continue
			}
			if found++; found == n {
				return from + int64(i) + 1, nil
			}
		}
		at = from
	}
	return 0, nil
}

// readTailForward reads everything and keeps the last lines.
func (c *getContent) readTailForward(f *os.File) error {
	lines := newLineReader(f, c.encoding, c.Delimiter)
	kept := make([]string, 0, min(int(c.Tail), 1024))
	next := 0
	for {
		line, _, err := lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch {
		case c.Tail == 0:
		case len(kept) < int(c.Tail):
			kept = append(kept, line)
		default:
			kept[next] = line
			next = (next + 1) % len(kept)
		}
	}
	b := batch{size: c.ReadCount, write: c.inv.Write}
	for i := range kept {
		if err := b.add(kept[(next+i)%len(kept)]); err != nil {
			return err
		}
	}
	if err := b.flush(); err != nil || !bool(c.Wait) {
		return err
	}
	return c.readLines(f, lines, -1)
}

// readBytes writes bytes one by one, in arrays of ReadCount, or with -Raw all in one array.
func (c *getContent) readBytes(f *os.File) error {
	size := c.ReadCount
	if c.Raw {
		size = 0
	}
	b := batch{size: size, element: object.TypeByte, always: bool(c.Raw), write: c.inv.Write}
	if c.Tail >= 0 {
		end, err := f.Seek(0, io.SeekEnd)
		if err == nil {
			_, err = f.Seek(max(0, end-int64(c.Tail)), io.SeekStart)
		}
		if err != nil {
			return err
		}
	}
	block := make([]byte, readSize)
	for left := c.TotalCount; left != 0; {
		n, err := f.Read(block)
		if left > 0 {
			n = int(min(int64(n), left))
			left -= int64(n)
		}
		for _, x := range block[:n] {
			if err := b.add(x); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
		if err == nil {
			err = c.inv.Context().Err()
		}
		if err != nil {
			return err
		}
	}
	return b.flush()
}

// batch gathers what -ReadCount writes at once.
type batch struct {
	size    int64 // 1: no gathering; 0: everything
	element *object.Type
	always  bool // an array also of one item or none
	items   []object.Value
	write   func(object.Value) error
}

func (b *batch) add(v object.Value) error {
	if b.size == 1 {
		return b.write(v)
	}
	b.items = append(b.items, v)
	if int64(len(b.items)) == b.size {
		return b.flush()
	}
	return nil
}

func (b *batch) flush() error {
	items := b.items
	b.items = nil
	switch {
	case b.always:
	case len(items) == 0:
		return nil
	case len(items) == 1:
		return b.write(items[0])
	}
	if b.element != nil {
		return b.write(object.NewTypedArray(b.element, items))
	}
	return b.write(object.NewArray(items...))
}
