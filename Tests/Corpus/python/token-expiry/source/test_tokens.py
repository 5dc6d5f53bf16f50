import unittest
from datetime import datetime, timedelta

from tokens import Token, check, issue


class TokensTest(unittest.TestCase):
    def test_valid(self):
        start = datetime(2024, 1, 1)
        self.assertTrue(Token("ana", start).is_valid(start + timedelta(minutes=29)))
        self.assertFalse(Token("ana", start).is_valid(start + timedelta(minutes=30)))

    def test_check(self):
        self.assertTrue(check(issue("ana")))
