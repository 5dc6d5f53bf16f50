package shop

import (
	"testing"
)

func TestPlain(t *testing.T) {
	if got := Sum([]int{10, 20}, false); got != 30 {
		t.Fatalf("got %v, want %v", got, 30)
	}
}

func TestDiscount(t *testing.T) {
	if got := Sum([]int{10, 20}, true); got != 27 {
		t.Fatalf("got %v, want %v", got, 27)
	}
}
