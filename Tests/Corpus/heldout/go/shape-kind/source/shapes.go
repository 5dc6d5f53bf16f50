package shop

// Width gives the width of what has one.
func Width(shape interface{}) int {
	width := shape.(int)
	return width * 2
}
