package shop

import (
	"testing"
)

func TestSome(t *testing.T) {
	if got := Doubles([]string{"a", "a", "b"}); got != 1 {
		t.Fatalf("got %v, want %v", got, 1)
	}
}

func TestNone(t *testing.T) {
	if got := Doubles(nil); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
