package shop

import (
	"testing"
)

func TestAdd(t *testing.T) {
	s := &Stock{}
	s.Add("tea", 2)
	s.Add("tea", 3)
	if s.Count("tea") != 5 {
		t.Fatal(s.Count("tea"))
	}
}
