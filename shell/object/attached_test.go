package object

import (
	"runtime"
	"testing"
	"time"
)

// What was added to an object goes when the object goes.
func TestAttachedGoesWithItsObject(t *testing.T) {
	before := attached.count.Load()
	func() {
		a := NewArray(int32(1))
		AddMember(Extensible(a), NoteOf("N", int32(5)))
		if v, ok, _ := GetProperty(a, "n"); !ok || v != int32(5) {
			t.Errorf("the array's member is %v", v)
		}
		runtime.KeepAlive(a)
	}()
	for range 50 {
		runtime.GC()
		if attached.count.Load() == before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the members of a dead object are still kept")
}
