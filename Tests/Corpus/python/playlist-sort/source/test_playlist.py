from playlist import Playlist, Track


def sample():
    return Playlist([Track("b", 200), Track("a", 100), Track("c", 150)])


def test_by_length():
    assert sample().by_length() == ["a", "c", "b"]


def test_duration():
    assert sample().duration() == 450


def test_first():
    assert sample().first(2) == ["b", "a"]
