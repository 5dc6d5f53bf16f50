package shop

import (
	"testing"
)

func TestPercent(t *testing.T) {
	if got := Percent(1, 4); got != 25 {
		t.Fatalf("got %v, want %v", got, 25)
	}
	if got := Percent(9, 4); got != 100 {
		t.Fatalf("got %v, want %v", got, 100)
	}
}

func TestNothing(t *testing.T) {
	if got := Percent(0, 0); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
