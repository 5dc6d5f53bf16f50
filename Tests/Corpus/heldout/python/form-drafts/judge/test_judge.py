from drafts import Draft, summary


def test_two_drafts():
    first, second = Draft(), Draft()
    first.tag("x")
    assert summary(second) == "untitled (no tags)"
    assert summary(Draft()) == "untitled (no tags)"


def test_given_state_stays():
    initial = {"title": "", "tags": [], "done": False}
    Draft(initial).tag("x")
    assert initial["tags"] == []
