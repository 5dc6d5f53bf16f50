package shop

import (
	"testing"
)

func TestLast(t *testing.T) {
	if got := Last(&Node{1, &Node{2, nil}}); got != 2 {
		t.Fatalf("got %v, want %v", got, 2)
	}
}

func TestEmpty(t *testing.T) {
	if got := Last(nil); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
