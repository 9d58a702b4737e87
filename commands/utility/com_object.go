package utility

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

// comShell answers for the two COM classes that admins' scripts end with: WScript.Shell's Popup, and the folders of
// Shell.Application.
type comShell struct {
	inv  *command.Invocation
	kind func() *object.Type
	path string // of a folder
}

// Type implements object.Object.
func (c *comShell) Type() *object.Type { return c.kind() }

func newComObject(inv *command.Invocation, class string) (object.Value, error) {
	switch strings.ToLower(class) {
	case "wscript.shell":
		return &comShell{inv: inv, kind: wscriptType}, nil
	case "shell.application":
		return &comShell{inv: inv, kind: shellApplicationType}, nil
	}
	return nil, object.NewError("System.Runtime.InteropServices.COMException", "NoCOMClassIdentified", object.ResourceUnavailable,
		"Retrieving the COM class factory for component with CLSID {00000000-0000-0000-0000-000000000000} failed: "+
			"the class %s is not registered here. partnershell has WScript.Shell and Shell.Application only.", class)
}

var wscriptType = sync.OnceValue(func() *object.Type {
	t := object.Define("System.__ComObject#WScript.Shell", object.ClassType, nil)
	t.SetMembers(func() []*object.Member {
		return []*object.Member{
			comMethod("Popup", []string{
				"int Popup(string text)", "int Popup(string text, System.Object seconds)",
				"int Popup(string text, System.Object seconds, System.Object title)",
				"int Popup(string text, System.Object seconds, System.Object title, System.Object type)",
			}, popUp),
			comMethod("ExpandEnvironmentStrings", []string{"string ExpandEnvironmentStrings(string text)"}, expandEnvironment),
		}
	})
	return t
})

var shellApplicationType = sync.OnceValue(func() *object.Type {
	t := object.Define("System.__ComObject#Shell.Application", object.ClassType, nil)
	t.SetMembers(func() []*object.Member {
		return []*object.Member{comMethod("NameSpace", []string{"System.Object NameSpace(System.Object folder)"}, nameSpace)}
	})
	return t
})

var comFolderType = sync.OnceValue(func() *object.Type {
	return defineRecord("System.__ComObject#Folder", nil,
		property[*comShell]{"Self", "System.Object", func(c *comShell) object.Value { return c }},
		property[*comShell]{"Path", "System.String", func(c *comShell) object.Value { return c.path }},
		property[*comShell]{"Title", "System.String", func(c *comShell) object.Value { return filepath.Base(c.path) }})
})

func comMethod(name string, signatures []string, call func(*comShell, []object.Value) (object.Value, error)) *object.Member {
	m := &object.Member{Name: name, Kind: object.MethodMember}
	for _, s := range signatures {
		m.Overloads = append(m.Overloads, object.Overload{Signature: s, Call: func(recv object.Value, args []object.Value) (object.Value, error) {
			c, ok := recv.(*comShell)
			if !ok {
				return nil, nil
			}
			return call(c, args)
		}})
	}
	return m
}

// The buttons of a pop-up (the low bits of its type) and its answers, with WScript's numbers.
const (
	buttonsYesNo       = 4
	buttonsYesNoCancel = 3
	answerOK           = 1
	answerYes          = 6
	answerNo           = 7
)

// popUp shows a text and asks, where somebody can answer; where nobody can, the answer is no.
func popUp(c *comShell, args []object.Value) (object.Value, error) {
	text, title, kind := object.ToText(args[0]), "", 0
	if len(args) > 2 {
		title = object.ToText(args[2])
	}
	if len(args) > 3 {
		kind, _ = object.ToInt(args[3])
	}
	asks := kind&7 == buttonsYesNo || kind&7 == buttonsYesNoCancel
	if !asks {
		return int32(answerOK), c.inv.Information(&command.HostMessage{Message: text, Foreground: -1, Background: -1}, "PSHOST")
	}
	if !c.inv.Host().Interactive() {
		return int32(answerNo), nil
	}
	if title != "" {
		text = title + ": " + text
	}
	answer, err := c.inv.Host().ReadLine(fmt.Sprintf("%s [Y/N] ", text), false)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "y") {
		return int32(answerYes), nil
	}
	return int32(answerNo), nil
}

func expandEnvironment(_ *comShell, args []object.Value) (object.Value, error) {
	parts := strings.Split(object.ToText(args[0]), "%")
	for i := 1; i+1 < len(parts); i += 2 {
		if value, ok := os.LookupEnv(parts[i]); ok {
			parts[i] = value
		} else {
			parts[i] = "%" + parts[i] + "%"
		}
	}
	return strings.Join(parts, ""), nil
}

// nameSpace finds a folder by shell:Name, by the number of a special folder, or by its path.
func nameSpace(_ *comShell, args []object.Value) (object.Value, error) {
	home, _ := os.UserHomeDir()
	name := object.ToText(args[0])
	folder := name
	switch strings.ToLower(strings.TrimPrefix(strings.ToLower(name), "shell:")) {
	case "downloads":
		folder = filepath.Join(home, "Downloads")
	case "personal", "documents", "5":
		folder = filepath.Join(home, "Documents")
	case "desktop", "0", "16":
		folder = filepath.Join(home, "Desktop")
	case "profile", "40":
		folder = home
	}
	return &comShell{kind: comFolderType, path: folder}, nil
}
