import pytest

from registry import Registry


def test_unknown():
    with pytest.raises(LookupError):
        Registry().call("nothing")


def test_register():
    registry = Registry()

    @registry.register("double")
    def double(value):
        return value * 2

    assert registry.call("double", 4) == 8
