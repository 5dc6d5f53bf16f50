from router import Router


def test_only_unknown():
    assert Router().dispatch([{"kind": "star"}, {}]) == []


def test_order_is_kept():
    router = Router()
    router.on("a", lambda hook: hook["n"])
    hooks = [{"kind": "a", "n": 1}, {"kind": "zz", "n": 2}, {"kind": "zz", "n": 3}, {"kind": "A", "n": 4}]
    assert router.dispatch(hooks) == [1, 4]
