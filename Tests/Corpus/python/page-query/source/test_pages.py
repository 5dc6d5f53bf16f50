from pages import count, page, page_number

ITEMS = list(range(8))


def test_page():
    assert page(ITEMS, {"page": "2"}) == [3, 4, 5]


def test_no_page():
    assert page(ITEMS, {}) == [0, 1, 2]


def test_nonsense():
    assert page(ITEMS, {"page": "two"}) == [0, 1, 2]


def test_count():
    assert count(ITEMS) == 3
