from frames import decode, encode, join


def test_round_trip():
    assert decode(encode("na\u00efve")) == "na\u00efve"
    assert encode("\u00ef") == b"2:\xc3\xaf"


def test_join():
    assert join(["a", ""]) == b"1:a0:"
