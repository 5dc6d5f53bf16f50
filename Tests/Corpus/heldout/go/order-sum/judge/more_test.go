package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Sum([]int{100}, true); got != 90 {
		t.Fatalf("got %v, want %v", got, 90)
	}
	if got := Sum(nil, true); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
