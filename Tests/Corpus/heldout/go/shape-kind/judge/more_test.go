package shop

import (
	"testing"
)

func TestOthers(t *testing.T) {
	if got := Width(nil); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
	if got := Width(2.5); got != 0 {
		t.Fatalf("got %v, want %v", got, 0)
	}
	if got := Width(-1); got != -2 {
		t.Fatalf("got %v, want %v", got, -2)
	}
}
