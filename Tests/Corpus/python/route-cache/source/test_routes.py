from routes import Map

ROADS = {("a", "b"): 3, ("b", "c"): 4, ("a", "c"): 9}


def test_tuple():
    assert Map(ROADS).length(("a", "b")) == 3


def test_list():
    assert Map(ROADS).length(["a", "b", "c"]) == 7
