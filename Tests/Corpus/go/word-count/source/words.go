package shop

import "strings"

func Count(text string) map[string]int {
	var counts map[string]int
	for _, word := range strings.Fields(text) {
		counts[word]++
	}
	return counts
}
