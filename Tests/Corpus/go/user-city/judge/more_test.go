package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := City(&User{"Eve", &Address{"Ulm"}}); got != "Ulm" {
		t.Fatalf("got %v, want %v", got, "Ulm")
	}
	if got := City(&User{}); got != "" {
		t.Fatalf("got %v, want %v", got, "")
	}
}
