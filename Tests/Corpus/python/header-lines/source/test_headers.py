import unittest

from headers import host, is_json, read


class HeadersTest(unittest.TestCase):
    def test_read(self):
        self.assertEqual(read("Host: x.org\nAccept: */*\n\nbody"), {"host": "x.org", "accept": "*/*"})

    def test_port(self):
        self.assertEqual(host("Host: x.org:8080\n"), "x.org:8080")

    def test_json(self):
        self.assertTrue(is_json("Content-Type: application/json"))
