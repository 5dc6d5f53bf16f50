from pages import page_number


def test_numbers():
    assert page_number({"page": ""}) == 1
    assert page_number({"page": "-4"}) == 1
    assert page_number({"page": " 7 "}) == 7
    assert page_number({"page": "1.5"}) == 1
