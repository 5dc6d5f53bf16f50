package shop

func Share(total, people int) int {
	return total / people
}
