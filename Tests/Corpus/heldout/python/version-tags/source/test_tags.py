import unittest

from tags import bump, newest, parse, series


class TagsTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse("v1.2.3"), (1, 2, 3, 10 ** 6))
        self.assertEqual(parse("v1.2.3-rc2"), (1, 2, 3, 2))
        self.assertIsNone(parse("nightly"))

    def test_newest(self):
        self.assertEqual(newest(["v1.2.3", "v1.3.0-rc1", "v1.2.10"]), "v1.2.10")

    def test_newest_candidate(self):
        self.assertEqual(newest(["v1.2.3", "v1.3.0-rc1"], candidates=True), "v1.3.0-rc1")

    def test_two_digits(self):
        self.assertEqual(newest(["v1.9.0", "v1.10.0", "v1.2.0"]), "v1.10.0")
        self.assertEqual(bump("v10.0.1", "patch"), "v10.0.2")

    def test_bump(self):
        self.assertEqual(bump("v1.2.3", "minor"), "v1.3.0")
        with self.assertRaises(ValueError):
            bump("x", "minor")

    def test_series(self):
        self.assertEqual(series(["v1.2.3", "v1.2.4", "old"]), {"1.2": ["v1.2.3", "v1.2.4"]})
