from board import Board, Player


def make(*pairs):
    board = Board()
    for name, score in pairs:
        board.add(Player(name, score))
    return board


def test_ranking():
    assert make(("a", 3), ("b", 9)).ranking() == ["b", "a"]


def test_not_played():
    assert make(("a", 3), ("b", None), ("c", 5)).ranking() == ["c", "a", "b"]
