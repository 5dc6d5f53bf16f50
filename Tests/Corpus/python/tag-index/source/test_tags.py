from tags import index, most_used

POSTS = [{"title": "one", "tags": ["Sea", "sky"]}, {"title": "two", "tags": ["sea "]}]


def test_index():
    assert index(POSTS) == {"sea": ["one", "two"], "sky": ["one"]}


def test_most_used():
    assert most_used(POSTS) == "sea"


def test_without_tags():
    assert index(POSTS + [{"title": "three", "tags": None}]) == {"sea": ["one", "two"], "sky": ["one"]}
