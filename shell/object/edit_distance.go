package object

// EditDistance counts the letters to be changed, added, dropped or swapped with their neighbour to make one name of the
// other, upper and lower case being the same (Damerau and Levenshtein, no letter being touched twice).
func EditDistance(a, b string) int {
	from, to := []rune(FoldName(a)), []rune(FoldName(b))
	before, last, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, letter := range from {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range to {
			cost := 1
			if letter == to[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && letter == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(to)]
}
