from notes import Note, search


def test_none():
    assert search([Note("Empty")], "") == ["Empty"]
    assert search([Note("a"), Note("b", "A")], "a") == ["a", "b"]
    assert search([Note("Empty")], "none") == []
