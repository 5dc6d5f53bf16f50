from timers import Timer


def ticking(*times):
    values = list(times)
    return lambda: values.pop(0)


def test_lap():
    timer = Timer(ticking(3, 8))
    timer.start()
    assert timer.stop() == 5
    assert timer.total() == 5


def test_not_started():
    assert Timer(ticking(3)).stop() == 0
