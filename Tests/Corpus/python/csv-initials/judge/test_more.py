from people import initials


def test_spaces_around():
    assert initials(" alan turing ") == "AT"


def test_nothing():
    assert initials("") == ""
