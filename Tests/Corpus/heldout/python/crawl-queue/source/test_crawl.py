import unittest

from crawl import Crawl, Hosts, host, visit


class CrawlTest(unittest.TestCase):
    def test_host(self):
        self.assertEqual(host("http://a.org/x"), "a.org")
        self.assertEqual(host("a.org"), "a.org")

    def test_limits(self):
        hosts = Hosts({"a": 1})
        self.assertTrue(hosts.allows("a"))
        hosts.take("a")
        self.assertFalse(hosts.allows("a"))

    def test_seen_once(self):
        crawl = Crawl(["http://a/1"])
        crawl.push(["http://a/1", "http://a/2", "http://a/2"])
        self.assertEqual(len(crawl.queue), 2)

    def test_visit(self):
        links = {"http://a/1": ["http://b/1", "http://a/2"]}
        self.assertEqual(visit(Crawl(["http://a/1"], Hosts({"a": 9, "b": 9})), links), ["http://a/1", "http://b/1", "http://a/2"])

    def test_default_limit(self):
        start = ["http://a/%d" % number for number in range(4)]
        self.assertEqual(visit(Crawl(start), {}), start[:2])
