import unittest

from membercard import card, full_name, theme


class ProfileTest(unittest.TestCase):
    def test_name(self):
        self.assertEqual(full_name({"first": "Ada", "last": "L"}), "Ada L")

    def test_theme(self):
        self.assertEqual(theme({"theme": {"border": "bold"}})["border"], "bold")

    def test_card(self):
        user = {"first": "Ada", "last": "L", "city": "london"}
        self.assertEqual(card(user), "Ada L\nfrom London\ngrey")
