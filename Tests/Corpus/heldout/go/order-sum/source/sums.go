package shop

func Sum(prices []int, discount bool) int {
	sum := 0
	for _, price := range prices {
		sum += price
	}
	if discount {
		sum := sum - sum/10
		_ = sum
	}
	return sum
}
