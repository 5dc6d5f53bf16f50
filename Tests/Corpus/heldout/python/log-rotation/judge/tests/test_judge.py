from rotation import keep, victims

NAMES = ["a.2024010%d" % day for day in range(1, 7)]


def test_one():
    assert keep(NAMES, 1) == ["a.20240106"]
    assert victims(NAMES, 1) == NAMES[:5]


def test_all_and_more():
    assert keep(NAMES, 6) == NAMES[::-1]
    assert keep(NAMES, 60) == NAMES[::-1]
    assert victims(NAMES, 60) == []
