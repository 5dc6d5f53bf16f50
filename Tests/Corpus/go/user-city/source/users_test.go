package shop

import (
	"testing"
)

func TestCity(t *testing.T) {
	if got := City(&User{"Ada", &Address{"Bonn"}}); got != "Bonn" {
		t.Fatalf("got %v, want %v", got, "Bonn")
	}
}

func TestNone(t *testing.T) {
	if got := City(&User{Name: "Bob"}); got != "" {
		t.Fatalf("got %v, want %v", got, "")
	}
}
