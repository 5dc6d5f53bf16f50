package shop

import (
	"testing"
)

func TestMore(t *testing.T) {
	if got := Page([]string{"a", "b", "c"}, 1, 2)[0]; got != "c" {
		t.Fatalf("got %v, want %v", got, "c")
	}
	if got := len(Page([]string{"a"}, 0, 5)); got != 1 {
		t.Fatalf("got %v, want %v", got, 1)
	}
}
