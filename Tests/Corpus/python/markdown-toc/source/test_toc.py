from toc import anchor, contents, headings


def test_headings():
    assert headings("# A\ntext\n## B c") == [(1, "A"), (2, "B c")]


def test_anchor():
    assert anchor("B c") == "b-c"


def test_contents():
    assert contents("# A\n## B c") == ["- [A](#a)", "  - [B c](#b-c)"]
