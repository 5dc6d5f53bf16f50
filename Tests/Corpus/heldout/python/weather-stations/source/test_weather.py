from weather.report import extremes, line, mean, report, warmest_hour
from weather.store import Store


def filled(**stations):
    store = Store()
    for name, values in stations.items():
        for hour, value in enumerate(values):
            store.add(name, hour, value)
    return store


def test_extremes():
    assert extremes({1: 2.0, 2: -1.0}) == (-1.0, 2.0)


def test_mean():
    assert mean({1: 2.0, 2: 4.0}) == 3.0


def test_warmest():
    assert warmest_hour({1: 2.0, 5: 4.0}) == 5


def test_report():
    assert report(filled(b=[1.0, 3.0], a=[0.0])) == [
        "a: 0.0 to 0.0, mean 0.0, warmest at 0",
        "b: 1.0 to 3.0, mean 2.0, warmest at 1",
    ]


def test_unknown():
    assert line("x", Store().day("x")) == "x: no readings"


def test_failed_reading():
    assert report(filled(a=[1.0, None, 3.0])) == ["a: 1.0 to 3.0, mean 2.0, warmest at 2"]
