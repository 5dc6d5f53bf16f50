from queues import drain


def test_drain_empties_the_queue():
    assert drain([1, 2], 2) == [2, 1]
