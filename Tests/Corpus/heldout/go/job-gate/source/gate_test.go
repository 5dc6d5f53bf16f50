package shop

import (
	"testing"
)

func TestTwice(t *testing.T) {
	g := NewGate()
	g.Open()
	g.Open()
	if !g.IsOpen() {
		t.Fatal("shut")
	}
}
