from playlist import Playlist, Track


def test_sorting_leaves_the_playlist_alone():
    playlist = Playlist([Track("b", 200), Track("a", 100)])
    assert playlist.by_length() == ["a", "b"]
    assert playlist.first(2) == ["b", "a"]


def test_empty():
    assert Playlist().by_length() == []
