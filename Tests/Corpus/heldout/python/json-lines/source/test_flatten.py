from flatten import cell, columns, flatten, table


def test_flatten():
    assert flatten({"a": {"b": 1}, "c": [1, {"d": 2}]}) == {"a.b": 1, "c.0": 1, "c.1.d": 2}


def test_columns():
    assert columns([{"a": 1}, {"b": 2, "a": 3}]) == ["a", "b"]


def test_cells():
    assert cell(None) == ""
    assert cell(True) == "yes"
    assert cell(1200) == "1,200"


def test_table():
    assert table([{"name": "x\ty", "n": 1}]) == "name\tn\nx y\t1"


def test_prices():
    assert table([{"price": 1234.5}, {"price": None}]) == "price\n1,234.5\n"


def test_empty():
    assert columns([]) == []
