import unittest

from headers import Headers, length, parse, without_hop_by_hop


class HeadersTest(unittest.TestCase):
    def test_get(self):
        self.assertEqual(Headers([("Host", "a")]).get("host"), "a")
        self.assertIsNone(Headers().get("x"))

    def test_all(self):
        headers = Headers([("Via", "a"), ("via", "b")])
        self.assertEqual(headers.all("VIA"), ["a", "b"])
        self.assertEqual(headers.lines(), ["Via: a", "Via: b"])

    def test_parse(self):
        self.assertEqual(length(parse("Content-length: 12\nHost: x\n\nbody: 1")), 12)

    def test_contains(self):
        self.assertIn("HOST", Headers([("Host", "a")]))

    def test_without_hop_by_hop(self):
        kept = without_hop_by_hop(Headers([("Host", "a"), ("Connection", "close")]))
        self.assertEqual(kept.lines(), ["Host: a"])

    def test_remove_unknown(self):
        Headers().remove("x")
