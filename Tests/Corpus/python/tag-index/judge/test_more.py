from tags import index, most_used


def test_none_at_all():
    assert index([{"title": "x", "tags": None}, {"title": "y"}]) == {}
    assert most_used([{"title": "x"}]) is None


def test_those_behind_count():
    assert index([{"title": "x"}, {"title": "y", "tags": ["A"]}]) == {"a": ["y"]}
