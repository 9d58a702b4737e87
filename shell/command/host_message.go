package command

import (
	"sync"

	"github.com/partnershell/partnershell/shell/object"
)

// HostMessage is System.Management.Automation.HostInformationMessage: what Write-Host puts into the information
// stream. The colours are numbers of System.ConsoleColor; -1 means the host's own.
type HostMessage struct {
	Message                string
	NoNewLine              bool
	Foreground, Background int
}

// Type implements object.Object.
func (*HostMessage) Type() *object.Type {
	return hostMessageType()
}

// Text implements object.Texter.
func (m *HostMessage) Text() string { return m.Message }

var hostMessageType = sync.OnceValue(func() *object.Type {
	t := object.Define("System.Management.Automation.HostInformationMessage", object.ClassType, nil)
	t.SetMembers(func() []*object.Member {
		return []*object.Member{
			messageProperty("Message", object.TypeString, func(m *HostMessage) object.Value { return m.Message }),
			messageProperty("NoNewLine", object.TypeBoolean, func(m *HostMessage) object.Value { return m.NoNewLine }),
			messageProperty("ForegroundColor", nil, func(m *HostMessage) object.Value { return consoleColour(m.Foreground) }),
			messageProperty("BackgroundColor", nil, func(m *HostMessage) object.Value { return consoleColour(m.Background) }),
		}
	})
	return t
})

func consoleColour(n int) object.Value {
	if n < 0 {
		return nil
	}
	return object.NewEnum("System.ConsoleColor", int64(n))
}

func messageProperty(name string, t *object.Type, get func(*HostMessage) object.Value) *object.Member {
	return &object.Member{Name: name, Kind: object.PropertyMember, ValueType: t, Get: func(recv object.Value) (object.Value, error) {
		m, ok := recv.(*HostMessage)
		if !ok {
			return nil, nil
		}
		return get(m), nil
	}}
}
