package dotnet

import (
	"encoding/hex"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"github.com/partnershell/partnershell/shell/object"
)

// endPoint is System.Net.IPEndPoint.
type endPoint struct {
	address ipAddress
	port    int
}

// Type implements object.Object.
func (*endPoint) Type() *object.Type { return object.LibraryType("System.Net.IPEndPoint") }

// Text implements object.Texter.
func (e *endPoint) Text() string {
	if e.address.Is4() {
		return e.address.String() + ":" + strconv.Itoa(e.port)
	}
	return "[" + e.address.String() + "]:" + strconv.Itoa(e.port)
}

// EqualTo implements object.Equatable.
func (e *endPoint) EqualTo(other object.Value) bool {
	o, ok := other.(*endPoint)
	return ok && *o == *e
}

func newEndPoint(address ipAddress, port int) (*endPoint, error) {
	if port < 0 || port > 65535 {
		return nil, outOfRange("port", "Specified argument was out of the range of valid values.")
	}
	return &endPoint{address, port}, nil
}

// parseEndPoint reads "address[:port]", where an IPv6 address with a port stands in brackets.
func parseEndPoint(a args) (*endPoint, error) {
	wrong := formatError("An invalid IPEndPoint was specified.")
	text, port := a.text(0), 0
	if colon := strings.LastIndexByte(text, ':'); colon >= 0 &&
		(strings.HasSuffix(text[:colon], "]") || strings.Count(text, ":") == 1) {
		n, err := strconv.ParseUint(text[colon+1:], 10, 16)
		if err != nil {
			return nil, wrong
		}
		text, port = text[:colon], int(n)
	}
	address, err := parseIP(args{text})
	if err != nil {
		return nil, wrong
	}
	return &endPoint{address, port}, nil
}

func endPointClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			address, ok := a.at(0).(ipAddress)
			if !ok {
				n := uint32(a.int64(0))
				address = ipAddress{netip.AddrFrom4([4]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})}
			}
			return orError(newEndPoint(address, a.int(1)))
		}),
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return orError(parseEndPoint(a)) }),
			"TryParse": tryWith(parseEndPoint),
		},
		properties: getters{
			"Address":       get(func(e *endPoint) object.Value { return e.address }),
			"Port":          get(func(e *endPoint) object.Value { return i32(e.port) }),
			"AddressFamily": get(func(e *endPoint) object.Value { return e.address.family() }),
		},
		setters: setters{
			"Address": set(func(e *endPoint, v object.Value) error { e.address, _ = v.(ipAddress); return nil }),
			"Port": set(func(e *endPoint, v object.Value) error {
				changed, err := newEndPoint(e.address, args{v}.int(0))
				if err == nil {
					*e = *changed
				}
				return err
			}),
		},
		methods: methods{"ToString": do(func(e *endPoint, _ args) object.Value { return e.Text() })},
		order:   []string{"AddressFamily", "Address", "Port"},
	}
}

// ipNetwork is System.Net.IPNetwork.
type ipNetwork struct{ netip.Prefix }

// Type implements object.Object.
func (ipNetwork) Type() *object.Type { return object.LibraryType("System.Net.IPNetwork") }

// Text implements object.Texter.
func (n ipNetwork) Text() string { return n.String() }

// EqualTo implements object.Equatable.
func (n ipNetwork) EqualTo(other object.Value) bool {
	o, ok := other.(ipNetwork)
	return ok && o == n
}

func newIPNetwork(a args) (object.Value, error) {
	address, ok := a.at(0).(ipAddress)
	if !ok {
		return nil, argumentNull("baseAddress")
	}
	p := netip.PrefixFrom(address.Addr, a.int(1))
	switch {
	case !p.IsValid():
		return nil, outOfRange("prefixLength", "Specified argument was out of the range of valid values.")
	case p.Masked() != p:
		return nil, argumentError("baseAddress", "The specified baseAddress has non-zero bits after the network prefix.")
	}
	return ipNetwork{p}, nil
}

func parseIPNetwork(a args) (ipNetwork, error) {
	p, err := netip.ParsePrefix(strings.TrimSpace(a.text(0)))
	if err != nil || p.Masked() != p {
		return ipNetwork{}, formatError("An invalid IP network was specified.")
	}
	return ipNetwork{p}, nil
}

func ipNetworkClass() class {
	return class{
		new: try(newIPNetwork),
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return orError(parseIPNetwork(a)) }),
			"TryParse": tryWith(parseIPNetwork),
		},
		properties: getters{
			"BaseAddress":  get(func(n ipNetwork) object.Value { return ipAddress{n.Addr()} }),
			"PrefixLength": get(func(n ipNetwork) object.Value { return i32(n.Bits()) }),
		},
		methods: methods{
			"Contains": call(func(n ipNetwork, a args) (object.Value, error) {
				address, ok := a.at(0).(ipAddress)
				if !ok {
					return nil, argumentNull("address")
				}
				return n.Prefix.Contains(address.Addr), nil
			}),
			"ToString": do(func(n ipNetwork, _ args) object.Value { return n.String() }),
		},
	}
}

// physicalAddress is System.Net.NetworkInformation.PhysicalAddress, its bytes as text.
type physicalAddress string

// Type implements object.Object.
func (physicalAddress) Type() *object.Type {
	return object.LibraryType("System.Net.NetworkInformation.PhysicalAddress")
}

// Text implements object.Texter.
func (p physicalAddress) Text() string { return strings.ToUpper(hex.EncodeToString([]byte(p))) }

func parsePhysicalAddress(a args) (physicalAddress, error) {
	digits := strings.NewReplacer("-", "", ":", "", ".", "").Replace(a.text(0))
	b, err := hex.DecodeString(digits)
	if err != nil {
		return "", formatError("An invalid physical address was specified: '%s'.", a.text(0))
	}
	return physicalAddress(b), nil
}

func physicalAddressClass() class {
	return class{
		new: try(func(a args) (object.Value, error) {
			b, ok := a.bytes(0)
			if !ok {
				return nil, argumentNull("address")
			}
			return physicalAddress(b), nil
		}),
		staticProperties: getters{"None": constant(physicalAddress(""))},
		statics: methods{
			"Parse":    try(func(a args) (object.Value, error) { return orError(parsePhysicalAddress(a)) }),
			"TryParse": tryWith(parsePhysicalAddress),
		},
		methods: methods{
			"GetAddressBytes": do(func(p physicalAddress, _ args) object.Value { return byteArray([]byte(p)) }),
			"ToString":        do(func(p physicalAddress, _ args) object.Value { return p.Text() }),
		},
	}
}

// dnsClass is System.Net.Dns as far as it needs no network.
func dnsClass() class {
	return class{statics: methods{"GetHostName": try(func(args) (object.Value, error) { return orError(os.Hostname()) })}}
}
