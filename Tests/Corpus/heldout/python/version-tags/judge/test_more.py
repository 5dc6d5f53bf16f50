import unittest

from tags import parse, series


class MoreTest(unittest.TestCase):
    def test_forms(self):
        self.assertEqual(parse("v12.34.56-rc78"), (12, 34, 56, 78))
        for tag in ("v1.2", "1.2.3", "v1.2.3rc1", "v1.2.3-rc", "va.1.2", "v.1.2", "v1..2"):
            self.assertIsNone(parse(tag))

    def test_series(self):
        self.assertEqual(series(["v2.15.0", "v2.15.1"]), {"2.15": ["v2.15.0", "v2.15.1"]})
