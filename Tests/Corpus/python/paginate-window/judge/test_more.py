from window import window


def test_edges():
    assert window(1, 20) == [1, 2, 3, 4, 5]
    assert window(20, 20) == [16, 17, 18, 19, 20]
    assert window(2, 20) == [1, 2, 3, 4, 5]
    assert window(4, 20, 3) == [3, 4, 5]
