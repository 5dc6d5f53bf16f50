package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Last(&Node{9, nil}); got != 9 {
		t.Fatalf("got %v, want %v", got, 9)
	}
	if got := Last(nil); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
