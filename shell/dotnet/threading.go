package dotnet

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/partnershell/partnershell/shell/object"
)

func threadingClass(t *object.Type, name string) class {
	switch name {
	case "Thread":
		return threadClass()
	case "Interlocked":
		return interlockedClass()
	case "Tasks.Task", "Tasks.Task`1":
		return taskClass(t)
	}
	return waitHandleClass(t, name)
}

// waitHandle is what scripts that run side by side wait for: a Mutex, a semaphore or an event of System.Threading. It
// has as many slots as may be taken; named ones are shared within this process, not with others. A mutex does not know
// who took it, so taking it twice waits.
type waitHandle struct {
	typ   *object.Type
	slots chan struct{} // one that is filled can be taken
	// manual events stay set until somebody resets them.
	manual bool
}

// Type implements object.Object.
func (h *waitHandle) Type() *object.Type { return h.typ }

// MayWait implements object.Waiter.
func (h *waitHandle) MayWait() {}

// namedHandles are the handles that were made with a name.
var namedHandles struct {
	sync.Mutex
	byName map[string]*waitHandle
}

// namedHandle is the handle of that name, and whether make made it now.
func namedHandle(name string, make func() *waitHandle) (h *waitHandle, created bool) {
	if name == "" {
		return make(), true
	}
	namedHandles.Lock()
	defer namedHandles.Unlock()
	if h = namedHandles.byName[name]; h != nil {
		return h, false
	}
	if namedHandles.byName == nil {
		namedHandles.byName = map[string]*waitHandle{}
	}
	h = make()
	namedHandles.byName[name] = h
	return h, true
}

// newHandle makes a handle with room for most slots of which some can be taken now.
func newHandle(t *object.Type, free, most int) *waitHandle {
	h := &waitHandle{typ: t, slots: make(chan struct{}, most)}
	for range free {
		h.slots <- struct{}{}
	}
	return h
}

// take waits for a slot, or until the limit is over; a negative limit is none.
func (h *waitHandle) take(limit time.Duration) bool {
	var over <-chan time.Time
	if limit >= 0 {
		over = time.After(limit)
	}
	select {
	case <-h.slots: // first, so that no limit is too short for one that is free
	default:
		select {
		case <-h.slots:
		case <-over:
			return false
		}
	}
	if h.manual {
		h.give()
	}
	return true
}

// give frees a slot; false if all are free.
func (h *waitHandle) give() bool {
	select {
	case h.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

// waitLimit is the limit in a call's arguments; -1 for none.
func waitLimit(a args) time.Duration {
	if !a.has(0) {
		return -1
	}
	return a.duration(0)
}

func waitHandleClass(t *object.Type, name string) class {
	wait := do(func(h *waitHandle, a args) object.Value { return h.take(waitLimit(a)) })
	nothing := do(func(*waitHandle, args) object.Value { return object.Nothing })
	c := class{methods: methods{"WaitOne": wait, "Close": nothing, "Dispose": nothing}}
	switch name {
	case "Mutex":
		return mutexClass(t).over(c)
	case "Semaphore", "SemaphoreSlim":
		return semaphoreClass(t).over(c)
	case "ManualResetEvent", "ManualResetEventSlim", "AutoResetEvent":
		return eventClass(t).over(c)
	}
	return c
}

// mutexClass is System.Threading.Mutex.
func mutexClass(t *object.Type) class {
	return class{
		new: try(func(a args) (object.Value, error) {
			owned := a.bool(0)
			h, created := namedHandle(a.text(1), func() *waitHandle { return newHandle(t, 1-boolInt(owned), 1) })
			return h, a.store(2, created)
		}),
		methods: methods{"ReleaseMutex": call(func(h *waitHandle, _ args) (object.Value, error) {
			if !h.give() {
				return nil, object.NewException("System.ApplicationException",
					"Object synchronization method was called from an unsynchronized block of code.")
			}
			return object.Nothing, nil
		})},
		statics: methods{
			"TryOpenExisting": try(func(a args) (object.Value, error) {
				h, created := namedHandle(a.text(0), func() *waitHandle { return nil })
				if created {
					return false, a.store(1, nil)
				}
				return true, a.store(1, h)
			}),
		},
	}
}

// semaphoreClass is Semaphore and SemaphoreSlim.
func semaphoreClass(t *object.Type) class {
	release := call(func(h *waitHandle, a args) (object.Value, error) {
		before, n := len(h.slots), 1
		if a.has(0) {
			n = a.int(0)
		}
		for range n {
			if !h.give() {
				return nil, object.NewException("System.Threading.SemaphoreFullException",
					"Adding the specified count to the semaphore would cause it to exceed its maximum count.")
			}
		}
		return i32(before), nil
	})
	return class{
		new: try(func(a args) (object.Value, error) {
			free, most := a.int(0), 1<<10
			if a.has(1) {
				most = a.int(1)
			}
			if free < 0 || free > most || most < 1 {
				return nil, outOfRange("initialCount",
					"The initialCount argument must be non-negative and less than or equal to the maximumCount.")
			}
			h, created := namedHandle(a.text(2), func() *waitHandle { return newHandle(t, free, most) })
			return h, a.store(3, created)
		}),
		properties: getters{"CurrentCount": get(func(h *waitHandle) object.Value { return i32(len(h.slots)) })},
		methods: methods{"Release": release, "Wait": do(func(h *waitHandle, a args) object.Value {
			if taken := h.take(waitLimit(a)); a.has(0) {
				return taken
			}
			return object.Nothing
		})},
	}
}

// eventClass is the events that wake one that waits, or all of them.
func eventClass(t *object.Type) class {
	slim := strings.HasSuffix(t.Name(), "Slim")
	result := func(v bool) object.Value {
		if slim {
			return object.Nothing
		}
		return v
	}
	return class{
		new: static(func(a args) object.Value {
			h := newHandle(t, boolInt(a.bool(0)), 1)
			h.manual = t.Name() != "AutoResetEvent"
			return h
		}),
		properties: getters{"IsSet": get(func(h *waitHandle) object.Value { return len(h.slots) > 0 })},
		methods: methods{
			"Set": do(func(h *waitHandle, _ args) object.Value { h.give(); return result(true) }),
			"Reset": do(func(h *waitHandle, _ args) object.Value {
				select {
				case <-h.slots:
				default:
				}
				return result(true)
			}),
			"Wait": do(func(h *waitHandle, a args) object.Value {
				if taken := h.take(waitLimit(a)); a.has(0) {
					return taken
				}
				return object.Nothing
			}),
		},
	}
}

// interlockedClass is System.Threading.Interlocked: changes of a variable that nobody else changes meanwhile.
func interlockedClass() class {
	var mu sync.Mutex
	change := func(f func(now, v int64) int64) method {
		return try(func(a args) (object.Value, error) {
			r, ok := a.at(0).(object.Reference)
			if !ok {
				return nil, argumentNull("location")
			}
			mu.Lock()
			defer mu.Unlock()
			now := object.Base(r.Load())
			n, _ := toInt64(now)
			changed := fitInteger(object.TypeOf(now), f(n, a.int64(1)))
			return changed, r.Store(changed)
		})
	}
	return class{statics: methods{
		"Increment": change(func(n, _ int64) int64 { return n + 1 }),
		"Decrement": change(func(n, _ int64) int64 { return n - 1 }),
		"Add":       change(func(n, v int64) int64 { return n + v }),
		"And":       change(func(n, v int64) int64 { return n & v }),
		"Or":        change(func(n, v int64) int64 { return n | v }),
	}}
}

// task is a System.Threading.Tasks.Task that ends by itself: with a result, an exception, or when its time is over.
type task struct {
	typ    *object.Type
	id     int32
	ends   time.Time
	result object.Value
	fault  error
}

var taskCount atomic.Int32

func newTask(t *object.Type) *task { return &task{typ: t, id: taskCount.Add(1)} }

// Type implements object.Object.
func (t *task) Type() *object.Type { return t.typ }

// MayWait implements object.Waiter.
func (t *task) MayWait() {}

// wait waits for the end, at most as long as the limit says.
func (t *task) wait(limit time.Duration) bool {
	left := time.Until(t.ends)
	if limit >= 0 && left > limit {
		time.Sleep(limit)
		return false
	}
	time.Sleep(left)
	return true
}

func (t *task) completed() bool { return !time.Now().Before(t.ends) }

// aggregate is the exception of a task that failed.
func (t *task) aggregate() error {
	if t.fault == nil {
		return nil
	}
	e := object.NewException("System.AggregateException", "One or more errors occurred. (%s)", t.fault.Error())
	e.Inner, _ = t.fault.(*object.Exception)
	return e
}

// status is the member of TaskStatus.
func (t *task) status() int64 {
	switch {
	case t.fault != nil:
		return 7 // Faulted
	case t.completed():
		return 5 // RanToCompletion
	}
	return 1 // WaitingForActivation
}

func taskClass(t *object.Type) class {
	waitAll := try(func(a args) (object.Value, error) {
		for _, v := range a.items(0) {
			if one, ok := object.Base(v).(*task); ok {
				one.wait(-1)
			}
		}
		return object.Nothing, nil
	})
	return class{
		staticProperties: getters{"CompletedTask": value(func() object.Value { return newTask(t) })},
		statics: methods{
			"FromResult": static(func(a args) object.Value {
				done := newTask(object.Close(object.LibraryType("System.Threading.Tasks.Task`1"), typeOrObject(a.at(0))))
				done.result = a.at(0)
				return done
			}),
			"FromException": static(func(a args) object.Value {
				failed := newTask(t)
				failed.fault, _ = a.at(0).(error)
				return failed
			}),
			"Delay": static(func(a args) object.Value {
				delayed := newTask(t)
				delayed.ends = time.Now().Add(a.duration(0))
				return delayed
			}),
			"WaitAll": waitAll,
		},
		properties: getters{
			"Id":          get(func(t *task) object.Value { return t.id }),
			"IsCanceled":  constant(false),
			"IsCompleted": get(func(t *task) object.Value { return t.completed() }),
			"IsFaulted":   get(func(t *task) object.Value { return t.fault != nil }),
			"IsCompletedSuccessfully": get(func(t *task) object.Value {
				return t.completed() && t.fault == nil
			}),
			"Status":     get(func(t *task) object.Value { return object.NewEnum("System.Threading.Tasks.TaskStatus", t.status()) }),
			"Exception":  get(func(t *task) object.Value { e, _ := t.aggregate().(object.Value); return e }),
			"Result":     tryGet(func(t *task) (object.Value, error) { t.wait(-1); return t.result, t.aggregate() }),
			"AsyncState": constant(nil),
		},
		methods: methods{
			"Wait": call(func(t *task, a args) (object.Value, error) {
				ended := t.wait(waitLimit(a))
				if a.has(0) {
					return ended, t.aggregate()
				}
				return object.Nothing, t.aggregate()
			}),
		},
		order: []string{"Result", "Id", "Exception", "Status", "IsCanceled", "IsCompleted", "IsCompletedSuccessfully", "CreationOptions", "AsyncState", "IsFaulted"},
	}
}

// typeOrObject is the type of a value; Object for null.
func typeOrObject(v object.Value) *object.Type {
	if t := object.TypeOf(v); t != nil {
		return t
	}
	return object.TypeObject
}
