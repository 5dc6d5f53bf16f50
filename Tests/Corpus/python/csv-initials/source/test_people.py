from people import initials, read


def test_initials():
    assert initials("ada lovelace") == "AL"


def test_initials_of_a_name_with_two_spaces():
    assert initials("grace  hopper") == "GH"


def test_read():
    assert read(["ada l, blue", "", "bo d, red"]) == [
        {"name": "ada l", "initials": "AL", "team": "blue"},
        {"name": "bo d", "initials": "BD", "team": "red"},
    ]
