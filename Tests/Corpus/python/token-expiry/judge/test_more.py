import os
import time
import unittest
from datetime import timezone

from tokens import check, issue


class MoreTest(unittest.TestCase):
    def test_run_out(self):
        self.assertFalse(check(issue("ana", minutes=-1)))
        self.assertTrue(check(issue("ana", minutes=1)))

    def test_other_time_zones(self):
        old = os.environ.get("TZ")
        try:
            for zone in ("America/New_York", "Asia/Tokyo", "UTC"):
                os.environ["TZ"] = zone
                time.tzset()
                self.assertTrue(check(issue("ana", minutes=1)), zone)
                self.assertFalse(check(issue("ana", minutes=-1)), zone)
        finally:
            if old is None:
                os.environ.pop("TZ", None)
            else:
                os.environ["TZ"] = old
            time.tzset()
