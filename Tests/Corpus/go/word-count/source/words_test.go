package shop

import (
	"testing"
)

func TestCount(t *testing.T) {
	if got := Count("a b a")["a"]; got != 2 {
		t.Fatalf("got %v, want %v", got, 2)
	}
	if got := Count("a b a")["b"]; got != 1 {
		t.Fatalf("got %v, want %v", got, 1)
	}
}
