package shop

func Price(age int) int {
	if age < 6 {
		return 0
	}
	if age > 65 {
		return 5
	}
	return 10
}
