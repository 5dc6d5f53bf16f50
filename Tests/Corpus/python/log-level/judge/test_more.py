import unittest

from logscan import errors, parse


class MoreTest(unittest.TestCase):
    def test_parse_of_garbage_is_none(self):
        self.assertIsNone(parse("nothing here"))

    def test_errors_with_stray_lines(self):
        self.assertEqual(errors(["???", "10:01 ERROR disk full"]), ["disk full"])
