from matrix import add, column_sums, transpose


def test_transpose():
    assert transpose([[1, 2], [3, 4], [5, 6]]) == [[1, 3, 5], [2, 4, 6]]


def test_add():
    assert add([[1]], [[2]]) == [[3]]


def test_nothing():
    assert column_sums([]) == []
