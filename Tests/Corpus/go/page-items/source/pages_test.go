package shop

import (
	"testing"
)

func TestFull(t *testing.T) {
	if got := len(Page([]string{"a", "b", "c"}, 0, 2)); got != 2 {
		t.Fatalf("got %v, want %v", got, 2)
	}
}

func TestRest(t *testing.T) {
	if got := len(Page([]string{"a", "b", "c"}, 1, 2)); got != 1 {
		t.Fatalf("got %v, want %v", got, 1)
	}
}
