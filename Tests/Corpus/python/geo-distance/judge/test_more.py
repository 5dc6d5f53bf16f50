from geo import nearest


def test_nearest():
    assert nearest((50, 8), {"paris": (48.9, 2.4), "rome": (41.9, 12.5)}) == "paris"
