import unittest
from datetime import date

from backup import keep


class MoreTest(unittest.TestCase):
    def test_limit(self):
        days = [date(2024, 3, 5), date(2024, 3, 6)]
        self.assertEqual(keep(days, date(2024, 3, 11), limit=5), [date(2024, 3, 6)])
