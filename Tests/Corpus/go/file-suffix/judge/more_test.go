package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Suffix("b.go"); got != "go" {
		t.Fatalf("got %v, want %v", got, "go")
	}
	if got := Suffix(""); got != "" {
		t.Fatalf("got %v, want %v", got, "")
	}
}
