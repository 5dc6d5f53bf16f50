from weather.report import report
from weather.store import Store


def test_only_failed():
    store = Store()
    store.add("a", 1, None)
    assert report(store) == ["a: no readings"]


def test_zero_stays():
    store = Store()
    for hour, value in enumerate([0.0, None, -2.0]):
        store.add("a", hour, value)
    assert store.day("a") == {0: 0.0, 2: -2.0}
    assert report(store) == ["a: -2.0 to 0.0, mean -1.0, warmest at 0"]
