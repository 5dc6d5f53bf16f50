import unittest

from mail import closing, letter, salutation


class MailTest(unittest.TestCase):
    def test_salutation(self):
        self.assertEqual(salutation("Bo"), "Hi Bo")

    def test_closing(self):
        self.assertEqual(closing("Ana", formal=True), "Yours sincerely,\nAna")

    def test_letter(self):
        self.assertEqual(letter("Bo", " Come. ", "Ana"), "Hi Bo,\n\nCome.\n\nBye,\nAna")
