import unittest

from options import parse, usage


class OptionsTest(unittest.TestCase):
    def test_value(self):
        self.assertEqual(parse(["--size", "3", "file"]), ({"size": "3"}, ["file"]))

    def test_flags(self):
        self.assertEqual(parse(["--a", "--b", "x"]), ({"a": True, "b": "x"}, []))

    def test_last_flag(self):
        self.assertEqual(parse(["file", "--verbose"]), ({"verbose": True}, ["file"]))

    def test_usage(self):
        self.assertEqual(usage(["b", "a"]), "usage: tool [--a] [--b]")
