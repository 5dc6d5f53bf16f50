from window import last_page, window


def test_last_page():
    assert last_page(10, 5) == 2
    assert last_page(11, 5) == 3


def test_start():
    assert window(1, 3) == [1, 2, 3]


def test_middle():
    assert window(10, 20) == [8, 9, 10, 11, 12]
