from routes import Map
from test_routes import ROADS


def test_shortest():
    roads = Map(ROADS)
    assert roads.shortest([["a", "c"], ["a", "b", "c"]]) == ["a", "b", "c"]


def test_twice():
    roads = Map(dict(ROADS))
    assert roads.length(["a", "c"]) == 9
    roads.roads.clear()
    assert roads.length(["a", "c"]) == 9
