package shop

import (
	"testing"
)

func TestAll(t *testing.T) {
	if got := Doubles([]string{"x", "x", "x"}); got != 2 {
		t.Fatalf("got %v, want %v", got, 2)
	}
	if got := Doubles([]string{"x"}); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
