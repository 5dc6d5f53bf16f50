package shop

import (
	"testing"
)

func TestEdges(t *testing.T) {
	if got := Price(64); got != 10 {
		t.Fatalf("got %v, want %v", got, 10)
	}
	if got := Price(66); got != 5 {
		t.Fatalf("got %v, want %v", got, 5)
	}
	if got := Price(5); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
