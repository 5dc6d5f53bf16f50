from cloud.text import drop_common, words
from cloud.weights import sizes


def test_words():
    assert words("It's a Day") == ["it's", "a", "day"]


def test_drop():
    assert drop_common(["the", "sea"]) == ["sea"]


def test_sizes():
    assert sizes("sea sea sky the sea sky sun", 30) == {"sea": 30, "sky": 20, "sun": 10}
