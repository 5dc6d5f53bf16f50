from export import export


def test_twice(tmp_path):
    first = export(str(tmp_path), 2024, 3, [("a", 1)])
    second = export(str(tmp_path), 2024, 4, [("b", 1)])
    again = export(str(tmp_path), 2024, 3, [("c", 1)])
    assert first == again != second
    with open(first) as text:
        assert text.read() == "c\t1\n"
