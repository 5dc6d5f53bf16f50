import unittest

from gate import may_enter, welcome


class MoreTest(unittest.TestCase):
    def test_limit(self):
        self.assertTrue(may_enter("cinema", "name=Bo&age=12"))
        self.assertFalse(may_enter("cinema", "name=Bo&age=11"))
        self.assertEqual(welcome("club", "name=Bo&age=100"), "Welcome Bo")
