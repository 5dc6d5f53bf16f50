import unittest

from fill import Filler


class FillTest(unittest.TestCase):
    def test_fill(self):
        self.assertEqual(Filler({"a": 1}).fill("x{a}y"), "x1y")

    def test_missing(self):
        self.assertEqual(Filler({}, missing="?").fill("x{a}y"), "x?y")
