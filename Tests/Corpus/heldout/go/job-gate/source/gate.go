package shop

type Gate struct {
	open   chan struct{}
	opened bool
}

func NewGate() *Gate {
	return &Gate{open: make(chan struct{})}
}

func (g *Gate) Open() {
	close(g.open)
	g.opened = true
}

func (g *Gate) IsOpen() bool {
	return g.opened
}
