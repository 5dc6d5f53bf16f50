import unittest

from chat import by_author, parse


class ChatTest(unittest.TestCase):
    def test_parse(self):
        message = parse("2024-05-01 10:20 <ana> hello")
        self.assertEqual((message.author, message.text, message.time.hour), ("ana", "hello", 10))

    def test_long(self):
        self.assertEqual(by_author(["2024-05-01 10:20 <ana> how are you"]), {"ana": ["how are you"]})
