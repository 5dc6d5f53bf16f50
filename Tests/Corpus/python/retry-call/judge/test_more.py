import unittest

from retry import GaveUp, Retrier
from test_retry import Flaky


class MoreTest(unittest.TestCase):
    def test_gives_up(self):
        retrier = Retrier(attempts=2)
        with self.assertRaises(GaveUp):
            retrier.call(Flaky(5), 1)
        self.assertEqual(len(retrier.log), 2)
