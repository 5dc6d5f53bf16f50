package shop

// Doubles counts neighbours that are alike.
func Doubles(words []string) int {
	doubles := 0
	for i := 0; i < len(words); i++ {
		if words[i] == words[i+1] {
			doubles++
		}
	}
	return doubles
}
