package shop

import (
	"testing"
)

func TestChild(t *testing.T) {
	if got := Price(3); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
}

func TestGrown(t *testing.T) {
	if got := Price(6); got != 10 {
		t.Fatalf("got %v, want %v", got, 10)
	}
}

func TestSenior(t *testing.T) {
	if got := Price(65); got != 5 {
		t.Fatalf("got %v, want %v", got, 5)
	}
}
