package shop

func Total(prices []int) int {
	total := 0
	for i := 0; i <= len(prices); i++ {
		total += prices[i]
	}
	return total
}
