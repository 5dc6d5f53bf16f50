import unittest

from logscan import count_levels, errors, parse

GOOD = ["10:00 INFO start", "10:01 ERROR disk full", "10:02 INFO stop"]


class LogscanTest(unittest.TestCase):
    def test_parse(self):
        self.assertEqual(parse(GOOD[0]), {"time": "10:00", "level": "INFO", "text": "start"})

    def test_count(self):
        self.assertEqual(count_levels(GOOD), {"INFO": 2, "ERROR": 1})

    def test_stray_lines(self):
        self.assertEqual(count_levels(GOOD + ["  at com.x.Main", ""]), {"INFO": 2, "ERROR": 1})

    def test_errors(self):
        self.assertEqual(errors(GOOD), ["disk full"])
