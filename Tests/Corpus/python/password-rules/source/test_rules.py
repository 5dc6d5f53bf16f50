from rules import is_good, problems


def test_good():
    assert is_good("Correct1Horse")


def test_problems():
    assert problems("abc") == ["short", "digit", "capital"]


def test_exactly_long_enough():
    assert problems("Passw0rd") == []
