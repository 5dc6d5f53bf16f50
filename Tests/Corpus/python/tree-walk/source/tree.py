"""A binary search tree."""


class Node:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, value):
        self.size += 1
        if self.root is None:
            self.root = Node(value)
            return
        node = self.root
        while True:
            side = "left" if value < node.value else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(value))
                return
            node = child

    def contains(self, value):
        node = self.root
        while node.value != value:
            node = node.left if value < node.value else node.right
        return True

    def smallest(self):
        node = self.root
        while node is not None and node.left is not None:
            node = node.left
        return node.value if node else None
