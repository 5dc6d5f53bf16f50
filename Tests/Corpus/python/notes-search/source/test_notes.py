from notes import Note, search, tagged

NOTES = [Note("Milk", "buy two"), Note("Trip", "pack the tent", ["fun"])]


def test_search():
    assert search(NOTES, "TENT") == ["Trip"]


def test_tagged():
    assert tagged(NOTES, "fun") == ["Trip"]


def test_without_body():
    assert search([Note("Empty"), Note("Tent")], "tent") == ["Tent"]
