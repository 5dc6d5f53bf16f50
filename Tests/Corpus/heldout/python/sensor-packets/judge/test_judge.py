from packets import Reading, decode, encode, warmest


def test_many():
    for value in range(40):
        reading = Reading(value, "hum", value / 2)
        assert decode(encode(reading)) == reading


def test_wrong():
    for check in ("d5", "4d", "01", "d3"):
        assert decode("1,temp,2.5*" + check) is None
    assert decode("1,temp,2.5*D4") is not None


def test_warmest():
    assert warmest([encode(Reading(3, "temp", 9.0)), encode(Reading(4, "temp", 10.0))]) == 4
