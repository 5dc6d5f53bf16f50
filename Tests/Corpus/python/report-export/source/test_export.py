import os

from export import export, file_name, render


def test_name():
    assert file_name("r", 2024, 3) == os.path.join("r", "2024", "03.txt")


def test_render():
    assert render([("a", 1)]) == "a\t1\n"


def test_export(tmp_path):
    path = export(str(tmp_path), 2024, 3, [("a", 1), ("b", 2)])
    with open(path) as text:
        assert text.read() == "a\t1\nb\t2\n"
