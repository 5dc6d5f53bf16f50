import unittest

from fill import Filler


class MoreTest(unittest.TestCase):
    def test_nothing(self):
        self.assertEqual(Filler({"b": 2}).fill("{a}-{b}"), "-2")
        self.assertEqual(Filler({"b": None}, missing="!").fill("{b}"), "None")
