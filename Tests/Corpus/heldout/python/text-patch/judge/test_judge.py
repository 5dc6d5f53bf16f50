from textpatch import Document


def test_marks():
    document = Document("one two three")
    document.mark("two", 4)
    document.mark("three", 8)
    document.edit(0, 3, "eleven")
    assert document.at("two") == "two three"
    document.edit(7, 10, "")
    assert document.at("three") == "three"
