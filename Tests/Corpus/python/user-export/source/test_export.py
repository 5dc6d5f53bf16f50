import json
from datetime import date

from export import User, adults, export


def test_adults():
    assert len(adults([User("a", date(2000, 1, 1)), User("b", date(2020, 1, 1))], date(2024, 1, 1))) == 1


def test_export():
    text = export([User("ana", date(2000, 5, 1), ["b", "a"])])
    assert json.loads(text) == [{"name": "ana", "born": "2000-05-01", "tags": ["a", "b"]}]
