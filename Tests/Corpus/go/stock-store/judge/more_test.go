package shop

import (
	"testing"
)

func TestOther(t *testing.T) {
	s := &Stock{}
	if s.Count("tea") != 0 {
		t.Fatal("not empty")
	}
	s.Add("cup", 1)
	s.Add("tea", 4)
	if s.Count("cup") != 1 || s.Count("tea") != 4 {
		t.Fatal(s)
	}
}
