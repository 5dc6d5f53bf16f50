package shop

func Short(title string) string {
	return title[:8]
}
