from rules import problems


def test_limits():
    assert problems("Passw0r") == ["short"]
    assert problems("Ab1", minimum=3) == []
    assert problems("Ab1", minimum=4) == ["short"]
