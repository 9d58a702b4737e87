package program

import (
	"runtime"
	"runtime/debug"
)

// heapFloor is how far the heap may grow before the garbage collector first runs, and how much it may grow between two
// runs at least. A script that makes short-lived text, with a live heap of a few megabytes, would otherwise spend an
// eighth of its time collecting.
const heapFloor = 32 << 20

// smallestHeap is the heap at which Go itself starts to collect where GOGC is 100.
const smallestHeap = 4 << 20

// ballast is memory that is never touched, so it costs address space only: as a part of the live heap it keeps two
// collections heapFloor apart.
var ballast []byte

// spareCollections makes the heap grow to heapFloor before the first collection, which then makes the ballast. (To
// make that at once would itself start a collection, and most processes end before they need one.)
func spareCollections() {
	percent := debug.SetGCPercent(100 * heapFloor / smallestHeap)
	first := new([16]byte) // not tiny: small objects without pointers share their memory
	runtime.SetFinalizer(first, func(*[16]byte) {
		ballast = make([]byte, heapFloor)
		debug.SetGCPercent(percent)
	})
}
