package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Count("x x x")["x"]; got != 3 {
		t.Fatalf("got %v, want %v", got, 3)
	}
	if got := len(Count("")); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
