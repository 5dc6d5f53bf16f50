package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Percent(3, 0); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
	if got := Percent(2, 2); got != 100 {
		t.Fatalf("got %v, want %v", got, 100)
	}
}
