package shop

import (
	"testing"
)

func TestLast(t *testing.T) {
	o := &Orders{}
	o.Add("a")
	o.Add("b")
	if o.Last() != "b" {
		t.Fatal(o.Last())
	}
}
