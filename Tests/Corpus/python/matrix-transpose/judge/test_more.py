from matrix import transpose


def test_empty():
    assert transpose([]) == []
    assert transpose([[]]) == []
    assert transpose([[1]]) == [[1]]
