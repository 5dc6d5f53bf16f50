import json
import unittest

from filters import parse


class MoreTest(unittest.TestCase):
    def test_nothing(self):
        self.assertEqual(parse(""), {})

    def test_broken_text_is_still_an_error(self):
        with self.assertRaises(json.JSONDecodeError):
            parse("{broken")
