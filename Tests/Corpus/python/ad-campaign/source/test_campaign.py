import unittest

from campaign import rate, summary, winner

ONE = {"name": "spring", "clicks": 5, "views": 100, "spent": 10}
NEW = {"name": "autumn", "clicks": 0, "views": 0, "spent": 0}


class CampaignTest(unittest.TestCase):
    def test_rate(self):
        self.assertEqual(rate(1, 4), 0.25)

    def test_summary(self):
        self.assertEqual(summary([ONE]), [("spring", 5.0, 2.0)])

    def test_a_new_campaign_has_no_rate_yet(self):
        self.assertEqual(summary([ONE, NEW]), [("spring", 5.0, 2.0), ("autumn", 0.0, 0.0)])

    def test_winner(self):
        self.assertEqual(winner([ONE, {**ONE, "name": "may", "clicks": 9}]), "may")
