import json
from datetime import date

from export import User, export


def test_many_tags():
    tags = ["t%d" % n for n in range(9)]
    text = export([User("x", date(2001, 1, 2), tags), User("y", date(2001, 1, 2))])
    assert [len(record["tags"]) for record in json.loads(text)] == [9, 0]
    assert json.loads(text)[0]["tags"] == tags
