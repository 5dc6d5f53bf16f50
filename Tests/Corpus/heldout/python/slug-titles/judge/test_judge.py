from slugs import Pages


def test_find():
    pages = Pages()
    pages.add(" Éclairs at Home ")
    pages.add("Art")
    assert pages.find("eclair") == ["eclairs-at-home"]
    assert pages.by_slug["art"] == "Art"
    assert pages.index()[1] == "eclairs-at-home -> Éclairs at Home"
