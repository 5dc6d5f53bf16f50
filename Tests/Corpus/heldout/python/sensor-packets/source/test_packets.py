from packets import Reading, checksum, decode, encode, latest, warmest


def test_checksum():
    assert checksum("ab") == 195
    assert checksum("") == 0


def test_encode():
    assert encode(Reading(1, "temp", 2.5)) == "1,temp,2.5*d4"


def test_round_trip():
    assert decode(encode(Reading(7, "temp", 21.5)) + "\n") == Reading(7, "temp", 21.5)


def test_wrong_checksum():
    assert decode("1,temp,2.5*00") is None


def test_latest():
    packets = [encode(Reading(1, "temp", 1.0)), encode(Reading(1, "temp", 2.0))]
    assert latest(packets) == {(1, "temp"): 2.0}


def test_warmest_of_none():
    assert warmest([]) is None
