package shop

import (
	"testing"
)

func TestOne(t *testing.T) {
	if got := (&Orders{all: []string{"x"}}).Last(); got != "x" {
		t.Fatalf("got %v, want %v", got, "x")
	}
	if got := (&Orders{all: []string{"x", "y", "z"}}).Last(); got != "z" {
		t.Fatalf("got %v, want %v", got, "z")
	}
}
