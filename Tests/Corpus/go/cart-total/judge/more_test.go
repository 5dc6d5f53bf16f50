package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Total([]int{5}); got != 5 {
		t.Fatalf("got %v, want %v", got, 5)
	}
	if got := Total([]int{-1, 1, 7}); got != 7 {
		t.Fatalf("got %v, want %v", got, 7)
	}
}
