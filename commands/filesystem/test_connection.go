package filesystem

import (
	"net"
	"strconv"
	"time"

	"github.com/partnershell/partnershell/shell/command"
	"github.com/partnershell/partnershell/shell/object"
)

func testConnectionCommand() *command.Command {
	return &command.Command{
		Name: "Test-Connection", Class: "Microsoft.PowerShell.Commands.TestConnectionCommand", Module: managementModule,
		Synopsis: "Says whether a server answers on a TCP port.",
		Description: "-TcpPort is what it can do. Pings, routes and packet sizes need rights that a shell should not have: " +
			"they are refused.",
		Examples: []command.Example{
			{Code: `Test-Connection login.microsoftonline.com -TcpPort 443`, Remarks: "Is the sign-in service within reach?", SkipRun: "needs the internet"},
		},
		New: func() command.Processor {
			return &testConnection{Count: 4, Delay: 1, TimeoutSeconds: 5, MaxHops: 128, BufferSize: 32}
		},
		DefaultSet:  "DefaultPing",
		OutputTypes: []string{"System.Boolean"},
	}
}

// testConnection is Test-Connection: says whether a server answers on a TCP port.
type testConnection struct {
	Ping               object.Switch `ps:"set=DefaultPing,RepeatPing" help:"Refused."`
	IPv4               object.Switch `ps:"set=DefaultPing,RepeatPing,TraceRoute,MtuSizeDetect,TcpPort" help:"Uses IPv4 only."`
	IPv6               object.Switch `ps:"set=DefaultPing,RepeatPing,TraceRoute,MtuSizeDetect,TcpPort" help:"Uses IPv6 only."`
	ResolveDestination object.Switch `ps:"set=DefaultPing,RepeatPing,TraceRoute,MtuSizeDetect,TcpPort" help:"Has no effect on the answer."`
	Source             string        `ps:"set=DefaultPing,RepeatPing,TraceRoute,TcpPort" help:"Not supported; this computer asks."`
	MaxHops            int32         `ps:"alias=Ttl,TimeToLive,Hops range=1..128 set=DefaultPing,RepeatPing,TraceRoute" help:"Refused."`
	Count              int32         `ps:"range=Positive set=DefaultPing,TcpPort" help:"Refused."`
	Delay              int32         `ps:"range=Positive set=DefaultPing,RepeatPing,TcpPort" help:"How long to wait between repetitions, in seconds."`
	BufferSize         int32         `ps:"alias=Size,Bytes,BS range=0..65500 set=DefaultPing,RepeatPing" help:"Refused."`
	DontFragment       object.Switch `ps:"set=DefaultPing,RepeatPing" help:"Refused."`
	Repeat             object.Switch `ps:"alias=Continuous; set=RepeatPing mandatory; set=TcpPort" help:"Asks again and again, until Ctrl+C."`
	Quiet              object.Switch `help:"Writes True or False only; so it does anyway."`
	TimeoutSeconds     int32         `ps:"range=Positive" help:"How long to wait for an answer."`
	TargetName         []string      `ps:"alias=ComputerName notempty pos=0 mandatory pipeline byname" help:"The servers."`
	MtuSize            object.Switch `ps:"alias=MtuSizeDetect set=MtuSizeDetect mandatory" help:"Refused."`
	Traceroute         object.Switch `ps:"set=TraceRoute mandatory" help:"Refused."`
	TCPPort            int32         `ps:"name=TcpPort range=0..65535 set=TcpPort mandatory" help:"The port."`
	Detailed           object.Switch `ps:"set=TcpPort" help:"Not supported."`
}

// Process implements command.Processor.
func (c *testConnection) Process(inv *command.Invocation) error {
	if inv.Set != "TcpPort" || bool(c.Detailed) || c.Source != "" {
		return inv.WriteError(notSupportedHere("Test-Connection without -TcpPort", "pings need rights that this shell does not ask for. "+
			"Name a port, or use the system's own ping."))
	}
	for _, name := range c.TargetName {
		for {
			if err := inv.Write(c.answers(inv, name)); err != nil {
				return err
			}
			if !c.Repeat {
				break
			}
			if err := pause(inv.Context(), time.Duration(c.Delay)*time.Second); err != nil {
				return err
			}
		}
	}
	return nil
}

// answers reports whether a connection can be opened.
func (c *testConnection) answers(inv *command.Invocation, name string) bool {
	network := "tcp"
	if c.IPv4 {
		network = "tcp4"
	}
	if c.IPv6 {
		network = "tcp6"
	}
	d := net.Dialer{Timeout: time.Duration(c.TimeoutSeconds) * time.Second}
	connection, err := d.DialContext(inv.Context(), network, net.JoinHostPort(name, strconv.Itoa(int(c.TCPPort))))
	if err != nil {
		return false
	}
	_ = connection.Close()
	return true
}
