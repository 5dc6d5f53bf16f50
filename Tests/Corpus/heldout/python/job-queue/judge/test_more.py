import unittest

from jobs import drain, filled


class MoreTest(unittest.TestCase):
    def test_attempts(self):
        calls = []

        def work(name):
            calls.append(name)
            raise OSError(name)

        self.assertEqual(sorted(drain(filled(["a", "b"]), work)), ["a", "b"])
        self.assertEqual((calls.count("a"), calls.count("b")), (3, 3))
