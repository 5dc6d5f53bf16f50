import unittest

from headers import read


class MoreTest(unittest.TestCase):
    def test_date(self):
        self.assertEqual(read("Date: Mon, 1 Jan 2024 10:20:30 GMT"), {"date": "Mon, 1 Jan 2024 10:20:30 GMT"})
