import unittest

from limiter import Limiter


class LimiterTest(unittest.TestCase):
    def test_free(self):
        self.assertEqual(Limiter(1, 10).waiting_time(5), 0)

    def test_limit(self):
        limiter = Limiter(2, 10)
        self.assertEqual([limiter.allow(t) for t in (0, 1, 2)], [True, True, False])
