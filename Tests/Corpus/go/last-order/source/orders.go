package shop

type Orders struct {
	all []string
}

func (o *Orders) Add(order string) {
	o.all = append(o.all, order)
}

func (o *Orders) Last() string {
	return o.all[len(o.all)]
}
