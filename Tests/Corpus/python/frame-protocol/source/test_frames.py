import pytest

from frames import decode, encode


def test_decode():
    assert decode(b"2:hi") == "hi"


def test_cut_off():
    with pytest.raises(ValueError):
        decode(b"3:hi")


def test_encode():
    assert encode("hi") == b"2:hi"
