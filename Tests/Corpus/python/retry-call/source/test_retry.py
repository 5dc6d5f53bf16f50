import unittest

from retry import Retrier


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    def __call__(self, value):
        if self.failures:
            self.failures -= 1
            raise OSError("busy")
        return value * 2


class RetryTest(unittest.TestCase):
    def test_at_once(self):
        self.assertEqual(Retrier().call(Flaky(0), 4), 8)

    def test_later(self):
        retrier = Retrier()
        self.assertEqual(retrier.call(Flaky(2), 4), 8)
        self.assertEqual(retrier.log, ["1: busy", "2: busy"])
