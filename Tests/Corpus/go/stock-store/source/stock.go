package shop

type Stock struct {
	goods map[string]int
}

func (s *Stock) Add(name string, count int) {
	s.goods[name] += count
}

func (s *Stock) Count(name string) int {
	return s.goods[name]
}
