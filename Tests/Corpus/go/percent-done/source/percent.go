package shop

func Percent(done, all int) int {
	share := done * 100 / all
	if share > 100 {
		return 100
	}
	return share
}
