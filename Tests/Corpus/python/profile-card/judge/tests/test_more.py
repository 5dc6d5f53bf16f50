import unittest

from membercard import card


class MoreTest(unittest.TestCase):
    def test_own_color(self):
        user = {"first": "Bo", "city": "rome", "theme": {"color": "red"}}
        self.assertEqual(card(user), "Bo\nfrom Rome\nred")
