from tree import Tree


def make(*values):
    tree = Tree()
    for value in values:
        tree.insert(value)
    return tree


def test_smallest():
    assert make(3, 1, 2).smallest() == 1
    assert make().smallest() is None


def test_contains():
    assert make(3, 1, 2).contains(2)


def test_contains_not():
    assert make(3, 1, 2).contains(9) is False
