package dotnet

import (
	"container/heap"

	"github.com/partnershell/partnershell/shell/object"
)

// priorityQueue is System.Collections.Generic.PriorityQueue<TElement, TPriority>: the smallest priority comes first.
type priorityQueue struct {
	typ     *object.Type
	entries queueEntries
}

type queueEntry struct{ element, priority object.Value }

// queueEntries implements heap.Interface.
type queueEntries []queueEntry

func (q queueEntries) Len() int           { return len(q) }
func (q queueEntries) Less(i, j int) bool { return lessValue(q[i].priority, q[j].priority) }
func (q queueEntries) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queueEntries) Push(x any)        { *q = append(*q, x.(queueEntry)) }
func (q *queueEntries) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// Type implements object.Object.
func (q *priorityQueue) Type() *object.Type { return q.typ }

// take gives the first element, or the error of an empty queue.
func (q *priorityQueue) take(remove bool) (queueEntry, error) {
	switch {
	case len(q.entries) == 0:
		return queueEntry{}, invalidOperation("Queue empty.")
	case remove:
		return heap.Pop(&q.entries).(queueEntry), nil
	}
	return q.entries[0], nil
}

// tryTake makes TryDequeue and TryPeek.
func (q *priorityQueue) tryTake(a args, remove bool) (object.Value, error) {
	first, err := q.take(remove)
	if err != nil {
		parts := q.typ.GenericArgs()
		first = queueEntry{object.DefaultValue(parts[0]), object.DefaultValue(parts[1])}
	}
	if storeErr := a.store(0, first.element); storeErr != nil {
		return nil, storeErr
	}
	return err == nil, a.store(1, first.priority)
}

func priorityQueueClass(t *object.Type) class {
	take := func(remove bool) method {
		return call(func(q *priorityQueue, _ args) (object.Value, error) {
			first, err := q.take(remove)
			return first.element, err
		})
	}
	tryTake := func(remove bool) method {
		return call(func(q *priorityQueue, a args) (object.Value, error) { return q.tryTake(a, remove) })
	}
	return class{
		new:        static(func(args) object.Value { return &priorityQueue{typ: t} }),
		properties: getters{"Count": get(func(q *priorityQueue) object.Value { return i32(len(q.entries)) })},
		methods: methods{
			"Enqueue": do(func(q *priorityQueue, a args) object.Value {
				heap.Push(&q.entries, queueEntry{a.at(0), a.at(1)})
				return object.Nothing
			}),
			"Dequeue": take(true), "Peek": take(false), "TryDequeue": tryTake(true), "TryPeek": tryTake(false),
			"Clear": do(func(q *priorityQueue, _ args) object.Value { q.entries = nil; return object.Nothing }),
		},
	}
}
