package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Share(-9, 3); got != -3 {
		t.Fatalf("got %v, want %v", got, -3)
	}
	if got := Share(0, 0); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
