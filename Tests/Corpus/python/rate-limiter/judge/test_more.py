import unittest

from limiter import Limiter


class MoreTest(unittest.TestCase):
    def test_window(self):
        limiter = Limiter(1, 10)
        self.assertEqual([limiter.allow(t) for t in (0, 5, 10, 11, 30)], [True, False, True, False, True])
