import pytest

from weblog.line import read
from weblog.report import errors, popular, traffic

GET = '10.0.0.1 - - [10/Oct/2024:13:55:36 +0000] "GET /a?x=1 HTTP/1.1" 200 512'
BAD = '10.0.0.2 - ana [10/Oct/2024:13:55:37 +0000] "POST /b HTTP/1.1" 503 20'
SAME = '10.0.0.2 - ana [10/Oct/2024:13:55:38 +0000] "GET /c HTTP/1.1" 304 -'


def test_read():
    entry = read(GET)
    assert (entry.host, entry.user, entry.path, entry.size) == ("10.0.0.1", None, "/a", 512)


def test_user():
    assert read(BAD).user == "ana"


def test_broken():
    with pytest.raises(ValueError):
        read("hello")


def test_traffic():
    assert traffic([GET, BAD, GET, ""]) == {"10.0.0.1": 1024, "10.0.0.2": 20}


def test_answer_without_a_body():
    assert traffic([GET, SAME]) == {"10.0.0.1": 512, "10.0.0.2": 0}


def test_errors():
    assert errors([GET, BAD]) == ["/b"]


def test_popular():
    assert popular([GET, GET, BAD]) == ["/a"]
