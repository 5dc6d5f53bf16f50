from registry import Registry


def test_names():
    registry = Registry()
    registry.register("zz")(lambda: 1)
    assert "zz" in registry.names()
    assert registry.call("zz") == 1
