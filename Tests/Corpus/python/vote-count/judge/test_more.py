import unittest

from votes import count, winner


class MoreTest(unittest.TestCase):
    def test_only_blank(self):
        self.assertEqual(count([None, None]), {})
        self.assertIsNone(winner([None, ""]))

    def test_after_blank(self):
        self.assertEqual(count([None, "a", "a"]), {"a": 2})
