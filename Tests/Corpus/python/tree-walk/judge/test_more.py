from test_tree import make


def test_all():
    tree = make(5, 2, 8, 1, 9)
    assert [n for n in range(10) if tree.contains(n)] == [1, 2, 5, 8, 9]
    assert not make().contains(1)
