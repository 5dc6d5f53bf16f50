from folders import countdown


def test_longer():
    assert countdown(5) == [5, 4, 3, 2, 1]
    assert countdown(1) == [1]
