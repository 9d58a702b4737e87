package object

import (
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// attached is what scripts added to objects that have no room for it: it belongs to the object, whichever variable
// holds that, and lives as long as the object does.
var attached = struct {
	sync.Mutex
	to    map[identity]*Extension
	count atomic.Int32 // of the entries, so that a program that has none need not look
}{to: make(map[identity]*Extension)}

// identity tells one object from all others without keeping it alive.
type identity = weak.Pointer[byte]

// identityOf is the identity of an object that is handed on by reference; false for values, which are copied.
func identityOf(v Value) (at *byte, ok bool) {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer || r.IsNil() {
		return nil, false
	}
	return (*byte)(r.UnsafePointer()), true
}

// Extensible gives v a place for members and type names of its own and returns v, wrapped if it is a value that has no
// identity. Unlike Wrap it changes the object itself, for everyone who holds it.
func Extensible(v Value) Value {
	if _, _, ok := extended(v); ok {
		return v
	}
	at, ok := identityOf(v)
	if !ok {
		return Wrap(v)
	}
	id := weak.Make(at)
	attached.Lock()
	attached.to[id] = &Extension{}
	attached.count.Add(1)
	attached.Unlock()
	runtime.AddCleanup(at, detach, id)
	return v
}

func detach(id identity) {
	attached.Lock()
	delete(attached.to, id)
	attached.count.Add(-1)
	attached.Unlock()
}

// attachedTo is what was added to an object that has no room for it; nil if nothing was.
func attachedTo(v Value) *Extension {
	if attached.count.Load() == 0 {
		return nil
	}
	at, ok := identityOf(v)
	if !ok {
		return nil
	}
	attached.Lock()
	defer attached.Unlock()
	return attached.to[weak.Make(at)]
}
