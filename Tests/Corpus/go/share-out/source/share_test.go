package shop

import (
	"testing"
)

func TestShare(t *testing.T) {
	if got := Share(10, 5); got != 2 {
		t.Fatalf("got %v, want %v", got, 2)
	}
}

func TestNobody(t *testing.T) {
	if got := Share(10, 0); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
