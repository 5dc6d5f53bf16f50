from browser.listing import footer, listing, natural, ordered
from browser.sizes import human


def entry(name, size=0, folder=False, time=0):
    return {"name": name, "size": size, "folder": folder, "time": time}


def test_natural():
    assert natural("a2") < natural("a10")


def test_folders_first():
    assert listing([entry("a"), entry("z", folder=True)]) == ["z/", "a"]


def test_by_size():
    assert listing([entry("a", 5), entry("b", 3)], by="size") == ["b", "a"]


def test_reverse():
    assert [e["name"] for e in ordered([entry("a", 5), entry("b", 9)], "size", True)] == ["b", "a"]


def test_human():
    assert [human(5), human(2048), human(3 * 1024 ** 2)] == ["5B", "2K", "3M"]


def test_footer():
    assert footer([entry("a", 1024), entry("b", 1024)]) == "2 entries, 2K"


def test_numbered_folders():
    names = [entry("disk10", folder=True), entry("disk2", folder=True), entry("readme")]
    assert listing(names) == ["disk2/", "disk10/", "readme"]
