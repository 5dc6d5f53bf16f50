from dose import average, clock, packs, plan, report, times


def test_clock():
    assert clock(1500) == "01:00"


def test_times():
    assert times(3) == ["08:00", "16:00", "00:00"]
    assert times(2, "07:30") == ["07:30", "19:30"]


def test_packs():
    assert packs(3, 7, 20) == 2
    assert packs(2, 10, 20) == 1


def test_plan():
    assert plan("x", 1, 30, 30) == {"name": "x", "times": ["08:00"], "packs": 1}


def test_average_of_none():
    assert average([]) == 0


def test_report():
    assert report({"b": [2, 2], "a": [1, 2]}) == {"a": 1.5, "b": 2}
