package shop

func Page(items []string, page, size int) []string {
	start := page * size
	end := start + size
	return items[start:end]
}
