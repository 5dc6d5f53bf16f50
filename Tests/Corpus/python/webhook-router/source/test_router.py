from router import Router, describe


def make():
    router = Router()
    router.on("push", lambda hook: ("push", hook["id"]))
    router.on("tag", lambda hook: ("tag", hook["id"]))
    return router


def test_dispatch():
    hooks = [{"kind": "Push", "id": 1}, {"kind": "tag", "id": 2}]
    assert make().dispatch(hooks) == [("push", 1), ("tag", 2)]


def test_unknown_hooks_are_passed_over():
    hooks = [{"kind": "push", "id": 1}, {"kind": "star", "id": 2}, {"kind": "tag", "id": 3}]
    assert make().dispatch(hooks) == [("push", 1), ("tag", 3)]


def test_describe():
    assert describe({"sender": {"login": "ana"}, "label": "bug"}) == "ana: bug"
