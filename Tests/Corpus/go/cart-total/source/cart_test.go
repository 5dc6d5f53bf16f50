package shop

import (
	"testing"
)

func TestTotal(t *testing.T) {
	if got := Total([]int{1, 2, 3}); got != 6 {
		t.Fatalf("got %v, want %v", got, 6)
	}
}

func TestEmpty(t *testing.T) {
	if got := Total(nil); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
