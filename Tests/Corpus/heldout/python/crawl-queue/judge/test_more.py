import unittest

from crawl import Hosts


class MoreTest(unittest.TestCase):
    def test_default(self):
        hosts = Hosts({"b": 0}, default=3)
        self.assertEqual([hosts.limit("a"), hosts.limit("b")], [3, 0])
        for _ in range(3):
            self.assertTrue(hosts.allows("a"))
            hosts.take("a")
        self.assertFalse(hosts.allows("a"))
