import pytest

from drafts import Draft, changed, summary


def test_set():
    draft = Draft()
    draft.set("title", "Trip")
    assert draft.state["title"] == "Trip"
    with pytest.raises(KeyError):
        draft.set("colour", "red")


def test_undo_redo():
    draft = Draft()
    draft.set("title", "a")
    draft.set("title", "b")
    assert draft.undo() and draft.state["title"] == "a"
    assert draft.redo() and draft.state["title"] == "b"
    assert not draft.redo()


def test_nothing_to_undo():
    assert not Draft().undo()


def test_summary():
    draft = Draft({"title": "x", "tags": ["a", "b"], "done": False})
    assert summary(draft) == "x (a, b)"


def test_tags_are_a_change():
    initial = {"title": "", "tags": ["a"], "done": False}
    draft = Draft(initial)
    draft.tag("b")
    assert changed(draft, initial) == ["tags"]


def test_undo_a_tag():
    draft = Draft({"title": "", "tags": ["q"], "done": False})
    draft.tag("x")
    draft.undo()
    assert summary(draft) == "untitled (q)"
