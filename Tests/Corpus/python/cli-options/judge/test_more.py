import unittest

from options import parse


class MoreTest(unittest.TestCase):
    def test_only_flag(self):
        self.assertEqual(parse(["--v"]), ({"v": True}, []))
        self.assertEqual(parse([]), ({}, []))
        self.assertEqual(parse(["--n", "1", "--v"]), ({"n": "1", "v": True}, []))
