package command

// Choice is a table of which rows may be chosen.
type Choice struct {
	Title string
	// Heading stands above the rows; like them it is plain text for the width that the host has.
	Heading, Rows []string
	// Most is how many rows may be chosen: none, 1, or any number if it is negative.
	Most int
}

// Chooser is a Host with a screen to look through tables on.
type Chooser interface {
	Host
	// Choose shows a table until the user closes it, and gives the indexes of the rows that were chosen.
	Choose(c Choice) ([]int, error)
}
