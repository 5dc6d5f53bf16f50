from wrapping import box, height


def test_box():
    assert box("ab cd", 2) == ["+--+", "|ab|", "|cd|", "+--+"]


def test_height():
    assert height("one two three", 7) == 2
