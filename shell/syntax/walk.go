package syntax

// Children calls visit for every direct child of the node, in source order for well-formed input.
func Children(n Node, visit func(Node)) { n.children(visit) }

// Inspect walks the tree below and including n, parents first. It calls visit for each node and goes into its
// children when visit returns true.
func Inspect(n Node, visit func(Node) bool) {
	var walk func(Node) // one closure for the whole tree
	walk = func(n Node) {
		if visit(n) {
			n.children(walk)
		}
	}
	walk(n)
}

// NodesAt returns the nodes that contain the byte offset, outermost first.
func NodesAt(root Node, offset int32) []Node {
	var path []Node
	Inspect(root, func(n Node) bool {
		if !n.Span().Contains(offset) {
			return false
		}
		path = append(path, n)
		return true
	})
	return path
}

func visitAll[N Node](nodes []N, visit func(Node)) {
	for _, n := range nodes {
		visit(n)
	}
}
