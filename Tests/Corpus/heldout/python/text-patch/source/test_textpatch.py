from textpatch import Document, apply, delete, insert, replace, shift


def test_insert():
    assert insert("abc", 1, "X") == "aXbc"


def test_delete():
    assert delete("abcd", 1, 3) == "ad"


def test_replace():
    assert replace("abcd", 1, 3, "X") == "aXd"


def test_shift():
    assert shift(1, 3, 1, 1) == 1
    assert shift(5, 0, 2, 3) == 6
    assert shift(2, 1, 3, 1) == 2


def test_mark_before():
    document = Document("hello world")
    document.mark("h", 0)
    document.edit(6, 11, "you")
    assert document.at("h") == "hello you"


def test_mark_after():
    document = Document("hello world")
    document.mark("w", 6)
    document.edit(0, 5, "hi")
    assert document.at("w") == "world"


def test_apply():
    assert apply("abc", [(0, 1, "xy"), (3, 4, "")]) == "xyb"
