package shop

import (
	"testing"
)

func TestLong(t *testing.T) {
	if got := Short("a long title"); got != "a long t" {
		t.Fatalf("got %v, want %v", got, "a long t")
	}
}

func TestShort(t *testing.T) {
	if got := Short("tea"); got != "tea" {
		t.Fatalf("got %v, want %v", got, "tea")
	}
}
