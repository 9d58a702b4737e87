package filesystem

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"unicode/utf16"

	"github.com/partnershell/partnershell/shell/object"
)

// clipboardTool is a pair of programs that read and write a system's clipboard.
type clipboardTool struct {
	read, write []string
	// wide is set where the writing program takes UTF-16 with a byte order mark.
	wide bool
}

// clipboardTools lists the programs that may be there, the first choice first.
func clipboardTools() []clipboardTool {
	switch runtime.GOOS {
	case "windows":
		return []clipboardTool{{
			read: []string{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command",
				"[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Console]::Write((Get-Clipboard -Raw))"},
			write: []string{"clip.exe"}, wide: true,
		}}
	case "darwin":
		return []clipboardTool{{read: []string{"pbpaste"}, write: []string{"pbcopy"}}}
	}
	x := []clipboardTool{
		{read: []string{"xclip", "-selection", "clipboard", "-out"}, write: []string{"xclip", "-selection", "clipboard", "-in"}},
		{read: []string{"xsel", "--clipboard", "--output"}, write: []string{"xsel", "--clipboard", "--input"}},
	}
	wayland := clipboardTool{read: []string{"wl-paste", "--no-newline"}, write: []string{"wl-copy"}}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		return append([]clipboardTool{wayland}, x...)
	}
	return x
}

// findClipboard is the first of the programs that is there.
func findClipboard() (*clipboardTool, error) {
	var names []string
	for _, tool := range clipboardTools() {
		if _, err := exec.LookPath(tool.write[0]); err == nil {
			return &tool, nil
		}
		names = append(names, tool.write[0])
	}
	return nil, object.NewError("System.PlatformNotSupportedException", "ClipboardUnavailable", object.NotImplemented,
		"There is no program here that reaches the clipboard. Install one of: %s.", strings.Join(names, ", "))
}

func readClipboard(ctx context.Context) (string, error) {
	tool, err := findClipboard()
	if err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, tool.read[0], tool.read[1:]...).Output()
	if err != nil && ctx.Err() == nil {
		return "", nil // an empty clipboard is an error to xclip and wl-paste
	}
	return string(out), ctx.Err()
}

func writeClipboard(ctx context.Context, text string) error {
	tool, err := findClipboard()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, tool.write[0], tool.write[1:]...)
	cmd.Stdin = strings.NewReader(text)
	if tool.wide {
		cmd.Stdin = bytes.NewReader(withByteOrderMark(text))
	}
	if err := cmd.Run(); err != nil {
		return object.NewError("System.InvalidOperationException", "ClipboardWriteError", object.WriteError,
			"%s does not take the text: %v", tool.write[0], err)
	}
	return nil
}

// withByteOrderMark is text in UTF-16, little endian, with a byte order mark.
func withByteOrderMark(text string) []byte {
	data := []byte{0xFF, 0xFE}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return data
}
