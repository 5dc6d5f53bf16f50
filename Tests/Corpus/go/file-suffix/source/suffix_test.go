package shop

import (
	"testing"
)

func TestHas(t *testing.T) {
	if got := Suffix("a.txt"); got != "txt" {
		t.Fatalf("got %v, want %v", got, "txt")
	}
}

func TestHasNone(t *testing.T) {
	if got := Suffix("README"); got != "" {
		t.Fatalf("got %v, want %v", got, "")
	}
}
