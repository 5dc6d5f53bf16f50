from browser.listing import listing


def entry(name, size=0, folder=True, time=0):
    return {"name": name, "size": size, "folder": folder, "time": time}


def test_case():
    assert listing([entry("B"), entry("a"), entry("C")]) == ["a/", "B/", "C/"]


def test_folders_stay_by_name():
    rows = listing([entry("b", 1), entry("a", 9), entry("x", 3, False), entry("y", 2, False)], by="size")
    assert rows == ["a/", "b/", "y", "x"]
