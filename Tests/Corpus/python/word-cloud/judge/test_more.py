from cloud.weights import frequencies, sizes


def test_empty():
    assert sizes("") == {}


def test_frequencies():
    assert frequencies("a sea of sea")["sea"] == 2
    assert frequencies("a sea of sea")["sky"] == 0
