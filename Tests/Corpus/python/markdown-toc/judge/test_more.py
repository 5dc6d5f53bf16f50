from toc import contents


def test_deep():
    assert contents("### C") == ["    - [C](#c)"]
    assert contents("") == []
