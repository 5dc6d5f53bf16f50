from slugs import Pages, plain, slug, words


def test_plain():
    assert plain("Éclair") == "eclair"


def test_words():
    assert words("The Art of War!") == ["art", "war"]


def test_slug():
    assert slug("A Tale of Two Cities") == "tale-two-cities"
    assert slug("???") == "page"
    assert slug("one two three", limit=7) == "one-two"


def test_same_title():
    pages = Pages()
    assert [pages.add("News"), pages.add("News")] == ["news", "news-2"]


def test_index():
    pages = Pages()
    pages.add(" Zoo ")
    pages.add("Art")
    assert pages.index() == ["art -> Art", "zoo -> Zoo"]


def test_empty_index():
    assert Pages().index() == []
    assert Pages().find("x") == []
