from dose import average


def test_averages():
    assert average([1, 1, 2]) == 1.3
    assert average([0.5, 1]) == 0.8 or average([0.5, 1]) == 0.7
    assert average([3, 4]) == 3.5
    assert average([4]) == 4
