package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Short(""); got != "" {
		t.Fatalf("got %v, want %v", got, "")
	}
	if got := Short("12345678"); got != "12345678" {
		t.Fatalf("got %v, want %v", got, "12345678")
	}
	if got := Short("123456789"); got != "12345678" {
		t.Fatalf("got %v, want %v", got, "12345678")
	}
}
