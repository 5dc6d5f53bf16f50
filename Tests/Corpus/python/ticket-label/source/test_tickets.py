from tickets import Ticket, board, total_points


def test_slug():
    assert Ticket(1, "Fix the Door").slug() == "fix-the-door"


def test_label():
    assert Ticket(42, "Door").label() == "#42 Door"


def test_points():
    assert total_points([Ticket(1, "a", 3), Ticket(2, "b", 5)]) == 8
