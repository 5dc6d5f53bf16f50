import unittest

from gate import may_enter, read_form, welcome


class GateTest(unittest.TestCase):
    def test_form(self):
        self.assertEqual(read_form("name=Ana&age=30"), {"name": "Ana", "age": "30"})

    def test_enter(self):
        self.assertTrue(may_enter("club", "name=Ana&age=30"))
        self.assertFalse(may_enter("club", "name=Bo&age=9"))
