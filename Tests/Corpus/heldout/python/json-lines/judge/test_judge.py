from flatten import cell, table


def test_more_cells():
    assert cell(0.25) == "0.25"
    assert cell(-2500000.0) == "-2,500,000.0"
    assert cell(False) == "no"
    assert cell("1.5") == "1.5"


def test_nested():
    assert table([{"p": {"q": 2.0}}]) == "p.q\n2.0"
