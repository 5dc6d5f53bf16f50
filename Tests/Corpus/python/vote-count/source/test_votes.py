import unittest

from votes import count, winner


class VotesTest(unittest.TestCase):
    def test_count(self):
        self.assertEqual(count(["a", "b", " a "]), {"a": 2, "b": 1})

    def test_blank(self):
        self.assertEqual(count(["a", "", None, "b"]), {"a": 1, "b": 1})

    def test_winner(self):
        self.assertEqual(winner(["a", "b", "b"]), "b")
