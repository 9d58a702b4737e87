package utility

import "math/bits"

// insertionLimit is the length up to which introSort inserts.
const insertionLimit = 16

// introSort is the sort of .NET's List<T>. It is not stable, and compares in a certain order, both of which show in
// what Sort-Object gives for equal keys and for values of different types.
func introSort[T any](list []T, compare func(a, b T) int) {
	if len(list) > 1 {
		introSortRange(list, 2*bits.Len(uint(len(list))), compare)
	}
}

func introSortRange[T any](list []T, depth int, compare func(a, b T) int) {
	n := len(list)
	for n > 1 {
		if n <= insertionLimit {
			sortFew(list[:n], compare)
			return
		}
		if depth == 0 {
			heapSort(list[:n], compare)
			return
		}
		depth--
		p := pickPivotAndPartition(list[:n], compare)
		introSortRange(list[p+1:n], depth, compare)
		n = p
	}
}

func sortFew[T any](list []T, compare func(a, b T) int) {
	switch len(list) {
	case 2:
		swapIfGreater(list, 0, 1, compare)
	case 3:
		swapIfGreater(list, 0, 1, compare)
		swapIfGreater(list, 0, 2, compare)
		swapIfGreater(list, 1, 2, compare)
	default:
		insertionSort(list, compare)
	}
}

func swapIfGreater[T any](list []T, i, j int, compare func(a, b T) int) {
	if compare(list[i], list[j]) > 0 {
		list[i], list[j] = list[j], list[i]
	}
}

func insertionSort[T any](list []T, compare func(a, b T) int) {
	for i := range len(list) - 1 {
		t, j := list[i+1], i
		for j >= 0 && compare(t, list[j]) < 0 {
			list[j+1] = list[j]
			j--
		}
		list[j+1] = t
	}
}

// pickPivotAndPartition takes the middle one of three as pivot and returns where it ends up.
func pickPivotAndPartition[T any](list []T, compare func(a, b T) int) int {
	high := len(list) - 1
	middle := high >> 1
	swapIfGreater(list, 0, middle, compare)
	swapIfGreater(list, 0, high, compare)
	swapIfGreater(list, middle, high, compare)
	pivot := list[middle]
	list[middle], list[high-1] = list[high-1], list[middle]
	left, right := 0, high-1
	for left < right {
		for left++; compare(list[left], pivot) < 0 && left < high; left++ {
		}
		for right--; compare(pivot, list[right]) < 0 && right > 0; right-- {
		}
		if left >= right {
			break
		}
		list[left], list[right] = list[right], list[left]
	}
	if left != high-1 {
		list[left], list[high-1] = list[high-1], list[left]
	}
	return left
}

func heapSort[T any](list []T, compare func(a, b T) int) {
	n := len(list)
	for i := n >> 1; i >= 1; i-- {
		downHeap(list, i, n, compare)
	}
	for i := n; i > 1; i-- {
		list[0], list[i-1] = list[i-1], list[0]
		downHeap(list, 1, i-1, compare)
	}
}

func downHeap[T any](list []T, i, n int, compare func(a, b T) int) {
	d := list[i-1]
	for i <= n>>1 {
		child := 2 * i
		if child < n && compare(list[child-1], list[child]) < 0 {
			child++
		}
		if compare(d, list[child-1]) >= 0 {
			break
		}
		list[i-1] = list[child-1]
		i = child
	}
	list[i-1] = d
}
