package shop

import (
	"testing"
)

func TestShut(t *testing.T) {
	g := NewGate()
	if g.IsOpen() {
		t.Fatal("open")
	}
	g.Open()
	select {
	case <-g.open:
	default:
		t.Fatal("not closed")
	}
}
