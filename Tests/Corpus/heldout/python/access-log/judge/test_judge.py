import pytest

from weblog.line import read


def test_dash():
    entry = read('h - - [d] "HEAD / HTTP/1.0" 204 -')
    assert entry.size == 0
    assert entry.status == 204


@pytest.mark.parametrize("end", ["", " x", " 12 3", " 1-"])
def test_still_strict(end):
    with pytest.raises(ValueError):
        read('h - - [d] "GET / HTTP/1.0" 200' + end)
