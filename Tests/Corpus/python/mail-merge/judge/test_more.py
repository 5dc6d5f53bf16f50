import unittest

from mail import letter, letters


class MoreTest(unittest.TestCase):
    def test_formal(self):
        self.assertEqual(
            letter("Ms B", "Come.", "Ana", formal=True), "Dear Ms B,\n\nCome.\n\nYours sincerely,\nAna")

    def test_many(self):
        self.assertEqual(sorted(letters(["x", "y"], "b", "s")), ["x", "y"])
