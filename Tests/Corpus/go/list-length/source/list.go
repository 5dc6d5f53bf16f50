package shop

type Node struct {
	Value int
	Next  *Node
}

func Last(list *Node) int {
	for list.Next != nil {
		list = list.Next
	}
	return list.Value
}
