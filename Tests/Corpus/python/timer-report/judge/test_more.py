from test_timers import ticking
from timers import Timer


def test_no_lap():
    timer = Timer(ticking(3, 4, 9))
    timer.stop()
    assert timer.laps == []
    timer = Timer(ticking(1, 2))
    timer.start()
    timer.stop()
    assert timer.laps == [1]
