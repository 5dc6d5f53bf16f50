import unittest

from points import Account, best_customer, earned, statement, tier


class PointsTest(unittest.TestCase):
    def test_tier(self):
        self.assertEqual([tier(0), tier(300), tier(5000)], ["basic", "silver", "gold"])

    def test_earned(self):
        self.assertEqual(earned(10, 0), 10)
        self.assertEqual(earned(10, 300), 20)

    def test_buy(self):
        account = Account("Ana")
        self.assertEqual(account.buy(12.5), 12)
        self.assertEqual(account.points, 12)

    def test_campaign(self):
        self.assertEqual(Account("Ana").buy(10, campaign=5), 50)

    def test_redeem(self):
        account = Account("Ana", 250)
        self.assertEqual(account.redeem(200), 2.0)
        self.assertEqual(account.points, 50)

    def test_redeem_too_much(self):
        with self.assertRaises(ValueError):
            Account("Ana", 10).redeem(11)

    def test_statement(self):
        self.assertEqual(statement(Account("Bo", 300)), ["Bo (silver)", "balance 300"])

    def test_best(self):
        self.assertEqual(best_customer([Account("a", 1), Account("b", 3)]), "b")
