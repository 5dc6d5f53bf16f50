from tickets import Ticket, board


def test_board():
    assert board([Ticket(10, "b"), Ticket(9, "a")]) == ["#9 a", "#10 b"]
