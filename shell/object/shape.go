package object

import "sync"

// Shape is the ordered list of property names that property bags made alike share, so that a name is looked up
// once for many objects: whoever reads a property remembers (shape, index) and compares one pointer next time.
// Shapes form a tree in which a child has one name more; they are never changed and live for ever.
type Shape struct {
	names []string
	index map[string]int // folded name → position
	mu    sync.Mutex
	next  map[string]*Shape // by exact name
}

// EmptyShape is the root: no properties.
var EmptyShape = &Shape{}

// Names are the property names in order. The slice must not be changed.
func (s *Shape) Names() []string { return s.names }

// Len is the number of properties.
func (s *Shape) Len() int { return len(s.names) }

// Index finds a property by its folded name (see FoldName), or returns -1.
func (s *Shape) Index(folded string) int {
	if i, ok := s.index[folded]; ok {
		return i
	}
	return -1
}

// With is the shape that has one property more. The name must not be there yet.
func (s *Shape) With(name string) *Shape {
	s.mu.Lock()
	defer s.mu.Unlock()
	if child, ok := s.next[name]; ok {
		return child
	}
	child := &Shape{
		names: append(s.names[:len(s.names):len(s.names)], name),
		index: make(map[string]int, len(s.names)+1),
	}
	for i, n := range child.names {
		child.index[FoldName(n)] = i
	}
	if s.next == nil {
		s.next = make(map[string]*Shape)
	}
	s.next[name] = child
	return child
}

// ShapeOf is the shape with these names in this order; later duplicates (ignoring case) are dropped.
func ShapeOf(names ...string) *Shape {
	s := EmptyShape
	for _, n := range names {
		if s.Index(FoldName(n)) < 0 {
			s = s.With(n)
		}
	}
	return s
}
