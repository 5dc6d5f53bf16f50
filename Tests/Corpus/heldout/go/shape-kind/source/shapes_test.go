package shop

import (
	"testing"
)

func TestNumber(t *testing.T) {
	if got := Width(4); got != 8 {
		t.Fatalf("got %v, want %v", got, 8)
	}
}

func TestText(t *testing.T) {
	if got := Width("x"); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}
